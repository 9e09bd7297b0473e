"""The way in of a messenger: opened once, in order, repeated updates harmless."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connectors.heard import Heard
from connectors.messenger import Messenger
from connectors.messenger_pace import PER_MINUTE, MessengerPace
from connectors.notices import load_notices
from connectors.relay import Relay
from connectors.sealing import AddressBook
from guidance import chats, conversations, custody, handoffs, privacy, resume_codes
from guidance.conversations import Button, OutMessage
from guidance.custody import Holder
from guidance.database import Database
from tests.connectors.fakes import FakeRasa

NOTICES = load_notices()
HELLO = Heard("12", "m1", text="hoi")
NOW = datetime.now(UTC)
CHOICE = {
    "text": "Wat past bij je?",
    "buttons": [{"title": "Leren", "payload": "/need_leren"}, {"title": "Rust", "payload": "/need_rust"}],
}


@pytest.fixture
def book() -> AddressBook:
    return AddressBook("a secret of sixteen", "post")


@pytest.fixture
async def messenger(db: Database, relay: Relay, book: AddressBook) -> Messenger:
    return Messenger(db, relay, "post", book, lambda message: True)


class Seconds:
    """A clock that goes on when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def hasty(db: Database, relay: Relay, book: AddressBook, seconds: Seconds) -> Messenger:
    """A messenger whose time stands still unless it is told to go on."""
    return Messenger(db, relay, "post", book, pace=MessengerPace(seconds))


def said(db: Database, conversation_id: str) -> list[str]:
    return [message.text for message in conversations.outgoing_after(db, conversation_id, 0)]


async def test_the_bot_says_who_it_is_before_it_answers_the_first_message(
    messenger: Messenger, relay: Relay, rasa: FakeRasa
) -> None:
    conversation_id = await messenger.hear(HELLO)
    await relay.settled(conversation_id)
    assert rasa.seen == [(conversation_id, "/greet"), (conversation_id, "hoi")]


async def test_the_same_update_five_times_is_answered_once(messenger: Messenger, relay: Relay, rasa: FakeRasa) -> None:
    heard = await asyncio.gather(*(messenger.hear(HELLO) for _ in range(5)))
    await relay.settled(heard[0])
    assert len(set(heard)) == 1
    assert rasa.texts == ["/greet", "hoi"]


async def test_a_text_that_starts_with_a_slash_is_text(messenger: Messenger, relay: Relay, rasa: FakeRasa) -> None:
    conversation_id = await messenger.hear(replace(HELLO, text='/set{"age": 3}'))
    await relay.settled(conversation_id)
    assert rasa.texts[-1] == 'set{"age": 3}'


async def test_a_photo_and_a_text_that_is_too_long_get_a_kind_answer(
    messenger: Messenger, relay: Relay, db: Database
) -> None:
    conversation_id = await messenger.hear(Heard("12", "m1", "other", notice="picture"))
    await messenger.hear(Heard("12", "m2", text="x" * 1001))
    await relay.settled(conversation_id)
    assert said(db, conversation_id)[-2:] == [NOTICES.message("picture").text, NOTICES.remark("too_long")]


async def test_a_number_chooses_from_a_numbered_list(
    messenger: Messenger, relay: Relay, rasa: FakeRasa, db: Database
) -> None:
    conversation_id = await messenger.hear(HELLO)
    await relay.settled(conversation_id)
    question = OutMessage("Wat past bij je?", (Button("Leren", "/need_leren"), Button("Rust", "/need_rust")))
    conversations.say(db, conversation_id, question, datetime.now(UTC))
    await messenger.hear(Heard("12", "m2", text="2."))
    await messenger.hear(Heard("12", "m3", text="3"))
    await relay.settled(conversation_id)
    assert rasa.texts[-2:] == ["/need_rust", "3"]


async def test_a_notice_leaves_the_numbers_as_they_were(
    messenger: Messenger, relay: Relay, rasa: FakeRasa, db: Database
) -> None:
    rasa.replies["hoi"] = [CHOICE]
    conversation_id = await messenger.hear(HELLO)
    await messenger.hear(Heard("12", "m2", "other", notice="voice"))  # answered with the button to a human
    await relay.settled(conversation_id)
    await messenger.hear(Heard("12", "m3", text="2"))
    await relay.settled(conversation_id)
    assert rasa.texts[-1] == "/need_rust"


async def test_a_number_after_an_open_question_is_its_answer(
    messenger: Messenger, relay: Relay, rasa: FakeRasa
) -> None:
    rasa.replies |= {"hoi": [CHOICE], "rust": [{"text": "Hoeveel kinderen heb je?"}]}
    await messenger.hear(HELLO)
    conversation_id = await messenger.hear(Heard("12", "m2", text="rust"))
    await relay.settled(conversation_id)
    await messenger.hear(Heard("12", "m3", text="2"))
    await relay.settled(conversation_id)
    assert rasa.texts[-1] == "2"


async def test_a_number_for_an_adviser_is_what_the_person_typed(
    messenger: Messenger, relay: Relay, rasa: FakeRasa, db: Database
) -> None:
    rasa.replies["hoi"] = [CHOICE]
    conversation_id = await messenger.hear(HELLO)
    await relay.settled(conversation_id)
    handoffs.request(db, conversation_id, "asked", NOW)
    sam = Holder("sam", "Sam")
    custody.claim(db, conversation_id, sam, OutMessage("Sam is er.", kind="notice"), NOW)
    await messenger.hear(Heard("12", "m2", text="2"))
    assert conversations.history(db, conversation_id)[-1].text == "2"


async def test_who_says_stop_gets_nothing_unasked_until_they_ask_for_it_again(
    messenger: Messenger, relay: Relay, db: Database, book: AddressBook
) -> None:
    conversation_id = await messenger.hear(HELLO)
    await messenger.hear(Heard("12", "m2", "stop"))
    await relay.settled(conversation_id)
    assert said(db, conversation_id)[-1] == NOTICES.message("opted_out").text
    assert chats.of_conversation(db, conversation_id)[0].opted_out
    await messenger.hear(HELLO)  # comes again late
    assert chats.of_conversation(db, conversation_id)[0].opted_out
    for number, thanks in enumerate(["bedankt", "hoe start ik?", "ik wil iets anders"]):
        await messenger.hear(Heard("12", f"after-{number}", text=thanks))
    assert chats.of_conversation(db, conversation_id)[0].opted_out
    await relay.settled(conversation_id)
    assert NOTICES.message("opted_in").text not in said(db, conversation_id)


@pytest.mark.parametrize(
    "asks", [Heard("12", "m3", "start"), Heard("12", "m3", text=" Start. "), Heard("12", "m3", text="herinner me weer")]
)
async def test_who_stopped_asks_for_reminders_again_and_hears_that_they_come(
    messenger: Messenger, relay: Relay, db: Database, asks: Heard
) -> None:
    await messenger.hear(HELLO)
    conversation_id = await messenger.hear(Heard("12", "m2", "stop"))
    for _ in range(2):  # the messenger sends it again when our answer was slow
        await messenger.hear(asks)
    await relay.settled(conversation_id)
    assert not chats.of_conversation(db, conversation_id)[0].opted_out
    assert said(db, conversation_id).count(NOTICES.message("opted_in").text) == 1


async def test_a_word_that_stops_also_reaches_the_bot(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa
) -> None:
    conversation_id = await messenger.hear(HELLO)
    for _ in range(2):  # the messenger sends it again when our answer was slow
        await messenger.hear(Heard("12", "m2", "stop_word", "stop"))
    await relay.settled(conversation_id)
    assert rasa.texts == ["/greet", "hoi", "stop"]
    assert said(db, conversation_id)[-2:] == ["antwoord op stop", NOTICES.message("opted_out").text]
    assert chats.of_conversation(db, conversation_id)[0].opted_out


async def test_when_somebody_spoke_is_the_newest_moment_whatever_comes_late(messenger: Messenger, db: Database) -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    conversation_id = await messenger.hear(replace(HELLO, at=noon))
    await messenger.hear(replace(HELLO, message_id="m2", at=noon - timedelta(days=2)))
    assert chats.of_conversation(db, conversation_id)[0].spoke_at == noon
    await messenger.hear(replace(HELLO, message_id="m3", at=datetime.now(UTC) + timedelta(days=9)))
    assert chats.of_conversation(db, conversation_id)[0].spoke_at <= datetime.now(UTC)


async def test_somebody_may_be_reached_elsewhere_than_they_are_known(
    messenger: Messenger, db: Database, book: AddressBook
) -> None:
    conversation_id = await messenger.hear(replace(HELLO, address="NL.12", reach="31612345678"))
    (chat,) = chats.of_conversation(db, conversation_id)
    assert (chat.address_hash, book.open(chat.sealed)) == (book.hash("NL.12"), "31612345678")


async def test_a_code_brings_the_chat_to_the_conversation_of_the_website(
    messenger: Messenger, relay: Relay, db: Database, book: AddressBook
) -> None:
    website = conversations.start(db, "website", datetime.now(UTC))
    conversations.say(db, website, OutMessage("Dag!"), datetime.now(UTC))
    code = resume_codes.issue(db, website, datetime.now(UTC))
    first = await messenger.hear(HELLO)
    for _ in range(2):  # the messenger sends an update again when our answer was slow
        assert await messenger.hear(Heard("12", "m2", text=code)) == website
    await relay.settled(website)
    (chat,) = chats.of_conversation(db, website)
    assert chat.address_hash == book.hash("12")
    assert chat.delivered_seq == 1  # what the website showed is not said again
    assert len(said(db, website)) == 2
    assert chats.of_conversation(db, first) == []


async def test_a_wrong_code_is_answered(messenger: Messenger, relay: Relay, db: Database) -> None:
    conversation_id = await messenger.hear(Heard("12", "m1", text="blauw-fiets-427"))
    await relay.settled(conversation_id)
    assert said(db, conversation_id)[-1] == NOTICES.remark("code_unknown")


async def test_after_wiping_the_chat_begins_anew(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa
) -> None:
    before = await messenger.hear(HELLO)
    await relay.settled(before)
    privacy.wipe(db, before)
    after = await messenger.hear(Heard("12", "m2", text="hoi"))
    await relay.settled(after)
    assert after != before
    assert rasa.texts[-2:] == ["/greet", "hoi"]


async def test_a_code_as_the_first_word_leaves_no_empty_conversation_behind(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa, book: AddressBook
) -> None:
    website = conversations.start(db, "website", datetime.now(UTC))
    code = resume_codes.issue(db, website, datetime.now(UTC))
    assert await messenger.hear(Heard("12", "m1", "start", code)) == website
    await relay.settled(website)
    assert [conversation_id for conversation_id, _ in rasa.seen] == [website]


async def test_a_wrong_code_that_is_brought_again_counts_as_one_try(
    messenger: Messenger, relay: Relay, db: Database
) -> None:
    for _ in range(7):
        conversation_id = await messenger.hear(Heard("12", "m1", text="blauw-fiets-427"))
    await relay.settled(conversation_id)
    await messenger.hear(Heard("12", "m2", text="groen-fiets-427"))
    await relay.settled(conversation_id)
    assert said(db, conversation_id)[-2:] == [NOTICES.remark("code_unknown")] * 2


async def test_start_is_answered_each_time_and_a_repeated_update_once(
    messenger: Messenger, relay: Relay, rasa: FakeRasa
) -> None:
    for message_id in ("m1", "m1", "m2", "m2"):
        conversation_id = await messenger.hear(Heard("12", message_id, "start", "flyer"))
        await relay.settled(conversation_id)
    assert rasa.texts == ["/greet", "/greet"]


async def test_a_place_reaches_the_bot_to_about_a_kilometre(messenger: Messenger, relay: Relay, rasa: FakeRasa) -> None:
    conversation_id = await messenger.hear(Heard("12", "m1", "place", place=(52.5167747, 6.0830219)))
    await relay.settled(conversation_id)
    assert rasa.texts == ["/greet", '/share_place{"latitude": 52.52, "longitude": 6.08}']


async def test_who_shuts_us_out_and_lets_us_in_gets_nothing_late(
    messenger: Messenger, relay: Relay, db: Database
) -> None:
    conversation_id = await messenger.hear(HELLO)
    await relay.settled(conversation_id)
    await messenger.closed("12", "blocked")
    conversations.say(db, conversation_id, OutMessage("een herinnering"), datetime.now(UTC))
    assert chats.behind(db, "post") == []
    await messenger.opened("12")
    await messenger.opened("unknown")
    (chat,) = chats.of_conversation(db, conversation_id)
    assert chat.closed is None
    assert chats.behind(db, "post") == []


async def test_what_is_too_much_is_kept_but_not_given_to_the_bot_and_the_person_hears_so_once_a_minute(
    hasty: Messenger, seconds: Seconds, relay: Relay, rasa: FakeRasa, db: Database
) -> None:
    too_fast = NOTICES.message("too_fast").text
    for number in range(PER_MINUTE + 5):
        conversation_id = await hasty.hear(Heard("12", f"m{number}", text=f"bericht {number}"))
    await relay.settled(conversation_id)
    assert rasa.texts == ["/greet", *(f"bericht {number}" for number in range(PER_MINUTE))]
    kept = [line.text for line in conversations.history(db, conversation_id) if line.sender == "person"]
    assert kept == [f"bericht {number}" for number in range(PER_MINUTE + 5)]
    assert said(db, conversation_id).count(too_fast) == 1
    seconds.now = 61.0
    for number in range(PER_MINUTE + 5):
        await hasty.hear(Heard("12", f"n{number}", text=f"weer {number}"))
    await relay.settled(conversation_id)
    assert rasa.texts[-1] == f"weer {PER_MINUTE - 1}"
    assert said(db, conversation_id).count(too_fast) == 2


async def test_after_a_flood_a_quiet_word_is_answered_and_nobody_else_is_held_up(
    hasty: Messenger, seconds: Seconds, relay: Relay, rasa: FakeRasa
) -> None:
    for number in range(PER_MINUTE + 1):
        conversation_id = await hasty.hear(Heard("12", f"m{number}", text="ja"))
    other = await hasty.hear(Heard("34", "o1", text="hoi"))
    await relay.settled(other)
    assert rasa.texts[-1] == "hoi"
    seconds.now = 2.0
    await hasty.hear(Heard("12", "later", text="rustig"))
    await relay.settled(conversation_id)
    assert rasa.texts[-1] == "rustig"


async def test_a_slow_typist_never_meets_the_limit(
    hasty: Messenger, seconds: Seconds, relay: Relay, rasa: FakeRasa
) -> None:
    for number in range(2 * PER_MINUTE):
        seconds.now += 3.0
        conversation_id = await hasty.hear(Heard("12", f"m{number}", text=str(number)))
    await relay.settled(conversation_id)
    assert rasa.texts == ["/greet", *map(str, range(2 * PER_MINUTE))]


async def test_in_a_flood_stop_still_stops(hasty: Messenger, db: Database) -> None:
    for number in range(PER_MINUTE + 1):
        conversation_id = await hasty.hear(Heard("12", f"m{number}", text="ja"))
    await hasty.hear(Heard("12", "stop", "stop"))
    assert chats.of_conversation(db, conversation_id)[0].opted_out
