"""When a moment comes free, the first in line is offered it for a while, and nobody else can take it meanwhile."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from guidance import bookings, conversations, waiting_list
from guidance.advisers import Availability
from guidance.database import Database
from guidance.errors import SlotTaken
from guidance.slots import free_slots
from tests.guidance.people import NOW, add_adviser, local

ONE_SLOT = (Availability(3, time(9), time(9, 45)),)  # Thursdays only
THURSDAY, MOMENT = date(2026, 11, 26), local(2026, 11, 26, 9)
HOUR = timedelta(hours=1)


def someone(db: Database) -> str:
    return conversations.start(db, "website", NOW)


def waiting(db: Database, after: int = 0) -> str:
    person = someone(db)
    waiting_list.join(db, person, THURSDAY, THURSDAY, NOW + timedelta(minutes=after), region="AM22")
    return person


@pytest.fixture
def full(db: Database) -> int:
    """The number of the one appointment that fills the week."""
    add_adviser(db, hours=ONE_SLOT)
    return bookings.book(db, someone(db), "anna", MOMENT, "phone", NOW).id


def test_while_nothing_is_free_nobody_hears_anything(db: Database, full: int) -> None:
    waiting(db)
    assert waiting_list.send_due(db, NOW + HOUR) == []


def test_the_first_in_line_is_offered_what_comes_free_and_can_book_it(db: Database, full: int) -> None:
    first, second = waiting(db), waiting(db, after=1)
    assert [waiting_list.place_in_line(db, person) for person in (first, second)] == [1, 2]
    bookings.cancel(db, full, NOW + HOUR)
    [(person, message)] = waiting_list.send_due(db, NOW + HOUR)
    assert person == first
    assert "donderdag 26 november om 09.00 uur" in message.text
    assert waiting_list.send_due(db, NOW + HOUR) == []
    assert all(slot.starts_at != MOMENT for slot in free_slots(db, NOW + HOUR))
    with pytest.raises(SlotTaken):
        bookings.book(db, second, "anna", MOMENT, "phone", NOW + HOUR)
    assert bookings.book(db, first, "anna", MOMENT, "phone", NOW + HOUR).starts_at == MOMENT
    assert waiting_list.place_in_line(db, first) is None


def test_who_does_not_answer_in_time_makes_room_for_the_next(db: Database, full: int) -> None:
    first, second = waiting(db), waiting(db, after=1)
    bookings.cancel(db, full, NOW)
    waiting_list.send_due(db, NOW + HOUR)
    [(person, _)] = waiting_list.send_due(db, NOW + HOUR + waiting_list.KEPT_FOR)
    assert person == second
    assert waiting_list.place_in_line(db, first) == 2


def test_who_says_no_makes_room_at_once(db: Database, full: int) -> None:
    first, second = waiting(db), waiting(db, after=1)
    bookings.cancel(db, full, NOW)
    waiting_list.send_due(db, NOW + HOUR)
    waiting_list.leave(db, first)
    [(person, _)] = waiting_list.send_due(db, NOW + HOUR)
    assert person == second


def test_who_passes_a_moment_keeps_the_place_and_is_not_offered_it_again(db: Database, full: int) -> None:
    first, second = waiting(db), waiting(db, after=1)
    assert not waiting_list.pass_on(db, first)  # nothing was offered yet
    bookings.cancel(db, full, NOW)
    waiting_list.send_due(db, NOW + HOUR)
    assert waiting_list.pass_on(db, first)
    assert waiting_list.place_in_line(db, first) == 1
    [(person, message)] = waiting_list.send_due(db, NOW + HOUR)
    assert person == second and len(message.buttons) == 3
    waiting_list.leave(db, second)
    assert waiting_list.send_due(db, NOW + 2 * HOUR) == []
    add_adviser(db, "bob", hours=(Availability(3, time(11), time(11, 45)),))
    [(person, message)] = waiting_list.send_due(db, NOW + 2 * HOUR)
    assert person == first and "11.00 uur" in message.text


def test_who_passed_the_only_moment_of_one_day_is_offered_the_next_day(db: Database, full: int) -> None:
    person = someone(db)
    waiting_list.join(db, person, THURSDAY, THURSDAY + timedelta(days=1), NOW, region="AM22")
    bookings.cancel(db, full, NOW)
    waiting_list.send_due(db, NOW + HOUR)
    waiting_list.pass_on(db, person)
    assert waiting_list.send_due(db, NOW + HOUR) == []
    add_adviser(db, "bob", hours=(Availability(4, time(11), time(11, 45)),))
    [(_, message)] = waiting_list.send_due(db, NOW + HOUR)
    assert "vrijdag 27 november om 11.00 uur" in message.text


def test_who_did_not_answer_is_not_offered_the_same_moment_over_and_over(db: Database, full: int) -> None:
    waiting(db)
    bookings.cancel(db, full, NOW)
    assert len(waiting_list.send_due(db, NOW + HOUR)) == 1
    assert waiting_list.send_due(db, NOW + HOUR + waiting_list.KEPT_FOR) == []


def test_nobody_is_offered_a_moment_at_night_or_while_a_human_talks(db: Database, full: int) -> None:
    person = waiting(db)
    bookings.cancel(db, full, NOW)
    assert waiting_list.send_due(db, local(2026, 11, 24, 2)) == []
    conversations.set_state(db, person, "human", "anna", "claimed", NOW)
    assert waiting_list.send_due(db, NOW + HOUR) == []


def test_a_line_for_days_that_are_past_ends(db: Database, full: int) -> None:
    person = waiting(db)
    waiting_list.send_due(db, local(2026, 11, 27, 10))
    assert waiting_list.place_in_line(db, person) is None
