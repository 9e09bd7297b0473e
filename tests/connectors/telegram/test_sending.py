"""How our messages look in Telegram, and what its refusals mean."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest
from httpx import ConnectError, ConnectTimeout, ReadTimeout, RemoteProtocolError
from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import MessageLimit
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from connectors.errors import ChatClosed, ChatMoved, NeverSendable, PerhapsTaken, SendError, SendLater
from connectors.rendering import size
from connectors.telegram.keyboards import LONGEST_LABEL, MOST_TOKEN_BYTES
from connectors.telegram.sending import LONGEST_TEXT, Part, TelegramSender, send_error
from connectors.telegram.standing import Standing
from guidance.conversations import Outgoing, TokenButton

NOW = datetime(2026, 11, 25, tzinfo=UTC)


class Line:
    """A bot that refuses as it is told to."""

    def __init__(self, error: TelegramError) -> None:
        self.error = error

    async def send_message(self, **_: Any) -> None:
        raise self.error


def sender(error: TelegramError | None = None) -> TelegramSender:
    bot = cast(Bot, Line(error or TimedOut()))
    return TelegramSender(bot, Standing(bot))


def parts(text: str = "Kies", *titles: str, cards: tuple[dict[str, Any], ...] = ()) -> list[Part]:
    buttons = tuple(TokenButton(title, f"token-{number}") for number, title in enumerate(titles, 1))
    return list(sender().parts(Outgoing(1, "bot", text, buttons, cards, "text", NOW)))


def because(error: TelegramError, cause: Exception) -> TelegramError:
    """The error as python-telegram-bot raises it when its line fails."""
    error.__cause__ = cause
    return error


def labels(keyboard: InlineKeyboardMarkup | None) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard.inline_keyboard] if keyboard else []


def test_two_short_choices_stand_side_by_side_and_others_one_a_row() -> None:
    assert labels(parts("?", "Ja", "Nee")[-1].keyboard) == [["Ja", "Nee"]]
    assert labels(parts("?", "Ja", "Nee", "Weet niet")[-1].keyboard) == [["Ja"], ["Nee"], ["Weet niet"]]
    assert labels(parts("?", "Ja, dat klopt helemaal", "Nee")[-1].keyboard) == [["Ja, dat klopt helemaal"], ["Nee"]]


def test_a_label_that_a_phone_would_cut_stands_whole_in_the_text_with_its_number_to_tap() -> None:
    long = "x" * (LONGEST_LABEL + 1)
    (part,) = parts("Kies", "Kort", long)
    assert part.text == f"Kies\n\n1. Kort\n2. {long}"
    assert labels(part.keyboard) == [["1", "2"]]


def test_more_than_a_hundred_choices_are_a_numbered_list_without_buttons() -> None:
    (part,) = parts("Kies", *(f"keuze {number}" for number in range(1, 102)))
    assert part.keyboard is None
    assert part.text.endswith("\n101. keuze 101")
    assert parts("Kies", *(f"keuze {number}" for number in range(1, 101)))[-1].keyboard is not None


def test_a_button_carries_its_token_and_it_fits() -> None:
    (part,) = parts("?", "Ja")
    assert part.keyboard
    token = str(part.keyboard.inline_keyboard[0][0].callback_data)
    assert token == "token-1"
    assert len(token.encode()) <= MOST_TOKEN_BYTES


def test_a_text_that_is_too_long_is_split_between_sentences() -> None:
    told = parts("Dit is een hele zin. " * 300, "Ja")
    assert all(len(part.text) <= LONGEST_TEXT and part.text.endswith("zin.") for part in told)
    assert [part.keyboard is not None for part in told] == [False] * (len(told) - 1) + [True]


def test_a_long_text_of_emoji_is_split_as_telegram_counts() -> None:
    text = "Goed zo 👍🏽 en 👩‍🔧 " * 400
    told = [part.text for part in parts(text)]
    assert len(told) > 1
    assert all(len(piece.encode("utf-16-le")) // 2 <= MessageLimit.MAX_TEXT_LENGTH for piece in told)
    assert " ".join(told) == text.strip()
    solid = [part.text for part in parts("👍" * 5000)]
    assert "".join(solid) == "👍" * 5000 and max(map(size, solid)) == MessageLimit.MAX_TEXT_LENGTH


def test_a_card_is_readable_text() -> None:
    card = {"title": "Jouw plan", "rows": [{"label": "Stap", "text": "Bel het Leerwerkloket"}]}
    (part,) = parts("Kijk:", cards=(card,))
    assert part.text == "Kijk:\n\n• Jouw plan\n  • Stap: Bel het Leerwerkloket"


@pytest.mark.parametrize(
    ("error", "kind", "why"),
    [
        (RetryAfter(7), SendLater, "flood_wait"),
        (TimedOut(), PerhapsTaken, "answer_lost"),
        (because(TimedOut(), ReadTimeout("")), PerhapsTaken, "answer_lost"),
        (because(NetworkError("x"), RemoteProtocolError("")), PerhapsTaken, "answer_lost"),
        (because(TimedOut(), ConnectTimeout("")), SendLater, "unreachable"),
        (because(NetworkError("x"), ConnectError("")), SendLater, "unreachable"),
        (NetworkError("down"), SendLater, "network"),
        (Conflict("two of us"), SendLater, "refused"),
        (Forbidden("Forbidden: bot was blocked by the user"), ChatClosed, "blocked"),
        (BadRequest("Chat not found"), ChatClosed, "gone"),
        (BadRequest("Message text is empty"), NeverSendable, "bad_request"),
        (ChatMigrated(-100), ChatMoved, "moved"),
    ],
)
async def test_each_refusal_of_telegram_has_its_meaning(error: TelegramError, kind: type[SendError], why: str) -> None:
    with pytest.raises(SendError) as raised:
        await sender(error).send("31", Part("hoi"), NOW)
    assert (type(raised.value), raised.value.why) == (kind, why)
    assert raised.value.__cause__ is None


def test_a_flood_wait_and_a_moved_chat_bring_what_to_do() -> None:
    later, moved = send_error(RetryAfter(7)), send_error(ChatMigrated(-100))
    assert isinstance(later, SendLater) and later.seconds == 7
    assert isinstance(moved, ChatMoved) and moved.address == "-100"
