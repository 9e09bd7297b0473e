"""A tap counts once; what it means later depends on what was said since."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guidance import conversations
from guidance.conversations import Button, Outgoing, OutMessage
from guidance.database import Database
from guidance.errors import ButtonUsed, ButtonWaiting

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def conversation(db: Database) -> str:
    return conversations.start(db, "test", NOW)


def asked(db: Database, conversation: str, *titles: str, kind: str = "text") -> Outgoing:
    buttons = tuple(Button(title, f"/{title.lower()}") for title in titles)
    return conversations.say(db, conversation, OutMessage("?", buttons, kind=kind), NOW)


def taps(db: Database, conversation: str, message: Outgoing, message_id: str, button: int = 0) -> int:
    redeemed = conversations.redeem(db, conversation, message.buttons[button].token, NOW)
    conversations.receive(db, conversation, message_id, "button", redeemed.title, NOW, redeemed.payload)
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending
    return pending.inbox_id


def test_a_second_tap_while_the_first_waits_is_the_same_tap(db: Database, conversation: str) -> None:
    message = asked(db, conversation, "Ja", "Nee")
    taps(db, conversation, message, "m1")
    with pytest.raises(ButtonWaiting):
        conversations.redeem(db, conversation, message.buttons[0].token, NOW)
    assert conversations.redeem(db, conversation, message.buttons[1].token, NOW).payload == "/nee"


def test_the_last_choices_may_be_tapped_again_once_answered(db: Database, conversation: str) -> None:
    message = asked(db, conversation, "Ja")
    conversations.answer(db, taps(db, conversation, message, "m1"), [OutMessage("Goed.")], NOW)
    asked(db, conversation, "Mens", kind="notice")  # asks nothing
    asked(db, conversation, "Mens", kind="wait")
    assert conversations.redeem(db, conversation, message.buttons[0].token, NOW).payload == "/ja"


def test_a_used_button_of_before_is_refused_and_the_choices_of_now_are_known(db: Database, conversation: str) -> None:
    message = asked(db, conversation, "Ja", "Nee")
    next_question = OutMessage("En nu?", (Button("Door", "/door"),))
    conversations.answer(db, taps(db, conversation, message, "m1"), [next_question], NOW)
    with pytest.raises(ButtonUsed):
        conversations.redeem(db, conversation, message.buttons[0].token, NOW)
    assert conversations.present(db, conversation) == (Button("Door", "/door"),)


def test_a_human_can_be_asked_for_by_any_button_at_any_time(db: Database, conversation: str) -> None:
    message = conversations.say(db, conversation, OutMessage("?", (Button("Mens", "/ask_human"),)), NOW)
    conversations.answer(db, taps(db, conversation, message, "m1"), [OutMessage("Goed.")], NOW)
    asked(db, conversation, "Ja")
    assert conversations.redeem(db, conversation, message.buttons[0].token, NOW).payload == "/ask_human"


def test_without_choices_there_are_none(db: Database, conversation: str) -> None:
    asked(db, conversation)
    asked(db, conversation, "Mens", kind="notice")
    assert conversations.present(db, conversation) == ()
