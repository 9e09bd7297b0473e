"""What people hear when the bot hangs: that it is broken, that their words are kept, what they can do, and no guess."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.contact import reach_of
from connectors.lane import Timing
from connectors.messages import ASK_HUMAN
from connectors.notices import load_notices
from connectors.outlets import Outlets
from connectors.rasa_client import RasaClient
from connectors.relay import Relay
from guidance import conversations, handoffs
from guidance.database import Database
from guidance.tenant import DEMO_FILE
from tests.connectors.fakes import FakeRasa, Listener, Person

NOTICES = load_notices()
FOR_EVER = 60.0
TROUBLE = (
    *("opening", "outage", "slow", "slow_opening", "failed", "failed_opening"),
    *("human_requested", "human_requested_demo"),
)


def notice(name: str, nth: int = 0) -> str:
    return NOTICES.message(name, nth).text


@pytest.fixture
def timing() -> Timing:
    return Timing(patience=0.1, timeout=0.4, first_wait=0.02, longest_wait=0.1)


def hangs(rasa: FakeRasa) -> None:
    """It takes the line and says nothing, as a stopped process does."""
    rasa.delay = rasa.hello_delay = FOR_EVER


def works(rasa: FakeRasa) -> None:
    rasa.delay = rasa.hello_delay = 0.0


@pytest.mark.parametrize("name", TROUBLE)
def test_who_may_have_been_called_u_is_called_neither_je_nor_u(name: str) -> None:
    for variant in NOTICES.notices[name]:
        assert not re.search(r"\b(je|jij|jou|jouw|u|uw)\b", variant.text, re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(set(NOTICES.notices) - {"empty"}))
def test_other_words_are_asked_for_only_where_it_is_about_the_words(name: str) -> None:
    assert not any(
        "andere woorden" in variant.text or "andere manier" in variant.text for variant in NOTICES.notices[name]
    )


async def test_who_heard_that_it_takes_long_hears_once_that_it_is_broken_and_is_answered_when_it_is_mended(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    hangs(rasa)
    await person.says("ik zoek ander werk")
    await listener.heard(2)
    await asyncio.sleep(2.5)
    assert listener.notices == [notice("slow"), notice("outage")]
    works(rasa)
    await person.settled()
    assert listener.texts == ["antwoord op ik zoek ander werk"]
    assert rasa.again == [False, True]


async def test_who_typed_nothing_yet_hears_nothing_about_a_message(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    hangs(rasa)
    await person.opens()
    await listener.heard(2)
    assert listener.notices == [notice("slow_opening"), notice("opening")]
    assert not any("bericht" in said for said in listener.notices)


async def test_what_is_typed_while_it_is_known_to_be_broken_is_told_to_be_kept(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    hangs(rasa)
    await person.opens()
    await listener.heard(2)
    await person.says("ik zoek ander werk")
    await listener.heard(3)
    assert listener.notices[2] == notice("outage", 1)


async def test_who_comes_while_it_hangs_is_told_so_without_trying_rasa(
    db: Database, relay: Relay, rasa: FakeRasa, listener: Listener
) -> None:
    hangs(rasa)
    first = Person(db, relay, conversations.start(db, "test", datetime.now(UTC)))
    await first.says("een")
    await listener.heard(2)
    second = Person(db, relay, conversations.start(db, "test", datetime.now(UTC)))
    await second.says("twee")
    await listener.heard(3)
    assert (listener.notices[2], rasa.texts) == (notice("outage"), ["een"])


async def test_a_message_that_makes_the_bot_hang_each_time_is_given_up(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    hangs(rasa)
    await person.says("hangt")
    for times in (1, 2, 3):
        await listener.until(lambda: True)
        async with asyncio.timeout(30):
            while len(rasa.seen) < times:
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        rasa.hello_delay = 0.0  # it was started again
    await person.settled()
    assert listener.notices[-1] == notice("failed")
    assert rasa.texts == ["hangt"] * 3


async def test_a_bot_that_cannot_begin_asks_for_no_other_words(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.status = 500
    await person.opens()
    await person.settled()
    assert listener.notices == [notice("failed_opening")]


@pytest.fixture
async def demonstration(db: Database, client: RasaClient, listener: Listener, timing: Timing) -> AsyncIterator[Person]:
    relay = Relay(db, client, Outlets(test=listener), timing=timing, reach=reach_of(DEMO_FILE))
    yield Person(db, relay, conversations.start(db, "test", datetime.now(UTC)))
    await relay.close()


async def test_in_a_demonstration_no_human_is_promised(
    demonstration: Person, rasa: FakeRasa, listener: Listener
) -> None:
    await rasa.stop()
    await demonstration.asks_for_a_human()
    await listener.heard(1)
    (said,) = listener.notices
    assert "verzonnen" in said and "werkcentrum.nl" in said
    assert handoffs.open_handoffs(demonstration.db)  # the desk of the demonstration shows it


async def test_a_demonstration_that_fails_at_the_wish_for_a_human_is_honest_too(
    demonstration: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.replies[ASK_HUMAN] = []
    await demonstration.asks_for_a_human()
    await demonstration.settled()
    assert listener.notices == [notice("human_requested_demo", 1)]


async def test_an_organisation_hears_the_wish_for_a_human(
    db: Database, client: RasaClient, rasa: FakeRasa, listener: Listener, timing: Timing, tmp_path: Path
) -> None:
    file = tmp_path / "tenant.yaml"
    file.write_text("{organisation: Voorbeeld, kind: vakbond, about: Wij., data_use: Wij lezen mee.}")
    relay = Relay(db, client, Outlets(test=listener), timing=timing, reach=reach_of(file))
    person = Person(db, relay, conversations.start(db, "test", datetime.now(UTC)))
    await rasa.stop()
    await person.asks_for_a_human()
    await listener.heard(1)
    assert listener.notices == [notice("human_requested")]
    await relay.close()


async def test_a_wish_for_a_human_that_was_told_to_be_noted_is_not_hurried(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    rasa.delay = 0.25  # longer than the patience for a human, shorter than that for an answer
    await person.asks_for_a_human()
    await person.settled()
    assert listener.notices == [notice("human_requested")]
    assert listener.texts == [f"antwoord op {ASK_HUMAN}"]


async def test_the_last_word_about_a_human_is_not_the_one_before(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    hangs(rasa)
    await person.says("een")
    await listener.heard(2)
    await person.asks_for_a_human()
    await listener.heard(3)
    rasa.delay = rasa.hello_delay = 0.0
    rasa.replies[ASK_HUMAN] = []
    await person.settled()
    assert listener.notices[-1] == notice("human_requested", 2)
    assert len(set(listener.notices)) == len(listener.notices)
