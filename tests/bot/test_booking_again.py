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


def test_outside_the_hours_who_fears_for_their_job_hears_a_number_to_call_too(conversation: str) -> None:
    talk = Dialogue(conversation).says("ze gaan bij ons reorganiseren", "need_baan_onzeker")
    talk.says("ik wil een mens", "ask_human")
    assert talk.slot("offered") and "Juridisch Loket" in talk.heard and "0800" in talk.heard


def test_who_wants_a_human_about_something_else_hears_no_number_for_rights(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil een mens", "ask_human")
    assert talk.slot("offered") and "Juridisch Loket" not in talk.heard and "niemand bellen" not in talk.heard
