"""A reminder a day and an hour before: once, never at night, never through a human's talk, never for what is off."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from guidance import bookings, conversations, mail_addresses, reminders
from guidance.bookings import Booking
from guidance.database import Database
from guidance.desk_models import MailRow
from tests.guidance.people import NOW, add_adviser, local

START = local(2026, 11, 26, 10, 30)  # a Thursday
DAY_BEFORE, HOUR_BEFORE = START - timedelta(days=1), START - timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def booked(db: Database, conversation: str) -> Booking:
    add_adviser(db)
    return bookings.book(db, conversation, "anna", START, "phone", NOW)


def said(db: Database, now: datetime) -> list[str]:
    return [message.text for _, message in reminders.send_due(db, lambda booking: "https://example.nl", now)]


def test_a_day_and_an_hour_before_the_person_hears_of_it_once(db: Database, booked: Booking) -> None:
    assert said(db, DAY_BEFORE - MINUTE) == []
    [day] = said(db, DAY_BEFORE)
    assert "donderdag 26 november om 10.30 uur" in day
    assert said(db, DAY_BEFORE + MINUTE) == said(db, HOUR_BEFORE - MINUTE) == []
    assert len(said(db, HOUR_BEFORE)) == 1
    assert said(db, HOUR_BEFORE + MINUTE) == said(db, START + MINUTE) == []


def test_a_reminder_stands_in_the_conversation_as_one_with_buttons(
    db: Database, booked: Booking, conversation: str
) -> None:
    said(db, DAY_BEFORE)
    [message] = conversations.outgoing_after(db, conversation, 0)
    assert message.kind == "reminder"  # what who opted out does not get
    assert [button.title for button in message.buttons] == ["Ander moment", "Afspraak afzeggen"]


def test_after_a_restart_nothing_is_said_again_and_nothing_is_lost(db: Database, booked: Booking) -> None:
    said(db, DAY_BEFORE)
    another = Database(db.url.render_as_string(hide_password=False))
    assert said(another, DAY_BEFORE + MINUTE) == []
    assert len(said(another, HOUR_BEFORE + 20 * MINUTE)) == 1  # the gateway was away for a while
    another.close()


def test_of_many_gateways_at_once_one_reminds(db: Database, booked: Booking) -> None:
    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(lambda _: said(db, DAY_BEFORE), range(8)))
    assert sum(len(each) for each in heard) == 1


def test_a_cancelled_appointment_is_not_reminded_of(db: Database, booked: Booking) -> None:
    bookings.cancel(db, booked.id, NOW)
    assert said(db, DAY_BEFORE) == said(db, HOUR_BEFORE) == []


def test_a_moved_appointment_is_reminded_of_at_its_new_time_only(
    db: Database, booked: Booking, conversation: str
) -> None:
    assert len(said(db, DAY_BEFORE)) == 1
    bookings.book(db, conversation, "anna", START + timedelta(days=1), "phone", DAY_BEFORE + MINUTE)
    assert said(db, HOUR_BEFORE) == []
    [again] = said(db, START)
    assert "vrijdag 27 november" in again


def test_who_books_for_tomorrow_is_not_reminded_right_away(db: Database, conversation: str) -> None:
    add_adviser(db)
    bookings.book(db, conversation, "anna", START, "phone", DAY_BEFORE + timedelta(hours=5))
    assert said(db, DAY_BEFORE + timedelta(hours=6)) == []
    assert len(said(db, HOUR_BEFORE)) == 1


def test_at_night_nobody_is_woken(db: Database, conversation: str) -> None:
    add_adviser(db)
    early = local(2026, 11, 26, 9)
    bookings.book(db, conversation, "anna", early, "phone", NOW)
    assert said(db, local(2026, 11, 25, 7, 59)) == []
    assert reminders.due_at(local(2026, 11, 26, 7), reminders.REMINDERS[0]) == local(2026, 11, 25, 8)
    assert reminders.due_at(local(2026, 11, 26, 21, 30), reminders.REMINDERS[0]) == local(2026, 11, 26, 8)
    assert said(db, local(2026, 11, 25, 21)) == []
    assert len(said(db, local(2026, 11, 25, 20, 59))) == 1


def test_while_a_human_has_the_word_the_reminder_waits(db: Database, booked: Booking, conversation: str) -> None:
    conversations.set_state(db, conversation, "human", "anna", "claimed", NOW)
    assert said(db, DAY_BEFORE) == []
    conversations.set_state(db, conversation, "bot", "anna", "released", NOW)
    assert len(said(db, DAY_BEFORE + 10 * MINUTE)) == 1


def test_who_left_a_mail_address_is_reminded_by_mail_too(db: Database, booked: Booking, conversation: str) -> None:
    mail_addresses.keep(db, conversation, "sam@example.nl")
    for moment in (DAY_BEFORE, DAY_BEFORE + MINUTE, HOUR_BEFORE, HOUR_BEFORE + MINUTE):
        said(db, moment)
    with db.reading() as session:
        assert [row.recipient for row in session.scalars(select(MailRow))] == ["sam@example.nl"] * 2
