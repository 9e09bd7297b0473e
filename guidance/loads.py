"""For the coordinator: how full each adviser's weeks are, how long people waited, and how many did not come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import quantiles

from sqlalchemy import select

from guidance import own_week, schedule
from guidance.advisers import Adviser
from guidance.database import Database
from guidance.models import BookingRow, HandoffRow, StateChangeRow
from guidance.schedule import AMSTERDAM

SPAN = timedelta(days=28)


@dataclass(frozen=True)
class WeekLoad:
    """One week of one adviser, in appointments: booked, and how many there could be."""

    monday: date
    booked: int
    room: int

    @property
    def share(self) -> float:
        """How full the week is, 0 to 1; what was booked outside the hours does not make it more than full."""
        return min(1.0, self.booked / self.room) if self.room else float(self.booked > 0)


@dataclass(frozen=True)
class AdviserLoad:
    """One adviser: some weeks, and over the last four weeks how many appointments were and how many did not come."""

    adviser: Adviser
    weeks: tuple[WeekLoad, ...]
    past: int
    no_shows: int


@dataclass(frozen=True)
class Waits:
    """How long people waited for a human in the last four weeks; None where nobody did. `longest_now`: still waits."""

    served: int
    median: timedelta | None
    nine_in_ten: timedelta | None
    waiting: int
    longest_now: timedelta | None


def per_adviser(db: Database, first_monday: date, weeks: int, now: datetime) -> list[AdviserLoad]:
    """The load of every adviser who has hours or appointments, by name."""
    mondays = [first_monday + timedelta(weeks=number) for number in range(weeks)]
    start, end = schedule.utc(first_monday, time()), schedule.utc(mondays[-1] + timedelta(weeks=1), time())
    coming, gone = _appointments(db, start, end), _appointments(db, now - SPAN, now)
    found = []
    for week in own_week.everyone(db):
        mine, past = coming.get(week.adviser.id, []), gone.get(week.adviser.id, [])
        if week.hours or mine or past:
            loads = tuple(_week_load(week, monday, [starts for starts, _ in mine]) for monday in mondays)
            missed = sum(status == "no_show" for _, status in past)
            found.append(AdviserLoad(week.adviser, loads, len(past), missed))
    return sorted(found, key=lambda load: load.adviser.name)


def waits(db: Database, now: datetime) -> Waits:
    """From asking for a human until one took the conversation, or else until the request was closed."""
    with db.reading() as session:
        requests = session.scalars(select(HandoffRow).where(HandoffRow.requested_at > now - SPAN)).all()
        ids = [request.conversation_id for request in requests]
        claimed = select(StateChangeRow.conversation_id, StateChangeRow.at).where(
            StateChangeRow.after == "human", StateChangeRow.conversation_id.in_(ids)
        )
        taken: dict[str, list[datetime]] = {}
        for conversation_id, at in session.execute(claimed):
            taken.setdefault(conversation_id, []).append(at)
        still = session.scalars(select(HandoffRow.requested_at).where(HandoffRow.status == "requested")).all()
    done = [
        until - request.requested_at
        for request in requests
        if (until := _until(request, taken.get(request.conversation_id, ()))) is not None
    ]
    return Waits(
        served=len(done),
        median=_within(done, 5),
        nine_in_ten=_within(done, 9),
        waiting=len(still),
        longest_now=now - min(still) if still else None,
    )


def _appointments(db: Database, first: datetime, last: datetime) -> dict[str, list[tuple[datetime, str]]]:
    """Start and status of the appointments from one moment to before another, by adviser."""
    query = select(BookingRow.adviser_id, BookingRow.starts_at, BookingRow.status).where(
        BookingRow.starts_at >= first, BookingRow.starts_at < last, BookingRow.status.in_(("booked", "no_show"))
    )
    found: dict[str, list[tuple[datetime, str]]] = {}
    with db.reading() as session:
        for adviser_id, starts, status in session.execute(query):
            found.setdefault(adviser_id, []).append((starts, status))
    return found


def _week_load(week: own_week.AdviserWeek, monday: date, starts: Sequence[datetime]) -> WeekLoad:
    dates = [monday + timedelta(days=number) for number in range(7)]
    booked = sum(each.astimezone(AMSTERDAM).date() in dates for each in starts)
    offered = [len(list(schedule.moments(week.adviser, week.hours, [day], week.rules))) for day in dates]
    most = week.rules.daily_maximum
    return WeekLoad(monday, booked, sum(count if most is None else min(count, most) for count in offered))


def _until(request: HandoffRow, taken: Sequence[datetime]) -> datetime | None:
    return min((at for at in taken if at >= request.requested_at), default=request.closed_at)


def _within(done: Sequence[timedelta], tenths: int) -> timedelta | None:
    """The time within which so many tenths of the waits were over."""
    if len(done) < 2:
        return done[0] if done else None
    seconds = quantiles([each.total_seconds() for each in done], n=10, method="inclusive")[tenths - 1]
    return timedelta(seconds=round(seconds))
