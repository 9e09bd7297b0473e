"""A conversation in Telegram, against a real Bot API server: nothing lost, nothing twice, every button answered."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from connectors.notices import load_notices
from connectors.telegram.texts import load_texts
from guidance import conversations, deliveries, outbox, resume_codes
from guidance.conversations import OutMessage
from guidance.database import Database
from tests.connectors.fakes import FakeRasa
from tests.connectors.telegram.bot_api import BotApi, Person
from tests.connectors.telegram.conftest import StartGateway

NOTICES = load_notices()
GREETING = "antwoord op /greet"
CHOICE = {"text": "Wat past bij je?", "buttons": [{"title": "Leren", "payload": "/need_leren"}]}


async def offers_a_choice(start_gateway: StartGateway, sam: Person, rasa: FakeRasa) -> None:
    """Sam said hello and has a question with a button on the screen."""
    rasa.replies["hoi"] = [CHOICE]
    await start_gateway()
    await sam.says("hoi")
    await sam.hears(2)


@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_a_message_is_answered_after_the_bot_said_who_it_is(
    by: str, start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    await start_gateway(by)
    await api.until("setWebhook" if by == "webhook" else "deleteWebhook", 1)
    await sam.says("hoi")
    assert await sam.hears(2) == [GREETING, "antwoord op hoi"]
    assert rasa.texts == ["/greet", "hoi"]


async def test_telegram_is_told_our_commands_and_what_we_want_to_hear(start_gateway: StartGateway, api: BotApi) -> None:
    await start_gateway("webhook")
    (told,) = await api.until("setMyCommands", 1)
    assert [command["command"] for command in told["commands"]] == ["start", "mens", "help", "privacy", "stop"]
    (hook,) = await api.calls("setWebhook")
    assert hook["url"].endswith("/telegram/webhook")
    assert len(hook["secret_token"]) == 64
    assert {"message", "callback_query", "my_chat_member"} <= set(hook["allowed_updates"])
    assert "drop_pending_updates" not in hook or hook["drop_pending_updates"] in ("false", False)


async def test_texts_are_plain_and_links_get_no_preview(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    rasa.replies["hoi"] = [{"text": "*Kijk* op https://www.werkcentrum.nl <b>"}]
    await start_gateway()
    await sam.says("hoi")
    sent = (await api.until("sendMessage", 2))[1]
    assert sent["text"] == "*Kijk* op https://www.werkcentrum.nl <b>"
    assert "parse_mode" not in sent
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_a_tapped_button_reaches_the_bot_and_its_message_tells_what_was_chosen(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    await offers_a_choice(start_gateway, sam, rasa)
    await sam.taps("Leren")
    assert (await sam.hears(3))[2] == "antwoord op /need_leren"
    (answered,) = await api.until("answerCallbackQuery", 1)
    assert answered["text"] == "Leren"
    (edited,) = await api.until("editMessageText", 1)
    assert edited["text"] == "Wat past bij je?\n\nJouw keuze: Leren"
    assert "reply_markup" not in edited


async def test_a_tap_on_an_expired_button_does_not_look_like_a_choice(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "BUTTON_LIFETIME", timedelta(0))
    await offers_a_choice(start_gateway, sam, rasa)
    await sam.taps("Leren")
    assert (await sam.hears(3))[2] == NOTICES.message("button_expired_choices").text
    (answered,) = await api.until("answerCallbackQuery", 1)
    assert not answered.get("text")
    edited = (await api.until("editMessageReplyMarkup", 1))[0]
    assert edited.get("reply_markup") is None
    assert await api.calls("editMessageText") == []


async def test_a_button_tapped_twice_at_once_counts_once_and_both_taps_are_answered(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    await offers_a_choice(start_gateway, sam, rasa)
    rasa.delay = 0.3
    await sam.taps("Leren")
    await sam.taps("Leren")
    await api.until("answerCallbackQuery", 2)
    await sam.hears(3)
    await sam.says("en nu?")
    assert (await sam.hears(4))[2:] == ["antwoord op /need_leren", "antwoord op en nu?"]
    assert rasa.texts.count("/need_leren") == 1


async def test_a_used_button_of_before_gets_the_choices_of_now(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    rasa.replies["/need_leren"] = [{"text": "Mag dat?", "buttons": [{"title": "Ja", "payload": "/affirm"}]}]
    await offers_a_choice(start_gateway, sam, rasa)
    await sam.taps("Leren")
    await sam.hears(3)
    await sam.taps("Leren")
    sent = (await api.until("sendMessage", 4, sam.chat))[3]
    assert sent["text"] == NOTICES.message("button_used").text
    assert [button["text"] for row in sent["reply_markup"]["inline_keyboard"] for button in row] == ["Ja"]
    await sam.taps("Ja")
    assert (await sam.hears(5))[4] == "antwoord op /affirm"


async def test_newer_choices_take_the_older_buttons_away(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    rasa.replies["hoi"] = rasa.replies["anders"] = [CHOICE]
    await start_gateway()
    await sam.says("hoi")
    _, first = await api.until("sendMessage", 2)
    await sam.says("anders")
    (edited,) = await api.until("editMessageReplyMarkup", 1)
    assert (edited["message_id"], edited.get("reply_markup")) == (str(first["message_id"]), None)


async def test_an_excuse_with_a_way_to_a_human_leaves_the_choices_where_they_are(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    rasa.replies["/need_leren"] = [CHOICE]
    await offers_a_choice(start_gateway, sam, rasa)
    await sam.sends(voice={"file_id": "a", "file_unique_id": "b", "duration": 3})
    await sam.hears(3)
    await sam.taps("Leren")
    assert (await sam.hears(4))[3] == CHOICE["text"]
    assert await api.calls("editMessageReplyMarkup") == []


async def test_that_it_takes_longer_leaves_the_choices_where_they_are(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    await offers_a_choice(start_gateway, sam, rasa)
    rasa.delay = 1.0
    await sam.says("wie leest dit?")
    heard = await sam.hears(4)
    assert "duurt langer" in heard[2] and heard[3] == "antwoord op wie leest dit?"
    assert await api.calls("editMessageReplyMarkup") == []


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("/help", "/ask_help"), ("/privacy", "/ask_privacy"), ("/mens", "/ask_human"), ("/onzin ja", "onzin ja")],
)
async def test_commands_are_understood_and_unknown_ones_are_text(
    typed: str, seen: str, start_gateway: StartGateway, sam: Person, rasa: FakeRasa
) -> None:
    await start_gateway()
    await sam.says(typed)
    assert await sam.hears(2) == [GREETING, f"antwoord op {seen}"]
    assert rasa.texts == ["/greet", seen]


async def test_start_greets_once_and_again_when_it_is_asked_again(
    start_gateway: StartGateway, sam: Person, rasa: FakeRasa
) -> None:
    await start_gateway()
    await sam.says("/start")
    assert await sam.hears(1) == [GREETING]
    await sam.says("/start flyer-zwolle")
    await sam.says("hoi")
    assert await sam.hears(3) == [GREETING, GREETING, "antwoord op hoi"]


async def test_a_link_with_a_code_comes_back_to_the_conversation_of_the_website(
    start_gateway: StartGateway, sam: Person, rasa: FakeRasa, db: Database
) -> None:
    website = conversations.start(db, "website", datetime.now(UTC))
    conversations.say(db, website, OutMessage("Dag!"), datetime.now(UTC))
    code = resume_codes.issue(db, website, datetime.now(UTC))
    await start_gateway()
    await sam.says(f"/start {code}")
    assert await sam.hears(1) == ['antwoord op /resume{"code": "used"}']
    await sam.says("verder")
    await sam.hears(2)
    assert {conversation_id for conversation_id, _ in rasa.seen} == {website}


async def test_stop_is_answered_and_kept(start_gateway: StartGateway, sam: Person) -> None:
    await start_gateway()
    await sam.says("/stop")
    assert (await sam.hears(2))[1] == NOTICES.message("opted_out").text


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        ({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}}, "voice"),
        ({"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}, "picture"),
        ({"sticker": {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
                      "is_animated": False, "is_video": False}}, "sticker"),
        ({"contact": {"phone_number": "0612345678", "first_name": "Kim"}}, "contact"),
        ({"story": {"chat": {"id": 9, "type": "private"}, "id": 1}}, "unsupported"),
    ],
)  # fmt: skip
async def test_what_is_no_text_gets_a_kind_answer(
    content: dict[str, object], notice: str, start_gateway: StartGateway, sam: Person
) -> None:
    await start_gateway()
    await sam.sends(**content)
    assert (await sam.hears(2))[1] == NOTICES.message(notice).text


async def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    rasa.replies["hoi"] = [{**CHOICE, "text": "Dit is een zin. " * 400}]
    await start_gateway()
    await sam.says("hoi")
    sent = (await api.until("sendMessage", 3, sam.chat))[1:]
    assert " ".join(part["text"] for part in sent) == ("Dit is een zin. " * 400).strip()
    assert ["reply_markup" in part for part in sent] == [False, True]


async def test_typing_is_shown_again_as_long_as_the_answer_takes(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    rasa.delay = 0.4
    await start_gateway()
    await sam.says("hoi")
    await sam.hears(2)
    shown = len(await api.calls("sendChatAction"))
    assert shown >= 3
    await asyncio.sleep(0.4)
    assert len(await api.calls("sendChatAction")) == shown


async def test_a_flood_wait_is_waited_for_and_nothing_is_lost(
    start_gateway: StartGateway, api: BotApi, sam: Person
) -> None:
    await api.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    await start_gateway()
    await sam.says("hoi")
    sent = await api.until("sendMessage", 3, sam.chat)  # the refused one is counted too
    assert [one["text"] for one in sent] == [GREETING, GREETING, "antwoord op hoi"]
    assert sent[1]["at"] - sent[0]["at"] >= 1000


async def test_a_message_telegram_never_takes_goes_to_the_dead_letters_and_the_next_goes_on(
    start_gateway: StartGateway, api: BotApi, sam: Person, db: Database
) -> None:
    await api.fail("sendMessage", 400, "Bad Request: message is too odd")
    await start_gateway()
    await sam.says("hoi")
    assert await sam.hears(2) == [GREETING, "antwoord op hoi"]
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["bad_request"]


async def test_who_blocked_the_bot_gets_nothing_late_and_is_answered_when_they_return(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    await api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await start_gateway()
    await sam.says("hoi")
    await api.until("sendMessage", 1)
    await asyncio.sleep(0.3)
    await sam.says("toch maar")
    assert await sam.hears(2) == [GREETING, "antwoord op toch maar"]


async def test_an_empty_question_still_has_words_over_its_buttons(
    start_gateway: StartGateway, sam: Person, rasa: FakeRasa
) -> None:
    rasa.replies["hoi"] = [{**CHOICE, "text": ""}]
    await start_gateway()
    await sam.says("hoi")
    assert (await sam.hears(2))[1] == load_texts().choose
