"""One adviser's week as blocks of time: what is free, booked, a break, a holiday or off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select

from guidance import bookings, public_holidays, schedule, workrules
from guidance.advisers import Adviser, Availability, as_adviser, as_availability
from guidance.bookings import Booking
from guidance.database import Database
from guidance.models import AdviserRow, AvailabilityRow
from guidance.schedule import AMSTERDAM
from guidance.slots import NOTICE, free_moments
from guidance.workrules import WorkRules

WEEK = 7


@dataclass(frozen=True)
class Block:
    """A part of a day, in local time. `kind`: hours (at the desk), free (can be booked), break or booked."""

    kind: str
    starts: time
    ends: time
    booking: Booking | None = None


@dataclass(frozen=True)
class Day:
    """One date: the name of its holiday, whether it is off, and its blocks (hours first, what lies upon them after)."""

    date: date
    holiday: str | None
    off: bool
    blocks: tuple[Block, ...]

    def of_kind(self, kind: str) -> list[Block]:
        """The blocks of one kind, soonest first."""
        return [block for block in self.blocks if block.kind == kind]


@dataclass(frozen=True)
class AdviserWeek:
    """Everything an adviser can change about their own time."""

    adviser: Adviser
    hours: tuple[Availability, ...]
    rules: WorkRules


def of(db: Database, adviser_id: str) -> AdviserWeek | None:
    """How this adviser works, or None when there is no such adviser."""
    return next(iter(_read(db, select(AdviserRow).where(AdviserRow.id == adviser_id))), None)


def everyone(db: Database) -> list[AdviserWeek]:
    """How every adviser works, by id."""
    return _read(db, select(AdviserRow).order_by(AdviserRow.id))


def with_id(week: AdviserWeek, adviser_id: str) -> AdviserWeek:
    """The same week of the adviser with this id."""
    return replace(week, adviser=replace(week.adviser, id=adviser_id))


def days(db: Database, week: AdviserWeek, monday: date, now: datetime) -> list[Day]:
    """The seven dates from this Monday. What is over, or too soon to be booked, is not free any more."""
    first, last = schedule.utc(monday, time()), schedule.utc(monday + timedelta(days=WEEK), time())
    taken = bookings.between(db, first, last, week.adviser.id)
    return [_day(week, monday + timedelta(days=number), taken, now) for number in range(WEEK)]


def _day(week: AdviserWeek, day: date, taken: Sequence[Booking], now: datetime) -> Day:
    today = [booking for booking in taken if booking.starts_at.astimezone(AMSTERDAM).date() == day]
    windows = schedule.working_hours(week.adviser, week.hours, day, week.rules)
    busy = [(booking.starts_at, booking.ends_at) for booking in today if booking.status == "booked"]
    free = free_moments(week.adviser, week.hours, day, week.rules, busy)
    breaks = [(pause.starts, pause.ends) for pause in week.rules.breaks if pause.weekday == day.weekday()]
    blocks = [
        *(Block("hours", window.starts, window.ends) for window in windows),
        *(Block("break", starts, ends) for starts, ends in breaks if windows),
        *(Block("free", _local(starts), _local(ends)) for starts, ends in free if starts >= now + NOTICE),
        *(Block("booked", _local(booking.starts_at), _local(booking.ends_at), booking) for booking in today),
    ]
    return Day(day, public_holidays.name_of(day), schedule.is_off(week.adviser, day, week.rules), tuple(blocks))


def _local(moment: datetime) -> time:
    return moment.astimezone(AMSTERDAM).time()


def _read(db: Database, wanted: Select[tuple[AdviserRow]]) -> list[AdviserWeek]:
    """The weeks of these advisers, in as many queries for fifty as for one."""
    with db.reading() as session:
        people = [as_adviser(row) for row in session.scalars(wanted)]
        ids = [person.id for person in people]
        rules = workrules.read(session, ids)
        hours: dict[str, list[Availability]] = {each: [] for each in ids}
        stored = select(AvailabilityRow).where(AvailabilityRow.adviser_id.in_(ids))
        for row in session.scalars(stored.order_by(AvailabilityRow.weekday, AvailabilityRow.starts)):
            hours[row.adviser_id].append(as_availability(row))
    return [AdviserWeek(person, tuple(hours[person.id]), rules.get(person.id, WorkRules())) for person in people]
