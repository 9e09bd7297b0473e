"""What a person sends to a human in a messenger is read, or the person and the adviser hear that it is not."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from connectors.danger import stretches
from connectors.handover import load_handover
from connectors.heard import Heard
from connectors.messages import MAX_TEXT
from connectors.messenger import Messenger
from connectors.notices import load_notices
from connectors.relay import Relay
from connectors.sealing import AddressBook
from connectors.telegram import reading
from connectors.unread import load_unread
from connectors.whatsapp import deeds
from guidance import conversations, custody, handoffs
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from tests.connectors.fakes import FakeRasa, Listener

SAM = Holder("sam", "Sam")
LONG = "Dit is een lang verhaal over mijn werk. " * 60
DANGER = "ik wil niet meer leven."
KINDS = {*reading.NOTICES.values(), *deeds.NOTICES.values(), "group", "unsupported"}
QUIET = {"sticker", "reaction"}
"""Kinds of which the adviser sees enough: the person need not hear anything."""


@pytest.fixture
async def messenger(db: Database, relay: Relay) -> Messenger:
    return Messenger(db, relay, "test", AddressBook("a secret of sixteen", "test"))


async def opened(messenger: Messenger, relay: Relay) -> str:
    conversation_id = await messenger.hear(Heard("12", "m1", text="hoi"))
    await relay.settled(conversation_id)
    return conversation_id


async def taken(messenger: Messenger, relay: Relay, db: Database) -> str:
    """A conversation that an adviser has."""
    conversation_id = await opened(messenger, relay)
    handoffs.request(db, conversation_id, "asked", datetime.now(UTC))
    custody.claim(db, conversation_id, SAM, OutMessage("Sam is er.", kind="claimed"), datetime.now(UTC))
    return conversation_id


def adviser_reads(db: Database, conversation_id: str) -> list[str]:
    return [line.text for line in conversations.history(db, conversation_id)[2:] if line.sender == "person"]


def danger_anywhere(rasa: FakeRasa) -> None:
    """Let Rasa see the words of danger wherever they stand."""
    rasa.meaning = lambda text: "safety_suicide" if DANGER in text else "inform"


async def test_a_long_text_reaches_the_adviser_whole(
    messenger: Messenger, relay: Relay, db: Database, listener: Listener
) -> None:
    conversation_id = await taken(messenger, relay, db)
    await messenger.hear(Heard("12", "m2", text=LONG))
    await relay.settled(conversation_id)
    assert adviser_reads(db, conversation_id) == [LONG.strip()]


@pytest.mark.parametrize("text", [LONG + DANGER, "ja " * (MAX_TEXT // 6 - 3) + DANGER + " nee" * 900])
async def test_words_of_danger_in_a_long_text_to_the_adviser_get_the_signpost(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa, listener: Listener, text: str
) -> None:
    danger_anywhere(rasa)
    await taken(messenger, relay, db)
    await messenger.hear(Heard("12", "m2", text=text))
    signpost = load_handover().signposts["safety_suicide"]
    await listener.until(lambda: signpost in listener.texts)


async def test_words_of_danger_in_an_edited_message_are_seen_too(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa, listener: Listener
) -> None:
    danger_anywhere(rasa)
    conversation_id = await taken(messenger, relay, db)
    await messenger.hear(Heard("12", "m2", "other", DANGER, notice="edited"))
    await listener.until(lambda: load_handover().signposts["safety_suicide"] in listener.texts)
    assert adviser_reads(db, conversation_id) == [load_unread().shown("edited", DANGER)]


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_what_nobody_can_read_is_told_to_the_person_and_shown_to_the_adviser(
    messenger: Messenger, relay: Relay, db: Database, listener: Listener, kind: str
) -> None:
    conversation_id = await taken(messenger, relay, db)
    for number in range(2):  # the same is not said twice in a row
        await messenger.hear(Heard("12", f"m{number}x", "other", notice=kind))
        if kind not in QUIET:
            await listener.heard(1)
    await asyncio.sleep(0.1)
    told = load_unread().told(kind, "Sam")
    assert listener.notices == ([told] if told else [])
    assert bool(told) is (kind not in QUIET)
    assert adviser_reads(db, conversation_id) == [load_unread().shown(kind, "")] * 2
    assert all(adviser_reads(db, conversation_id))
    assert {line.sender for line in conversations.history(db, conversation_id) if line.text == told} <= {"desk"}


async def test_stop_is_confirmed_whoever_has_the_word(
    messenger: Messenger, relay: Relay, db: Database, listener: Listener
) -> None:
    await taken(messenger, relay, db)
    await messenger.hear(Heard("12", "m2", "stop", "/stop"))
    await listener.heard(1)
    assert listener.notices == [load_notices().message("opted_out").text]


async def test_the_bot_answers_words_of_danger_in_a_text_that_is_too_long_for_it(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa
) -> None:
    danger_anywhere(rasa)
    conversation_id = await opened(messenger, relay)
    rasa.reply = lambda text: [{"custom": {"text": "Bel 113.", "keep_text": False}}] if DANGER in text else None
    await messenger.hear(Heard("12", "m2", text=LONG + DANGER))
    await relay.settled(conversation_id)
    said = conversations.history(db, conversation_id)[-2:]
    assert [line.text for line in said] == [conversations.REDACTED, "Bel 113."]
    assert len(rasa.texts[-1]) <= MAX_TEXT


async def test_without_danger_a_text_that_is_too_long_gets_a_kind_word_and_stays(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa
) -> None:
    conversation_id = await opened(messenger, relay)
    await messenger.hear(Heard("12", "m2", text=LONG))
    await relay.settled(conversation_id)
    said = [line.text for line in conversations.history(db, conversation_id)[-2:]]
    assert said == [LONG.strip(), load_notices().remark("too_long")]
    assert rasa.texts == ["/greet", "hoi"]


async def test_nobody_hears_that_a_text_is_too_long_before_it_was_looked_through(
    messenger: Messenger, relay: Relay, db: Database, rasa: FakeRasa, listener: Listener
) -> None:
    conversation_id = await opened(messenger, relay)
    await rasa.stop()
    await messenger.hear(Heard("12", "m2", text=LONG))
    await listener.heard(1)
    assert listener.notices == [load_notices().message("outage").text]
    await rasa.start()
    await relay.settled(conversation_id)
    assert listener.notices[-1] == load_notices().remark("too_long")


def test_every_sentence_of_a_long_text_stands_whole_in_a_stretch() -> None:
    sentences = [f"Dit is zin nummer {number}." for number in range(200)]
    parts = stretches(" ".join(sentences))
    assert max(map(len, parts)) <= MAX_TEXT
    assert all(
        any(f"{one} {two}" in part for part in parts) for one, two in zip(sentences, sentences[1:], strict=False)
    )
