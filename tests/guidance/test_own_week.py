"""An adviser sees the week as it will be offered, and follows it in a calendar without names."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar

from guidance import bookings, calendar_feeds, conversations, custody, loads, own_week, plans, workrules
from guidance.advisers import Availability
from guidance.custody import Holder
from guidance.database import Database
from guidance.handoffs import request
from guidance.messages import OutMessage
from guidance.slots import free_slots
from guidance.workrules import Break, SpecialDay, WorkRules
from tests.guidance.people import NOW, add_adviser, local

MONDAY = date(2026, 11, 23)


def book(db: Database, at: datetime, name: str = "Henk") -> bookings.Booking:
    conversation = conversations.start(db, "website", NOW)
    plans.save(db, conversation, name=name, contact="0612345678", now=NOW)
    return bookings.book(db, conversation, "anna", at, "phone", NOW)


def days(db: Database, monday: date = MONDAY, now: datetime = NOW) -> list[own_week.Day]:
    week = own_week.of(db, "anna")
    assert week
    return own_week.days(db, week, monday, now)


def spans(day: own_week.Day, kind: str) -> list[str]:
    return [f"{block.starts:%H:%M}-{block.ends:%H:%M}" for block in day.of_kind(kind)]


def test_the_week_shows_what_is_free_booked_and_a_break(db: Database) -> None:
    add_adviser(db)
    workrules.save(db, "anna", WorkRules(breaks=(Break(1, time(10, 30), time(11)),)))
    book(db, local(2026, 11, 24, 9, 45))
    tuesday = days(db)[1]
    assert spans(tuesday, "hours") == ["09:00-12:00"]
    assert spans(tuesday, "break") == ["10:30-11:00"]
    assert spans(tuesday, "booked") == ["09:45-10:30"]
    assert spans(tuesday, "free") == ["09:00-09:45", "11:00-11:45"]
    assert [block.booking.name for block in tuesday.of_kind("booked") if block.booking] == ["Henk"]


def test_what_the_week_shows_free_is_what_is_offered(db: Database) -> None:
    add_adviser(db)
    workrules.save(db, "anna", WorkRules(10, 3, breaks=(Break(2, time(10), time(10, 15)),)))
    book(db, local(2026, 11, 26, 9))
    shown = [spans(day, "free") for day in days(db)[1:5]]
    offered = [
        [
            f"{slot.starts_at.astimezone(own_week.AMSTERDAM):%H:%M}-{slot.ends_at.astimezone(own_week.AMSTERDAM):%H:%M}"
            for slot in free_slots(db, NOW, on=MONDAY + timedelta(days=number), limit=50)
        ]
        for number in range(1, 5)
    ]
    assert shown == offered


def test_a_day_off_a_holiday_and_an_extra_evening_are_told_apart(db: Database) -> None:
    add_adviser(db)
    evening = SpecialDay(date(2026, 12, 24), time(19), time(20, 30))
    workrules.save(db, "anna", WorkRules(special_days=(SpecialDay(date(2026, 12, 23)), evening)))
    week = days(db, date(2026, 12, 21))
    assert [(day.off, day.holiday) for day in week[1:5]] == [
        (False, None),
        (True, None),
        (False, None),
        (True, "Eerste kerstdag"),
    ]
    assert spans(week[3], "hours") == ["09:00-12:00", "19:00-20:30"]


def test_what_is_over_or_too_soon_to_be_booked_is_not_free_but_an_appointment_stays(db: Database) -> None:
    add_adviser(db)
    book(db, local(2026, 11, 24, 9))
    tuesday = days(db, now=local(2026, 11, 24, 6, 30))[1]
    assert spans(tuesday, "free") == ["10:30-11:15", "11:15-12:00"]
    assert spans(tuesday, "booked") == ["09:00-09:45"]


def test_both_weeks_with_a_clock_change_keep_their_local_hours(db: Database) -> None:
    add_adviser(db, hours=[Availability(day, time(9), time(10, 30)) for day in range(7)])
    workrules.save(db, "anna", WorkRules(holidays_off=False))
    for monday in (date(2026, 10, 19), date(2027, 3, 22)):
        week = days(db, monday, now=datetime(2026, 1, 1, tzinfo=UTC))
        assert [spans(day, "free") for day in week] == [["09:00-09:45", "09:45-10:30"]] * 7


def test_the_calendar_holds_every_appointment_and_no_name_or_number(db: Database) -> None:
    add_adviser(db)
    kept, gone = book(db, local(2026, 11, 24, 9)), book(db, local(2026, 11, 24, 9, 45), "Fatima")
    bookings.cancel(db, gone.id, NOW)
    text = calendar_feeds.feed(db, "anna", NOW)
    assert b"Henk" not in text and b"Fatima" not in text and b"0612345678" not in text
    events = {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
    assert {uid: str(event["status"]) for uid, event in events.items()} == {
        kept.uid: "CONFIRMED",
        gone.uid: "CANCELLED",
    }
    assert events[kept.uid].decoded("dtstart") == kept.starts_at
    assert events[gone.uid]["sequence"] == 1


def test_a_new_address_makes_the_old_one_useless(db: Database) -> None:
    add_adviser(db)
    old = calendar_feeds.renew(db, "anna", NOW)
    assert calendar_feeds.adviser_of(db, old) == "anna"
    new = calendar_feeds.renew(db, "anna", NOW)
    assert (calendar_feeds.adviser_of(db, old), calendar_feeds.adviser_of(db, new)) == (None, "anna")
    assert calendar_feeds.made_at(db, "anna") == NOW


def test_the_load_of_a_week_counts_what_is_booked_of_what_fits(db: Database) -> None:
    add_adviser(db)
    workrules.save(db, "anna", WorkRules(daily_maximum=2))
    for hour in (9, 10):
        book(db, local(2026, 11, 24, hour, 0 if hour == 9 else 30))
    [load] = loads.per_adviser(db, MONDAY, 2, NOW)
    assert [(week.booked, week.room) for week in load.weeks] == [(2, 10), (0, 10)]
    assert load.weeks[0].share == 0.2


def test_who_did_not_come_is_counted_and_can_have_come_after_all(db: Database) -> None:
    add_adviser(db)
    booked = book(db, local(2026, 11, 24, 9))
    assert bookings.no_show(db, booked.id, NOW).status == "booked"  # it has not begun yet
    later = local(2026, 11, 24, 10)
    assert bookings.no_show(db, booked.id, later).status == "no_show"
    [load] = loads.per_adviser(db, MONDAY, 1, later)
    assert (load.past, load.no_shows, load.weeks[0].booked) == (1, 1, 1)
    assert bookings.no_show(db, booked.id, later, came=True).status == "booked"


def test_waiting_counts_until_a_human_took_the_conversation_or_it_was_closed(db: Database) -> None:
    minutes = [2, 4, 6, 8, 100]
    for wait in minutes:
        at = NOW - timedelta(days=1)
        conversation = conversations.start(db, "website", at)
        request(db, conversation, "asked", at)
        until = at + timedelta(minutes=wait)
        custody.claim(db, conversation, Holder("anna", "Anna"), OutMessage("Anna is er."), until)
        custody.close(db, conversation, "anna", "helped", OutMessage("Anna gaat."), until + timedelta(hours=5))
    request(db, conversations.start(db, "website", NOW), "asked", NOW - timedelta(minutes=7))
    found = loads.waits(db, NOW)
    assert (found.served, found.waiting, found.longest_now) == (5, 1, timedelta(minutes=7))
    assert found.median == timedelta(minutes=6)
    assert found.nine_in_ten and timedelta(minutes=8) < found.nine_in_ten <= timedelta(minutes=100)


def test_without_anybody_there_are_no_figures_instead_of_zeroes(db: Database) -> None:
    assert loads.waits(db, NOW) == loads.Waits(0, None, None, 0, None)
    assert loads.per_adviser(db, MONDAY, 4, NOW) == []
