"""A talk or a promise that is over stands in nobody's way: who asks again is offered moments again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from guidance import bookings, callbacks
from guidance.database import Database
from guidance.slots import free_slots
from tests.bot.dialogue import Dialogue

HOUR = timedelta(hours=1)


def test_who_had_an_appointment_is_offered_moments_again(db: Database, conversation: str) -> None:
    then = datetime.now(UTC) - timedelta(days=20)
    slot = free_slots(db, then, limit=1)[0]
    bookings.book(db, conversation, slot.adviser_id, slot.starts_at, slot.medium, then)
    talk = Dialogue(conversation).says("ik wil nog een afspraak", "book_adviser")
    assert talk.question == "appointment" and talk.slot("offered")


def test_who_was_promised_a_call_in_the_past_is_offered_moments_again(db: Database, conversation: str) -> None:
    now = datetime.now(UTC)
    callbacks.ask(db, conversation, now - 3 * HOUR, now - HOUR, now - 5 * HOUR)
    talk = Dialogue(conversation).says("ik wil nog een afspraak", "book_adviser")
    assert talk.question == "appointment" and talk.slot("offered")


def test_a_call_that_still_comes_is_enough(db: Database, conversation: str) -> None:
    now = datetime.now(UTC)
    callbacks.ask(db, conversation, now - HOUR, now + HOUR, now - 5 * HOUR)
    talk = Dialogue(conversation).says("ik wil een mens", "book_adviser")
    assert talk.question != "appointment"


def test_outside_the_hours_there_is_a_number_to_call_too(db: Database, conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil een mens", "ask_human")
    assert talk.slot("offered") and "Juridisch Loket" in talk.heard and "0800" in talk.heard
