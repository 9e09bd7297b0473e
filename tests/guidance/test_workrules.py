"""What an adviser asks of the week is kept by every slot that is offered and by every booking."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from guidance import bookings, conversations, public_holidays, schedule, workrules
from guidance.advisers import Availability
from guidance.database import Database
from guidance.errors import AdviserInvalid, SlotTaken
from guidance.schedule import AMSTERDAM
from guidance.slots import free_slots
from guidance.workrules import Break, SpecialDay, WorkRules
from tests.guidance.people import ANNA, NOW, add_adviser, local

TUESDAY = date(2026, 11, 24)


def offered(db: Database, day: date = TUESDAY, now: datetime = NOW) -> list[str]:
    found = free_slots(db, now, on=day, limit=50)
    return [slot.starts_at.astimezone(AMSTERDAM).strftime("%H:%M") for slot in found]


def set_rules(db: Database, **rules: object) -> None:
    add_adviser(db)
    workrules.save(db, "anna", WorkRules(**rules))  # type: ignore[arg-type]


def book(db: Database, at: datetime) -> bookings.Booking:
    return bookings.book(db, conversations.start(db, "website", NOW), "anna", at, "phone", NOW)


def test_without_rules_the_weekly_hours_are_offered_as_they_are(db: Database) -> None:
    add_adviser(db)
    assert offered(db) == ["09:00", "09:45", "10:30", "11:15"]


def test_a_buffer_stands_between_two_appointments(db: Database) -> None:
    set_rules(db, buffer_minutes=15)
    assert offered(db) == ["09:00", "10:00", "11:00"]


def test_a_booking_within_the_buffer_of_another_is_refused(db: Database) -> None:
    add_adviser(db)
    book(db, local(2026, 11, 24, 9, 45))
    set_rules(db, buffer_minutes=10)
    assert offered(db) == ["10:50"]  # 9:55 to 10:40 touches the old appointment, 9:00 to 9:45 ends too near to it
    with pytest.raises(SlotTaken):
        book(db, local(2026, 11, 24, 9))


def test_a_break_is_cut_out_and_the_slots_begin_again_after_it(db: Database) -> None:
    set_rules(db, breaks=(Break(1, time(9, 45), time(10)), Break(2, time(9), time(12))))
    assert offered(db) == ["09:00", "10:00", "10:45"]
    assert offered(db, date(2026, 11, 25)) == []
    with pytest.raises(SlotTaken):
        book(db, local(2026, 11, 24, 9, 45))


def test_a_day_off_has_no_slots_and_cannot_be_booked(db: Database) -> None:
    set_rules(db, special_days=(SpecialDay(TUESDAY),))
    assert offered(db) == []
    assert offered(db, date(2026, 12, 1)) != []
    with pytest.raises(SlotTaken):
        book(db, local(2026, 11, 24, 9))


def test_an_extra_evening_is_offered_on_that_date_only(db: Database) -> None:
    set_rules(db, special_days=(SpecialDay(TUESDAY, time(19), time(20, 30)),))
    assert offered(db)[-2:] == ["19:00", "19:45"]
    assert "19:00" not in offered(db, date(2026, 12, 1))
    assert book(db, local(2026, 11, 24, 19)).starts_at == local(2026, 11, 24, 19)


def test_somebody_who_is_off_can_still_give_an_evening(db: Database) -> None:
    set_rules(db, special_days=(SpecialDay(TUESDAY), SpecialDay(TUESDAY, time(19), time(19, 45))))
    assert offered(db) == ["19:00"]


CHRISTMAS = date(2026, 12, 25)  # a Friday
BEFORE_CHRISTMAS = datetime(2026, 12, 20, 9, tzinfo=UTC)


def test_a_public_holiday_has_no_slots_unless_the_adviser_works_then(db: Database) -> None:
    add_adviser(db)
    assert public_holidays.name_of(CHRISTMAS) == "Eerste kerstdag"
    assert offered(db, CHRISTMAS, BEFORE_CHRISTMAS) == []
    set_rules(db, holidays_off=False)
    assert len(offered(db, CHRISTMAS, BEFORE_CHRISTMAS)) == 4
    set_rules(db, special_days=(SpecialDay(CHRISTMAS, time(10), time(10, 45)),))
    assert offered(db, CHRISTMAS, BEFORE_CHRISTMAS) == ["10:00"]


def test_a_full_day_takes_no_more_and_a_cancelled_one_makes_room(db: Database) -> None:
    set_rules(db, daily_maximum=2)
    first = book(db, local(2026, 11, 24, 9))
    book(db, local(2026, 11, 24, 9, 45))
    assert offered(db) == []
    with pytest.raises(SlotTaken):
        book(db, local(2026, 11, 24, 10, 30))
    bookings.cancel(db, first.id, NOW)
    assert offered(db) == ["09:00", "10:30", "11:15"]


def test_moving_within_a_full_day_is_no_extra_appointment(db: Database) -> None:
    set_rules(db, daily_maximum=1)
    booked = book(db, local(2026, 11, 24, 9))
    assert booked.conversation_id
    moved = bookings.book(db, booked.conversation_id, "anna", local(2026, 11, 24, 10, 30), "phone", NOW)
    assert (moved.id, moved.starts_at) == (booked.id, local(2026, 11, 24, 10, 30))


def test_what_was_earlier_today_counts_for_the_most_a_day(db: Database) -> None:
    set_rules(db, daily_maximum=1)
    book(db, local(2026, 11, 24, 9))
    assert offered(db, TUESDAY, local(2026, 11, 24, 10)) == []
    assert free_slots(db, local(2026, 11, 24, 10), on=TUESDAY, notice=timedelta()) == []


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)])
@pytest.mark.parametrize("days_from_sunday", [-1, 0, 1])
def test_breaks_and_buffers_keep_their_local_times_around_a_clock_change(sunday: date, days_from_sunday: int) -> None:
    day = sunday + timedelta(days=days_from_sunday)
    rules = WorkRules(15, holidays_off=False, breaks=(Break(day.weekday(), time(12), time(13)),))
    hours = [Availability(day.weekday(), time(9), time(16))]
    found = [start.astimezone(AMSTERDAM).strftime("%H:%M") for start, _ in schedule.moments(ANNA, hours, [day], rules)]
    assert found == ["09:00", "10:00", "11:00", "13:00", "14:00", "15:00"]


def test_a_night_with_a_break_over_the_clock_change_has_no_slot_in_the_break(db: Database) -> None:
    night = date(2026, 10, 25)  # 2:00 to 3:00 comes twice
    rules = WorkRules(breaks=(Break(6, time(2), time(3)),))
    found = list(schedule.moments(ANNA, [Availability(6, time(0), time(5), 60)], [night], rules))
    clock = [(start.astimezone(AMSTERDAM).hour, end - start) for start, end in found]
    hour = timedelta(hours=1)
    assert clock == [(0, hour), (1, hour), (3, hour), (4, hour)]


def test_rules_are_kept_as_they_were_given(db: Database) -> None:
    rules = WorkRules(
        10, 5, False, "https://video.example/anna", (Break(0, time(12), time(13)),), (SpecialDay(TUESDAY),)
    )
    add_adviser(db)
    workrules.save(db, "anna", rules)
    assert workrules.of(db, "anna") == rules
    workrules.save(db, "anna", WorkRules())
    assert workrules.of(db, "anna") == WorkRules()


@pytest.mark.parametrize(
    "wrong",
    [
        WorkRules(-1),
        WorkRules(121),
        WorkRules(daily_maximum=0),
        WorkRules(breaks=(Break(0, time(13), time(12)),)),
        WorkRules(breaks=(Break(7, time(12), time(13)),)),
        WorkRules(special_days=(SpecialDay(TUESDAY, time(9)),)),
        WorkRules(special_days=(SpecialDay(TUESDAY, time(9), time(9)),)),
    ],
)
def test_rules_that_do_not_add_up_are_refused(db: Database, wrong: WorkRules) -> None:
    add_adviser(db)
    with pytest.raises(AdviserInvalid):
        workrules.save(db, "anna", wrong)
    assert workrules.of(db, "anna") == WorkRules()
