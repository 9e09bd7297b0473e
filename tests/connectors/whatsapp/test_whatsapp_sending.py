"""Out to WhatsApp: choices that can be answered, the window of 24 hours, templates, refusals and reports."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from connectors.core import OUTLETS
from guidance import chats, conversations, deliveries
from guidance.conversations import Outgoing, OutMessage
from guidance.database import Database
from tests.connectors.fakes import FakeRasa
from tests.connectors.whatsapp.conftest import Gateway, Phone, post
from tests.connectors.whatsapp.meta import DAY, WAIT, Meta, webhook

HELLO = "Dag, ik ben een computer."
YESTERDAY = DAY + 60


@pytest.fixture
def with_templates(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIJSTUREN_WHATSAPP_TEMPLATE_ANSWER", "er_is_een_antwoord")
    monkeypatch.setenv("BIJSTUREN_WHATSAPP_TEMPLATE_REMINDER", "herinnering")


def conversation_of(rasa: FakeRasa) -> str:
    (found,) = {conversation_id for conversation_id, _ in rasa.seen}
    return found


async def tell(gateway: Gateway, db: Database, conversation_id: str, text: str, kind: str = "text") -> Outgoing:
    """Say something that answers nothing, as an adviser or a reminder does."""
    said = conversations.say(db, conversation_id, OutMessage(text, kind=kind), datetime.now(UTC))
    await gateway.app[OUTLETS].deliver(conversation_id, said)
    return said


async def reports(gateway: Gateway, *statuses: tuple[str, str, int | None]) -> None:
    told = [
        {"id": name, "status": status, **({"errors": [{"code": code, "title": "x"}]} if code else {})}
        for name, status, code in statuses
    ]
    assert await post(gateway, webhook(statuses=told)) == 200


async def failed(db: Database, *whys: str) -> None:
    """Wait until exactly these are among the dead letters."""
    async with asyncio.timeout(WAIT):
        while [letter.why for letter in deliveries.dead_letters(db)] != list(whys):
            await asyncio.sleep(0.02)


async def waits(db: Database, *whys: str) -> None:
    async with asyncio.timeout(WAIT):
        while [letter.why for letter in deliveries.waiting_letters(db)] != list(whys):
            await asyncio.sleep(0.02)


async def noted(db: Database, meta: Meta, *states: str) -> None:
    """Wait until so much is known of what was sent."""
    async with asyncio.timeout(WAIT):
        while deliveries.states(db, "whatsapp", meta.names) != list(states):
            await asyncio.sleep(0.02)


async def test_a_tapped_button_reaches_the_bot(phone: Phone, meta: Meta, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = [{"text": "Wat past?", "buttons": [{"title": "Leren", "payload": "/need_leren"}]}]
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    await phone.taps(meta.sent[-1], 0)
    await meta.until(lambda: len(meta.sent) == 3)
    assert rasa.texts == ["/greet", "hoi", "/need_leren"]


@pytest.mark.parametrize("answer", ["tap", "2", "2."])
async def test_a_choice_with_a_long_label_is_tapped_or_answered_with_its_number(
    phone: Phone, meta: Meta, rasa: FakeRasa, answer: str
) -> None:
    labels = ["Een opleiding naast mijn werk", "Iets heel anders gaan doen"]
    rasa.replies["hoi"] = [{"text": "Wat wil je?", "buttons": [{"title": x, "payload": f"/{x[:4]}"} for x in labels]}]
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    await (phone.taps(meta.sent[-1], 1) if answer == "tap" else phone.says(answer))
    await meta.until(lambda: len(meta.sent) == 3)
    assert rasa.texts[-1] == "/Iets"


async def test_more_than_ten_choices_are_answered_with_a_number(phone: Phone, meta: Meta, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = [
        {"text": "Welke?", "buttons": [{"title": f"k{x}", "payload": f"/k{x}"} for x in range(1, 13)]}
    ]
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    await phone.says("12")
    await meta.until(lambda: len(meta.sent) == 3)
    assert rasa.texts[-1] == "/k12"


async def test_an_answer_that_comes_too_late_waits_until_the_person_speaks_again(
    phone: Phone, meta: Meta, db: Database, rasa: FakeRasa
) -> None:
    await phone.says("gisteren", ago=YESTERDAY)
    await waits(db, "window_closed")
    assert meta.sent == [] and deliveries.dead_letters(db) == []
    await phone.says("vandaag")
    await meta.got(HELLO, "antwoord op gisteren", "antwoord op vandaag")
    assert deliveries.waiting_letters(db) == []


async def test_what_waited_goes_as_soon_as_the_person_speaks_also_when_nobody_answers_yet(
    phone: Phone, meta: Meta, db: Database, rasa: FakeRasa
) -> None:
    await phone.says("gisteren", ago=YESTERDAY)
    await waits(db, "window_closed")
    rasa.delay = 1.5
    await phone.says("vandaag")
    await meta.until(lambda: len(meta.sent) >= 2)
    assert meta.texts == [HELLO, "antwoord op gisteren"]


@pytest.mark.usefixtures("with_templates")
async def test_a_template_tells_once_that_something_waits(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway, rasa: FakeRasa
) -> None:
    await phone.says("gisteren", ago=YESTERDAY)
    await meta.got("er_is_een_antwoord")
    await tell(gateway, db, conversation_of(rasa), "En nog iets.")
    await phone.says("vandaag")
    await meta.got("er_is_een_antwoord", HELLO, "antwoord op gisteren", "En nog iets.", "antwoord op vandaag")


@pytest.mark.usefixtures("with_templates")
async def test_a_template_that_is_refused_is_a_dead_letter_and_the_message_goes_on_waiting(
    phone: Phone, meta: Meta, db: Database
) -> None:
    meta.trouble = [(400, 132001)]
    await phone.says("gisteren", ago=YESTERDAY)
    await failed(db, "132001")
    await phone.says("vandaag")
    await meta.got(HELLO, "antwoord op gisteren", "antwoord op vandaag")


@pytest.mark.usefixtures("with_templates")
async def test_who_opted_out_is_not_told_that_something_waits(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway
) -> None:
    await phone.says("stop", ago=YESTERDAY)
    await waits(db, "window_closed")
    assert meta.sent == []


@pytest.mark.usefixtures("with_templates")
async def test_a_reminder_goes_by_template_when_the_window_is_closed_and_is_not_said_again(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway, rasa: FakeRasa
) -> None:
    await phone.says("hoi", ago=YESTERDAY)
    await meta.got("er_is_een_antwoord")
    deliveries.skip_waiting(db, "whatsapp", conversation_of(rasa))
    await tell(gateway, db, conversation_of(rasa), "Morgen om 10.00 uur\nspreek je Sanne.", "reminder")
    await meta.got("er_is_een_antwoord", "herinnering")
    await phone.says("ja")
    await meta.got("er_is_een_antwoord", "herinnering", "antwoord op ja")


async def test_a_reminder_within_the_window_is_an_ordinary_message(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway, rasa: FakeRasa
) -> None:
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    await tell(gateway, db, conversation_of(rasa), "Morgen om 10.00 uur.", "reminder")
    await meta.got(HELLO, "antwoord op hoi", "Morgen om 10.00 uur.")


async def test_who_opted_out_gets_no_reminder_but_does_get_an_answer(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway, rasa: FakeRasa
) -> None:
    await phone.says("afmelden")
    await meta.until(lambda: any("niets meer uit mezelf" in text for text in meta.texts))
    await tell(gateway, db, conversation_of(rasa), "Morgen om 10.00 uur.", "reminder")
    await failed(db, "opted_out")
    await tell(gateway, db, conversation_of(rasa), "Dit vroeg je nog.")
    await meta.until(lambda: "Dit vroeg je nog." in meta.texts)
    assert meta.texts[-1] == "Dit vroeg je nog." and "Morgen om 10.00 uur." not in meta.texts


@pytest.mark.parametrize(
    "trouble", [(500, 131000), (500, 131016), (429, 131056), (429, 130429), (429, 80007), (503, "busy"), (429, "")]
)
async def test_a_refusal_that_is_temporary_is_tried_again(
    phone: Phone, meta: Meta, db: Database, trouble: tuple[int, object]
) -> None:
    meta.trouble = [trouble, trouble]
    await phone.says("hoi")
    await meta.got(HELLO, "antwoord op hoi")
    assert deliveries.dead_letters(db) == []


@pytest.mark.parametrize(
    ("trouble", "why"),
    [((400, 131026), "131026"), ((400, 131009), "131009"), ((400, 100), "100"), ((404, "gone"), "http_404")],
)
async def test_a_refusal_for_good_is_given_up_with_its_code_and_the_next_message_goes_on(
    phone: Phone, meta: Meta, db: Database, trouble: tuple[int, object], why: str
) -> None:
    meta.trouble = [trouble]
    await phone.says("hoi")
    await meta.got("antwoord op hoi")
    assert [letter.why for letter in deliveries.dead_letters(db)] == [why]


async def test_after_enough_tries_it_is_given_up(phone: Phone, meta: Meta, db: Database) -> None:
    meta.trouble = [(500, 131000)] * 4
    await phone.says("hoi")
    await meta.got("antwoord op hoi")
    assert [letter.why for letter in deliveries.dead_letters(db)] == ["131000"]


@pytest.mark.parametrize("code", [190, 131031, 131042, 131048, 368, 10, 200])
async def test_trouble_with_our_own_account_loses_no_message_however_long_it_takes(
    phone: Phone, meta: Meta, db: Database, code: int
) -> None:
    meta.trouble = [(401, code)] * 6  # more than the tries a message has
    await phone.says("hoi")
    await waits(db, str(code))
    await meta.got(HELLO, "antwoord op hoi")
    assert deliveries.dead_letters(db) == [] and deliveries.waiting_letters(db) == []


async def test_when_meta_says_that_the_window_is_closed_the_message_waits(
    phone: Phone, meta: Meta, db: Database
) -> None:
    meta.trouble = [(400, 131047)] * 20  # each new message to the person tries the first one again
    await phone.says("hoi")
    await waits(db, "131047")
    meta.trouble.clear()
    await phone.says("daar ben ik")
    await meta.got(HELLO, "antwoord op hoi", "antwoord op daar ben ik")


async def test_meta_away_for_a_moment_costs_nobody_a_message(phone: Phone, meta: Meta, db: Database) -> None:
    await meta.stop()
    await phone.says("hoi")
    await waits(db, "unreachable")
    await meta.start()
    await meta.got(HELLO, "antwoord op hoi")


async def test_reports_come_in_any_order_and_never_go_back(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway
) -> None:
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    name = meta.names[-1]
    await noted(db, meta, "sent", "sent")
    await reports(gateway, (name, "read", None))
    await reports(gateway, (name, "sent", None), (name, "delivered", None))
    await reports(gateway, (meta.names[0], "delivered", None), (meta.names[0], "sent", None))
    await noted(db, meta, "delivered", "read")


async def test_a_report_of_failure_for_good_is_a_dead_letter_with_the_code(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway
) -> None:
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    await reports(gateway, (meta.names[0], "failed", 131026), (meta.names[1], "failed", None))
    await failed(db, "unknown", "131026")


async def test_a_report_of_a_failure_that_is_temporary_sends_the_message_again(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway
) -> None:
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    await reports(gateway, (meta.names[0], "failed", 131000))
    await meta.got(HELLO, "antwoord op hoi", HELLO)
    for _ in range(2):  # the same report twice is one report
        await reports(gateway, (meta.names[0], "failed", 131000))
    await phone.says("ja")
    await meta.got(HELLO, "antwoord op hoi", HELLO, "antwoord op ja")


async def test_a_message_that_keeps_failing_afterwards_is_given_up_in_the_end(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway
) -> None:
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    for count in range(2, 6):
        await reports(gateway, (meta.names[1 if count == 2 else -1], "failed", 131000))
        if count < 5:
            await meta.until(lambda count=count: len(meta.sent) == count + 1)  # type: ignore[misc]
    await failed(db, "131000")
    assert meta.texts == [HELLO, *4 * ["antwoord op hoi"]]


async def test_a_report_that_the_window_was_closed_keeps_the_message_until_the_person_speaks(
    phone: Phone, meta: Meta, db: Database, gateway: Gateway
) -> None:
    await phone.says("hoi")
    await meta.until(lambda: len(meta.sent) == 2)
    await reports(gateway, (meta.names[1], "failed", 131047))
    await waits(db, "131047")
    await phone.says("ja")
    await meta.got(HELLO, "antwoord op hoi", "antwoord op hoi", "antwoord op ja")


async def test_after_wiping_nothing_of_the_chat_is_left_and_nothing_waits(
    phone: Phone, meta: Meta, db: Database, rasa: FakeRasa
) -> None:
    rasa.replies["wis alles"] = [{"custom": {"text": "Alles is gewist.", "kind": "wipe"}}]
    await phone.says("wis alles")
    await meta.until(lambda: len(meta.sent) == 2)
    async with asyncio.timeout(WAIT):
        while chats.of_conversation(db, conversation_of(rasa)):
            await asyncio.sleep(0.02)
    assert meta.texts == [HELLO, "Alles is gewist."]
