"""Appointments on the odd days of the calendar: both clock changes, the leap day and the turn of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from guidance import bookings
from guidance.advisers import Availability
from guidance.database import Database
from guidance.schedule import AMSTERDAM
from guidance.slots import free_slots
from tests.guidance.people import add_adviser, local

EVERY_DAY = tuple(Availability(weekday, time(9), time(12)) for weekday in range(7))


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 28), 8),
        (date(2026, 3, 29), 7),  # clocks went forward this night: still 9:00 for people
        (date(2026, 10, 25), 8),  # clocks went back
        (date(2029, 3, 25), 7),
        (date(2027, 10, 31), 8),
        (date(2028, 2, 29), 8),
        (date(2026, 12, 31), 8),
    ],
)
def test_nine_o_clock_is_offered_booked_and_written_as_nine_o_clock(
    db: Database, conversation: str, day: date, utc_hour: int
) -> None:
    add_adviser(db, hours=EVERY_DAY)
    before = datetime.combine(day - timedelta(days=3), time(9), AMSTERDAM).astimezone(UTC)
    (slot,) = free_slots(db, before, on=day, limit=1)
    booking = bookings.book(db, conversation, slot.adviser_id, slot.starts_at, "phone", before)
    assert booking.starts_at == datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)
    (event,) = Calendar.from_ical(bookings.ics(booking)).walk("VEVENT")
    starts = event.decoded("DTSTART")
    assert isinstance(starts, datetime)
    assert starts.astimezone(AMSTERDAM) == datetime.combine(day, time(9), AMSTERDAM)


def test_the_first_slot_after_the_clock_change_can_be_booked_the_evening_before_it(
    db: Database, conversation: str
) -> None:
    add_adviser(db, hours=EVERY_DAY)
    evening = local(2026, 3, 28, 20)
    (slot,) = free_slots(db, evening, limit=1)
    assert slot.starts_at == local(2026, 3, 29, 9)
    assert bookings.book(db, conversation, "anna", slot.starts_at, None, evening).starts_at == slot.starts_at


def test_an_appointment_moves_over_the_turn_of_the_year_and_new_years_day_is_free(
    db: Database, conversation: str
) -> None:
    add_adviser(db, hours=EVERY_DAY)
    now = local(2026, 12, 30, 9)
    booked = bookings.book(db, conversation, "anna", local(2026, 12, 31, 9), "phone", now)
    assert free_slots(db, now, on=date(2027, 1, 1)) == []
    moved = bookings.book(db, conversation, "anna", local(2027, 1, 2, 9), "phone", now)
    assert (moved.id, moved.sequence) == (booked.id, 1)
    assert [slot.starts_at for slot in free_slots(db, now, on=date(2026, 12, 31), limit=1)] == [booked.starts_at]


def test_when_the_clock_changes_on_easter_sunday_nobody_works(db: Database) -> None:
    add_adviser(db, hours=EVERY_DAY)
    assert free_slots(db, local(2027, 3, 25, 9), on=date(2027, 3, 28)) == []


def test_there_is_no_leap_day_in_another_year(db: Database) -> None:
    add_adviser(db, hours=EVERY_DAY)
    days = {slot.starts_at.date() for slot in free_slots(db, local(2027, 2, 25, 9), limit=60)}
    assert date(2027, 2, 28) in days and date(2027, 3, 1) in days
