"""The relay: in order, once, and never silent."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from connectors.handover import load_handover
from connectors.lane import Timing
from connectors.messages import AFTER_HUMAN, Incoming
from connectors.notices import load_notices
from connectors.outlets import Outlets
from connectors.rasa_client import RasaClient
from connectors.relay import Relay
from guidance import conversations, custody, handoffs, privacy
from guidance.conversations import Button, OutMessage
from guidance.database import Database
from guidance.errors import ConversationUnknown
from tests.connectors.fakes import FakeRasa, Listener, Person

NOTICES = load_notices()


def notice(name: str, nth: int = 0) -> str:
    return NOTICES.message(name, nth).text


def open_requests(db: Database, conversation_id: str) -> list[handoffs.Handoff]:
    return [handoff for handoff in handoffs.open_handoffs(db) if handoff.conversation_id == conversation_id]


async def test_a_message_is_answered(person: Person, listener: Listener, rasa: FakeRasa) -> None:
    await person.says("hoi")
    await person.settled()
    assert listener.texts == ["antwoord op hoi"]
    assert rasa.seen == [(person.id, "hoi")]


async def test_a_message_is_safe_when_submit_returns_and_its_answer_comes_later(
    person: Person, listener: Listener, rasa: FakeRasa
) -> None:
    rasa.delay = 0.1
    await person.says("hoi")
    assert [line.text for line in conversations.history(person.db, person.id)] == ["hoi"]
    assert listener.messages == []
    await person.settled()
    assert listener.texts == ["antwoord op hoi"]


async def test_the_same_message_sent_twice_is_answered_once(person: Person, listener: Listener, rasa: FakeRasa) -> None:
    assert await person.says("hoi", "een") is True
    assert await person.says("hoi", "een") is False
    await person.settled()
    assert await person.says("hoi", "een") is False
    await person.settled()
    assert rasa.texts == ["hoi"]
    assert listener.texts == ["antwoord op hoi"]


async def test_five_messages_at_once_are_all_answered_in_order(
    person: Person, listener: Listener, rasa: FakeRasa
) -> None:
    rasa.delay = 0.05
    await asyncio.gather(*(person.says(str(number)) for number in range(5)))
    await person.settled()
    received = [line.text for line in conversations.history(person.db, person.id) if line.sender == "person"]
    assert rasa.texts == received
    assert listener.texts == [f"antwoord op {text}" for text in received]
    assert [message.seq for message in listener.messages] == [1, 2, 3, 4, 5]


async def test_rasa_gets_one_message_of_a_conversation_at_a_time(
    db: Database, client: RasaClient, listener: Listener, timing: Timing
) -> None:
    class Counting:
        now = most = 0

        async def send(
            self, conversation_id: str, text: str, timeout: float = 1.0, message_id: str = "", again: bool = False
        ) -> list[OutMessage]:
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(0.02)
            self.now -= 1
            return [OutMessage(text)]

        async def is_up(self) -> bool:
            return True

        async def intent(self, text: str) -> str | None:
            return None

    counting = Counting()
    relay = Relay(db, counting, Outlets(test=listener), timing=timing)
    conversation = conversations.start(db, "test", datetime.now(UTC))
    for number in range(4):
        await relay.submit(Incoming(conversation, str(number), "text", str(number)))
    await relay.settled(conversation)
    assert (counting.most, listener.texts) == (1, ["0", "1", "2", "3"])


async def test_a_slow_conversation_does_not_hold_up_another(
    db: Database, relay: Relay, rasa: FakeRasa, listener: Listener
) -> None:
    slow = conversations.start(db, "test", datetime.now(UTC))
    quick = conversations.start(db, "test", datetime.now(UTC))
    rasa.delay = 0.4
    await relay.submit(Incoming(slow, "slow", "text", "langzaam"))
    await asyncio.sleep(0.1)
    rasa.delay = 0.0
    await relay.submit(Incoming(quick, "quick", "text", "snel"))
    await asyncio.gather(relay.settled(slow), relay.settled(quick))
    assert listener.texts == ["antwoord op snel", "antwoord op langzaam"]


async def test_typing_is_shown_while_rasa_thinks_and_ends_with_the_answer(person: Person, listener: Listener) -> None:
    await person.says("hoi")
    await person.settled()
    assert listener.typing_shown == [True, False]
    assert not person.relay.is_typing(person.id)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/restart", "restart"),
        ('  //inform{"age": 99}', 'inform{"age": 99}'),
        ("/ /greet", "greet"),
        ("en/of", "en/of"),
    ],
)
async def test_a_person_cannot_type_a_command_for_rasa(person: Person, rasa: FakeRasa, typed: str, seen: str) -> None:
    await person.says(typed)
    await person.settled()
    assert rasa.texts == [seen]


async def test_the_payload_of_an_own_button_reaches_rasa_as_it_is(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.replies["hoi"] = [{"text": "Kies", "buttons": [{"title": "Ja graag", "payload": '/affirm{"x": 1}'}]}]
    await person.says("hoi")
    await person.settled()
    await person.presses(listener.messages[0].buttons[0].token)
    await person.settled()
    assert rasa.texts == ["hoi", '/affirm{"x": 1}']
    assert conversations.history(person.db, person.id)[2].text == "Ja graag"


async def test_an_expired_button_is_answered_without_rasa(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    sent = datetime.now(UTC) - timedelta(days=8)
    old = conversations.say(person.db, person.id, OutMessage("Kies", (Button("Ja", "/affirm"),)), sent)
    await person.presses(old.buttons[0].token, "Ja")
    await person.settled()
    (answer,) = listener.messages
    assert answer.text == notice("button_expired_choices")
    assert [button.title for button in answer.buttons] == ["Ja"]
    assert rasa.seen == []
    assert conversations.history(person.db, person.id)[-2].text == "Ja"


async def test_a_button_of_another_conversation_is_answered_without_rasa(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    other = conversations.start(person.db, "test", datetime.now(UTC))
    theirs = conversations.say(person.db, other, OutMessage("Kies", (Button("Ja", "/affirm"),)), datetime.now(UTC))
    await person.presses(theirs.buttons[0].token)
    await person.settled()
    assert (listener.notices, rasa.seen) == ([notice("button_unknown")], [])


async def test_the_opening_reaches_rasa_once_however_many_tabs_open_it(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await asyncio.gather(*(person.opens() for _ in range(3)))
    await person.settled()
    assert (rasa.texts, listener.texts) == (["/greet"], ["antwoord op /greet"])


async def test_what_is_no_text_gets_an_answer_too(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    await person.relay.submit(Incoming(person.id, "foto", "other"))
    await person.settled()
    assert (listener.notices, rasa.seen) == ([notice("unsupported")], [])


async def test_an_empty_reply_is_said_honestly_with_a_way_to_a_human(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.replies["hoi"] = []
    await person.says("hoi")
    await person.settled()
    assert listener.notices == [notice("empty")]
    assert [button.title for button in listener.messages[0].buttons] == [NOTICES.ask_human]


async def test_while_rasa_is_away_one_notice_is_given_and_after_its_return_one_answer(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await rasa.stop()
    await person.says("hoi")
    await listener.heard(1)
    await asyncio.sleep(0.3)
    assert [message.text for message in listener.messages] == [notice("outage")]
    assert [button.title for button in listener.messages[0].buttons] == [NOTICES.ask_human]
    assert "werkcentrum.nl" in listener.notices[0]
    await rasa.start()
    await person.settled()
    assert listener.notices == [notice("outage")]
    assert listener.texts == ["antwoord op hoi"]
    assert rasa.texts == ["hoi"]


async def test_every_message_sent_while_rasa_is_away_is_answered_once_and_in_order(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await rasa.stop()
    for number in range(4):
        await person.says(str(number))
        await listener.heard(number + 1)
    assert all(one != other for one, other in pairwise(listener.notices))
    assert len(listener.notices[1]) < len(listener.notices[0])
    await rasa.start()
    await person.settled()
    assert listener.texts == [f"antwoord op {number}" for number in range(4)]
    assert rasa.texts == ["0", "1", "2", "3"]


async def test_a_second_outage_is_told_in_full_again(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    for _ in range(2):
        await rasa.stop()
        await person.says("hoi")
        await listener.until(lambda: len(listener.notices) > len(listener.texts))
        await rasa.start()
        await person.settled()
    assert listener.notices == [notice("outage"), notice("outage")]


async def test_the_opening_has_its_own_notice_while_rasa_is_away(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await rasa.stop()
    await person.opens()
    await listener.heard(1)
    assert listener.notices == [notice("opening")]


async def test_typing_is_not_shown_while_rasa_is_away(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    await rasa.stop()
    await person.says("hoi")
    await listener.heard(1)
    await asyncio.sleep(0.2)
    assert listener.typing_shown == [True, False]


async def test_typing_is_shown_again_once_rasa_is_back(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    await rasa.stop()
    await person.says("een")
    await listener.heard(1)
    await person.says("twee")
    await listener.heard(2)
    await rasa.start()
    await person.settled()
    assert listener.typing_shown == [True, False, True, False]


async def test_closing_lets_go_of_what_was_asked_of_rasa(db: Database, listener: Listener, timing: Timing) -> None:
    class Endless:
        asked = asyncio.Event()
        let_go = asyncio.Event()

        async def send(
            self, conversation_id: str, text: str, timeout: float = 1.0, message_id: str = "", again: bool = False
        ) -> list[OutMessage]:
            self.asked.set()
            try:
                return await asyncio.Future()
            finally:
                self.let_go.set()

        async def is_up(self) -> bool:
            return True

        async def intent(self, text: str) -> str | None:
            return None

    endless = Endless()
    relay = Relay(db, endless, Outlets(test=listener), timing=timing)
    conversation = conversations.start(db, "test", datetime.now(UTC))
    await relay.submit(Incoming(conversation, "1", "text", "hoi"))
    await endless.asked.wait()
    await relay.close()
    async with asyncio.timeout(1):
        await endless.let_go.wait()


async def test_a_human_can_be_asked_for_while_rasa_is_away(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    await rasa.stop()
    await person.says("hoi")
    await listener.heard(1)
    await person.asks_for_a_human()
    await listener.heard(2)
    assert len(open_requests(person.db, person.id)) == 1
    assert listener.notices[1] == notice("human_requested", 1)
    assert "werkcentrum.nl" in listener.notices[1]


async def test_a_human_asked_for_first_thing_while_rasa_is_away_is_explained_in_full(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await rasa.stop()
    await person.asks_for_a_human()
    await listener.heard(1)
    assert listener.notices == [notice("human_requested")]
    assert len(open_requests(person.db, person.id)) == 1


async def test_the_button_under_the_notice_works_while_rasa_is_away(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await rasa.stop()
    await person.says("hoi")
    await listener.heard(1)
    await person.presses(listener.messages[0].buttons[0].token)
    await listener.heard(2)
    assert len(open_requests(person.db, person.id)) == 1


async def test_asking_for_a_human_goes_to_the_bot_when_rasa_is_there(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await person.asks_for_a_human()
    await person.settled()
    assert rasa.texts == ["/ask_human"]
    assert conversations.history(person.db, person.id)[0].text == NOTICES.ask_human
    assert open_requests(person.db, person.id) == []


async def test_a_slow_rasa_is_excused_once_and_sees_the_message_once(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.delay = 1.2
    await person.says("hoi")
    await person.settled()
    assert [message.text for message in listener.messages] == [notice("slow"), "antwoord op hoi"]
    assert rasa.texts == ["hoi"]
    assert listener.typing_shown == [True, False, True, False]


async def test_a_rasa_that_hangs_on_one_message_gives_the_next_its_turn(
    db: Database, client: RasaClient, rasa: FakeRasa, listener: Listener
) -> None:
    relay = Relay(db, client, Outlets(test=listener), timing=Timing(0.1, 0.2, 0.01, 0.05))
    conversation = conversations.start(db, "test", datetime.now(UTC))
    rasa.delay = 3.0
    await relay.submit(Incoming(conversation, "1", "text", "hangt"))
    await listener.until(lambda: notice("failed") in listener.notices)
    rasa.delay = 0.0
    await relay.submit(Incoming(conversation, "2", "text", "hoi"))
    await relay.settled(conversation)
    assert rasa.texts == ["hangt", "hangt", "hangt", "hoi"]
    assert listener.notices == [notice("slow"), notice("failed")]
    assert listener.texts == ["antwoord op hoi"]


async def test_a_message_that_rasa_fails_at_three_times_gets_an_apology(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.status = 500
    await person.says("hoi")
    await person.settled()
    assert listener.notices == [notice("failed")]
    assert rasa.texts == ["hoi"] * 3
    rasa.status = 200
    await person.says("nog eens")
    await person.settled()
    assert listener.texts == ["antwoord op nog eens"]


async def test_a_failure_that_passes_is_not_noticed(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    rasa.status = 500
    await person.says("hoi")
    while not rasa.seen:
        await asyncio.sleep(0.005)
    rasa.status = 200
    await person.settled()
    assert [message.text for message in listener.messages] == ["antwoord op hoi"]


async def test_a_human_is_asked_for_even_when_rasa_fails_at_it(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.status = 500
    await person.asks_for_a_human()
    await person.settled()
    assert listener.notices == [notice("human_requested", 1)]
    assert len(open_requests(person.db, person.id)) == 1


async def test_what_a_former_process_left_unanswered_is_answered_at_start(
    db: Database, client: RasaClient, listener: Listener, timing: Timing, rasa: FakeRasa
) -> None:
    conversation = conversations.start(db, "test", datetime.now(UTC))
    elsewhere = conversations.start(db, "elsewhere", datetime.now(UTC))
    for number in range(3):
        conversations.receive(db, conversation, str(number), "text", str(number), datetime.now(UTC))
    conversations.receive(db, elsewhere, "0", "text", "van een ander kanaal", datetime.now(UTC))
    relay = Relay(db, client, Outlets(test=listener), timing=timing)
    await relay.start()
    await relay.settled(conversation)
    assert listener.texts == [f"antwoord op {number}" for number in range(3)]
    assert rasa.texts == ["0", "1", "2"]


async def test_a_restart_during_an_outage_does_not_repeat_the_notice(
    db: Database, client: RasaClient, listener: Listener, timing: Timing, rasa: FakeRasa
) -> None:
    await rasa.stop()
    conversation = conversations.start(db, "test", datetime.now(UTC))
    before = Relay(db, client, Outlets(test=listener), timing=timing)
    await before.submit(Incoming(conversation, "1", "text", "hoi"))
    await listener.heard(1)
    await before.close()
    after = Relay(db, client, Outlets(test=listener), timing=timing)
    await after.start()
    await asyncio.sleep(0.2)
    await rasa.start()
    await after.settled(conversation)
    assert [message.text for message in listener.messages] == [notice("outage"), "antwoord op hoi"]


async def test_a_crash_after_rasas_reply_never_gives_two_answers(
    db: Database, client: RasaClient, rasa: FakeRasa, listener: Listener, timing: Timing
) -> None:
    class CrashesBeforeTheAnswerIsStored:
        def __init__(self) -> None:
            self.replied = asyncio.Event()

        async def send(
            self, conversation_id: str, text: str, timeout: float = 1.0, message_id: str = "", again: bool = False
        ) -> list[OutMessage]:
            await client.send(conversation_id, text, timeout)
            self.replied.set()
            return await asyncio.Future()

        async def is_up(self) -> bool:
            return True

        async def intent(self, text: str) -> str | None:
            return None

    conversation = conversations.start(db, "test", datetime.now(UTC))
    crashing = CrashesBeforeTheAnswerIsStored()
    before = Relay(db, crashing, Outlets(test=listener), timing=timing)
    await before.submit(Incoming(conversation, "1", "text", "hoi"))
    await crashing.replied.wait()
    await before.close()
    after = Relay(db, client, Outlets(test=listener), timing=timing)
    await after.start()
    await after.settled(conversation)
    assert rasa.texts == ["hoi", "hoi"]
    assert listener.texts == ["antwoord op hoi"]


async def test_two_processes_with_the_same_message_give_one_answer(
    db: Database, client: RasaClient, rasa: FakeRasa, listener: Listener, timing: Timing
) -> None:
    conversation = conversations.start(db, "test", datetime.now(UTC))
    conversations.receive(db, conversation, "1", "text", "hoi", datetime.now(UTC))
    rasa.delay = 0.1
    relays = [Relay(db, client, Outlets(test=listener), timing=timing) for _ in range(2)]
    for relay in relays:
        await relay.start()
    for relay in relays:
        await relay.settled(conversation)
    assert listener.texts == ["antwoord op hoi"]


async def test_an_unexpected_error_is_tried_again_and_then_apologised_for(
    db: Database, listener: Listener, timing: Timing, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        async def send(
            self, conversation_id: str, text: str, timeout: float = 1.0, message_id: str = "", again: bool = False
        ) -> list[OutMessage]:
            raise ValueError(f"about {text}")

        async def is_up(self) -> bool:
            return True

        async def intent(self, text: str) -> str | None:
            return None

    relay = Relay(db, Broken(), Outlets(test=listener), timing=timing)
    conversation = conversations.start(db, "test", datetime.now(UTC))
    await relay.submit(Incoming(conversation, "1", "text", "mijn geheim"))
    await relay.settled(conversation)
    assert listener.notices == [notice("failed")]
    assert "ValueError" in caplog.text
    assert "geheim" not in caplog.text


async def test_a_broken_line_to_the_person_loses_nothing(db: Database, client: RasaClient, timing: Timing) -> None:
    class Unreachable:
        async def deliver(self, conversation_id: str, message: object) -> None:
            raise ConnectionError

        async def typing(self, conversation_id: str, on: bool) -> None:
            raise ConnectionError

    relay = Relay(db, client, Outlets(test=Unreachable()), timing=timing)
    conversation = conversations.start(db, "test", datetime.now(UTC))
    await relay.submit(Incoming(conversation, "1", "text", "een"))
    await relay.submit(Incoming(conversation, "2", "text", "twee"))
    await relay.settled(conversation)
    kept = [message.text for message in conversations.outgoing_after(db, conversation, 0)]
    assert kept == ["antwoord op een", "antwoord op twee"]


async def test_a_conversation_that_is_gone_cannot_be_written_to(relay: Relay) -> None:
    with pytest.raises(ConversationUnknown):
        await relay.submit(Incoming("0" * 32, "1", "text", "hoi"))


async def test_each_turn_is_one_line_in_the_log_without_words_or_ids(
    person: Person, rasa: FakeRasa, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="connectors")
    await person.says("mijn geheim")
    await person.settled()
    rasa.replies["stil"] = []
    await person.says("stil")
    await person.settled()
    turns = [record.getMessage() for record in caplog.records if record.getMessage().startswith("turn ")]
    assert [line.rsplit(" ", 1)[1] for line in turns] == ["outcome=answered", "outcome=empty"]
    assert all(line.startswith("turn channel=test intent= duration_ms=") for line in turns)
    assert "geheim" not in caplog.text and person.id not in caplog.text


async def test_when_rasa_is_back_for_one_it_is_back_for_all(
    db: Database, client: RasaClient, rasa: FakeRasa, listener: Listener
) -> None:
    patient = Relay(db, client, Outlets(test=listener), timing=Timing(1.0, 1.0, first_wait=30.0, longest_wait=30.0))
    waiting, talking = (conversations.start(db, "test", datetime.now(UTC)) for _ in range(2))
    await rasa.stop()
    await patient.submit(Incoming(waiting, "1", "text", "ik wacht"))
    await listener.heard(1)
    await rasa.start()
    await patient.submit(Incoming(talking, "2", "text", "ik praat"))
    await listener.until(lambda: len(listener.texts) == 2)
    assert sorted(listener.texts) == ["antwoord op ik praat", "antwoord op ik wacht"]


async def test_who_has_everything_wiped_hears_so_and_is_gone(
    person: Person, listener: Listener, rasa: FakeRasa
) -> None:
    rasa.replies["ja"] = [{"text": "Alles is gewist.", "custom": {"kind": "wipe"}}]
    await person.says("ja")
    await person.settled()
    assert listener.texts == ["Alles is gewist."]
    assert not conversations.exists(person.db, person.id)


async def test_a_wipe_that_was_promised_before_a_crash_is_done_at_the_next_start(
    db: Database, client: RasaClient, listener: Listener, timing: Timing
) -> None:
    gone, stays = (conversations.start(db, "website", datetime.now(UTC)) for _ in range(2))
    conversations.say(db, gone, OutMessage("Alles is gewist.", kind=privacy.WIPE), datetime.now(UTC))
    conversations.say(db, stays, OutMessage("Hoi."), datetime.now(UTC))
    relay = Relay(db, client, Outlets(website=listener), timing=timing)
    await relay.start()
    await relay.close()
    assert not conversations.exists(db, gone)
    assert conversations.exists(db, stays)


async def test_when_a_human_takes_over_the_bot_stops_typing_at_once_and_its_answer_is_dropped(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.delay = 1.5
    handoffs.request(person.db, person.id, "asked", datetime.now(UTC))
    await person.says("hoi")
    while not rasa.seen or not person.relay.is_typing(person.id):
        await asyncio.sleep(0.01)
    said = custody.claim(
        person.db, person.id, custody.Holder("sam", "Sam"), OutMessage("Sam is er.", kind="claimed"), datetime.now(UTC)
    )
    await person.relay.bring(person.id, said)
    await asyncio.wait_for(person.relay.settled(person.id), 1.0)  # long before Rasa would have answered
    assert listener.typing_shown[-1] is False
    assert "antwoord op hoi" not in listener.texts and listener.messages[-1].text == "Sam is er."


async def test_a_button_that_leads_back_to_the_bot_gives_the_word_back(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    handoffs.request(person.db, person.id, "asked", datetime.now(UTC))
    custody.claim(person.db, person.id, custody.Holder("sam", "Sam"), OutMessage("Sam is er."), datetime.now(UTC))
    told = custody.tell_silence(person.db, person.id, load_handover().silence("Sam"), datetime.now(UTC))
    assert told
    await person.presses(next(button.token for button in told.buttons if button.title == load_handover().silent.back))
    await listener.until(lambda: bool(rasa.seen))
    await person.settled()
    assert rasa.texts == [AFTER_HUMAN]
    assert conversations.state(person.db, person.id) == "bot"
    # Pressed once more, now that the bot has the word: it asks its question again, and gets no unknown command.
    await person.relay.submit(Incoming(person.id, "again", "button", "Terug", told.buttons[1].token))
    await person.settled()
    assert rasa.texts == [AFTER_HUMAN, AFTER_HUMAN]
