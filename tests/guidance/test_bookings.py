"""An appointment is claimed by exactly one person, moved without losing it, and cancelled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from icalendar import Calendar

from guidance import bookings, conversations, plans
from guidance.advisers import Availability
from guidance.bookings import Booking
from guidance.database import Database
from guidance.errors import BookingUnknown, ConversationUnknown, MediumNotOffered, SlotTaken
from guidance.slots import free_slots
from tests.guidance.people import NOW, add_adviser, local

NINE = local(2026, 11, 24, 9)
QUARTER_TO_TEN = local(2026, 11, 24, 9, 45)
LATER = NOW + timedelta(minutes=10)


@pytest.fixture(autouse=True)
def _an_adviser(db: Database) -> None:
    add_adviser(db)


def someone(db: Database) -> str:
    return conversations.start(db, "website", NOW)


def event(booking: Booking) -> dict[str, object]:
    (found,) = Calendar.from_ical(bookings.ics(booking)).walk("VEVENT")
    return dict(found)


def test_a_booking_has_what_the_person_needs_to_know(db: Database, conversation: str) -> None:
    booking = bookings.book(db, conversation, "anna", NINE, "place", NOW)
    assert (booking.starts_at, booking.ends_at - booking.starts_at) == (NINE, timedelta(minutes=45))
    assert (booking.adviser.name, booking.medium, booking.place) == ("Anna Testpersoon", "place", "Rotterdam")
    assert booking.status == "booked"
    assert bookings.of_conversation(db, conversation) == booking
    assert bookings.upcoming(db, NOW) == [booking]


def test_the_reference_is_short_and_has_no_look_alikes(db: Database) -> None:
    seen = set()
    for slot in free_slots(db, NOW, limit=20):
        seen.add(bookings.book(db, someone(db), "anna", slot.starts_at, None, NOW).reference)
    assert len(seen) == 20
    assert all(len(reference) == 6 for reference in seen)
    assert not set("".join(seen)) & set("0O1IL2Z5S8BU")


def test_of_twenty_people_at_the_same_moment_exactly_one_gets_the_slot(db: Database) -> None:
    people = [someone(db) for _ in range(20)]

    def attempt(person: str) -> Booking | None:
        try:
            return bookings.book(db, person, "anna", NINE, "phone", NOW)
        except SlotTaken:
            return None

    with ThreadPoolExecutor(20) as pool:
        won = [booking for booking in pool.map(attempt, people) if booking]
    assert len(won) == 1
    assert bookings.upcoming(db, NOW) == won


def test_twenty_taps_of_one_person_are_one_booking(db: Database, conversation: str) -> None:
    with ThreadPoolExecutor(20) as pool:
        made = set(pool.map(lambda _: bookings.book(db, conversation, "anna", NINE, "phone", NOW).id, range(20)))
    assert len(made) == 1


def test_booking_the_same_slot_again_gives_the_same_booking(db: Database, conversation: str) -> None:
    first = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    assert bookings.book(db, conversation, "anna", NINE, "phone", LATER) == first


def test_the_same_slot_by_another_medium_is_the_same_booking_changed(db: Database, conversation: str) -> None:
    first = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    changed = bookings.book(db, conversation, "anna", NINE, "video", LATER)
    assert (changed.id, changed.medium, changed.sequence) == (first.id, "video", first.sequence + 1)


def test_booking_another_slot_moves_the_appointment(db: Database, conversation: str) -> None:
    first = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    moved = bookings.book(db, conversation, "anna", QUARTER_TO_TEN, "phone", LATER)
    assert (moved.id, moved.reference, moved.uid) == (first.id, first.reference, first.uid)
    assert (moved.starts_at, moved.sequence) == (QUARTER_TO_TEN, 1)
    assert bookings.book(db, someone(db), "anna", NINE, "phone", NOW).starts_at == NINE


def test_when_moving_fails_the_old_appointment_stays(db: Database, conversation: str) -> None:
    bookings.book(db, someone(db), "anna", QUARTER_TO_TEN, "phone", NOW)
    mine = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    with pytest.raises(SlotTaken):
        bookings.book(db, conversation, "anna", QUARTER_TO_TEN, "phone", NOW)
    assert bookings.of_conversation(db, conversation) == mine


def test_after_an_appointment_a_next_one_is_a_new_booking(db: Database, conversation: str) -> None:
    first = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    afterwards = NINE + timedelta(hours=1)
    assert bookings.of_conversation(db, conversation, afterwards) is None
    assert bookings.of_conversation(db, conversation) == first
    second = bookings.book(db, conversation, "anna", local(2026, 11, 26, 9), "phone", afterwards)
    assert second.id != first.id
    assert bookings.of_conversation(db, conversation) == second


def test_overlapping_appointments_of_one_adviser_are_impossible(db: Database) -> None:
    bookings.book(db, someone(db), "anna", QUARTER_TO_TEN, "phone", NOW)
    add_adviser(db, hours=[Availability(1, time(9), time(12), 60)])  # other hours: 9-10 overlaps 9:45-10:30
    for hour in (9, 10):
        with pytest.raises(SlotTaken):
            bookings.book(db, someone(db), "anna", local(2026, 11, 24, hour), "phone", NOW)
    bookings.book(db, someone(db), "anna", local(2026, 11, 24, 11), "phone", NOW)


def test_two_overlapping_slots_at_the_same_moment_give_one_appointment(db: Database) -> None:
    add_adviser(db, hours=[Availability(1, time(9), time(10)), Availability(1, time(9, 15), time(10))])
    people = [(someone(db), local(2026, 11, 24, 9, 15 * (number % 2))) for number in range(10)]

    def attempt(person: tuple[str, object]) -> bool:
        try:
            bookings.book(db, person[0], "anna", person[1], "phone", NOW)  # type: ignore[arg-type]
        except SlotTaken:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(attempt, people)).count(True) == 1


@pytest.mark.parametrize(
    ("adviser", "starts_at"),
    [
        ("anna", local(2026, 11, 23, 9)),  # past
        ("anna", local(2026, 11, 23, 11, 15)),  # within the notice period
        ("anna", local(2026, 11, 24, 9, 5)),  # not a slot of hers
        ("anna", local(2027, 11, 24, 9)),  # too far ahead
        ("gone", NINE),
    ],
)
def test_a_stale_slot_is_taken(db: Database, conversation: str, adviser: str, starts_at: object) -> None:
    with pytest.raises(SlotTaken, match="offer fresh slots"):
        bookings.book(db, conversation, adviser, starts_at, "phone", NOW)  # type: ignore[arg-type]
    assert bookings.of_conversation(db, conversation) is None


def test_a_slot_in_a_second_tab_is_stale_once_the_first_tab_booked_it(db: Database, conversation: str) -> None:
    (seen,) = free_slots(db, NOW, limit=1)
    bookings.book(db, someone(db), seen.adviser_id, seen.starts_at, None, NOW)
    with pytest.raises(SlotTaken):
        bookings.book(db, conversation, seen.adviser_id, seen.starts_at, None, NOW)


def test_a_medium_the_adviser_does_not_use_is_refused(db: Database, conversation: str) -> None:
    add_adviser(db, media=("phone",))
    with pytest.raises(MediumNotOffered, match="phone"):
        bookings.book(db, conversation, "anna", NINE, "video", NOW)


def test_only_a_conversation_can_book(db: Database) -> None:
    with pytest.raises(ConversationUnknown):
        bookings.book(db, "0" * 32, "anna", NINE, "phone", NOW)


def test_cancelling_frees_the_slot_once(db: Database, conversation: str) -> None:
    booking = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    cancelled = bookings.cancel(db, booking.id, LATER)
    assert (cancelled.status, cancelled.sequence) == ("cancelled", 1)
    other = bookings.book(db, someone(db), "anna", NINE, "phone", NOW)
    assert bookings.cancel(db, booking.id, LATER + timedelta(days=1)) == cancelled
    assert bookings.upcoming(db, NOW) == [other]
    assert bookings.of_conversation(db, conversation) is None


def test_an_unknown_booking_is_said_to_be_unknown(db: Database) -> None:
    for call in (
        lambda: bookings.cancel(db, 99, NOW),
        lambda: bookings.get(db, 99),
        lambda: bookings.set_contact(db, 99, name="Sam"),
    ):
        with pytest.raises(BookingUnknown):
            call()


def test_name_and_number_are_added_one_by_one_and_stand_in_the_plan(db: Database, conversation: str) -> None:
    booking = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    bookings.set_contact(db, booking.id, name="Sam")
    known = bookings.set_contact(db, booking.id, phone="0612345678")
    assert (known.name, known.contact) == ("Sam", "0612345678")
    plan = plans.get(db, conversation)
    assert plan is not None
    assert (plan.name, plan.contact) == ("Sam", "0612345678")


def test_upcoming_are_the_ones_not_over_soonest_first(db: Database) -> None:
    second = bookings.book(db, someone(db), "anna", QUARTER_TO_TEN, "phone", NOW)
    first = bookings.book(db, someone(db), "anna", NINE, "phone", NOW)
    assert [booking.id for booking in bookings.upcoming(db, NOW)] == [first.id, second.id]
    assert [booking.id for booking in bookings.upcoming(db, first.ends_at)] == [second.id]


def test_the_calendar_file_keeps_its_uid_and_counts_up(db: Database, conversation: str) -> None:
    booked = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    moved = bookings.book(db, conversation, "anna", QUARTER_TO_TEN, "phone", LATER)
    cancelled = bookings.cancel(db, booked.id, LATER)
    events = [event(booking) for booking in (booked, moved, cancelled)]
    assert len({str(found["UID"]) for found in events}) == 1
    assert [found["SEQUENCE"] for found in events] == [0, 1, 2]
    assert [str(found["STATUS"]) for found in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [found["DTSTART"].dt for found in events] == [NINE, QUARTER_TO_TEN, QUARTER_TO_TEN]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("medium", "where"), [("phone", "Telefoon"), ("video", "Videogesprek")] + [("place", "Rotterdam")]
)
def test_the_calendar_file_says_who_where_and_how(db: Database, conversation: str, medium: str, where: str) -> None:
    booking = bookings.book(db, conversation, "anna", NINE, medium, NOW)
    found = event(booking)
    assert str(found["LOCATION"]) == where
    assert booking.adviser.name in str(found["SUMMARY"])
    assert booking.reference in str(found["DESCRIPTION"])
    assert b"Z\r\n" in bookings.ics(booking)
