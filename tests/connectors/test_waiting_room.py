"""The clock of the gateway: one offer for who waited too long, one word about a silent adviser, restarts or not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from connectors.handover import load_handover
from connectors.messages import WAITED
from connectors.settings import Settings
from connectors.waiting_room import look
from guidance import conversations, custody, handoffs
from guidance.conversations import OutMessage
from tests.connectors.fakes import FakeRasa, Listener, Person

MINUTES = Settings(wait_minutes=5, silent_minutes=5)


async def test_nobody_came_so_the_bot_offers_something_once(person: Person, rasa: FakeRasa, listener: Listener) -> None:
    now = datetime.now(UTC)
    handoffs.request(person.db, person.id, "asked", now)
    for minutes in (4, 6, 7):  # nothing is kept between two looks but the database
        await look(person.db, MINUTES, person.relay, now + timedelta(minutes=minutes))
        await person.settled()
    assert rasa.texts == [WAITED]
    assert listener.texts == [f"antwoord op {WAITED}"]


async def test_a_silent_adviser_is_mentioned_once_and_the_person_may_choose(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    now = datetime.now(UTC)
    handoffs.request(person.db, person.id, "asked", now)
    custody.claim(person.db, person.id, custody.Holder("sam", "Sam"), OutMessage("Sam is er."), now)
    await person.says("ben je er nog?")
    for minutes in (6, 7):
        await look(person.db, MINUTES, person.relay, now + timedelta(minutes=minutes))
    (told,) = listener.messages
    silent = load_handover().silent
    assert told.text == silent.text.format(name="Sam")
    assert [button.title for button in told.buttons] == [silent.stay, silent.back, silent.book]
    assert rasa.texts == [] and conversations.state(person.db, person.id) == "human"


async def test_who_waits_in_danger_hears_where_somebody_is_now_and_no_moment_next_week(
    person: Person, rasa: FakeRasa, listener: Listener
) -> None:
    now = datetime.now(UTC)
    handoffs.request(person.db, person.id, "safety_suicide", now)
    for minutes in (4, 6, 7):
        await look(person.db, MINUTES, person.relay, now + timedelta(minutes=minutes))
    await person.settled()
    (told,) = listener.texts
    assert "113" in told and told == load_handover().still_alone("safety_suicide").text
    assert rasa.texts == []
