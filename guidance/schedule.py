"""Weekly local hours made into moments in UTC; nothing here reads a database or a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from guidance.advisers import Adviser, Availability

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Moment = tuple[datetime, datetime]
"""Start and end of an appointment, in UTC."""


def days(first: datetime, last: datetime) -> list[date]:
    """The dates in the Netherlands from one moment up to and including another."""
    start, end = first.astimezone(AMSTERDAM).date(), last.astimezone(AMSTERDAM).date()
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def moments(adviser: Adviser, hours: Sequence[Availability], on: Sequence[date]) -> Iterator[Moment]:
    """Every appointment an adviser offers on these dates, taken or not.

    Start and end of the hours are converted first and the slots are cut in UTC, so that hours over a clock change get
    no slot that does not exist, none twice and none shorter.
    """
    for day in on:
        if day in adviser.closed_days:
            continue
        for window in hours:
            if window.weekday == day.weekday():
                yield from _cut(
                    _utc(day, window.starts), _utc(day, window.ends), timedelta(minutes=window.slot_minutes)
                )


def moment_at(adviser: Adviser, hours: Sequence[Availability], starts_at: datetime) -> Moment | None:
    """The appointment that starts exactly then, or None when the adviser does not offer it."""
    offered = moments(adviser, hours, days(starts_at, starts_at))
    return next((moment for moment in offered if moment[0] == starts_at), None)


def is_free(moment: Moment, busy: Sequence[Moment]) -> bool:
    """Whether the appointment overlaps none of the others; one may start when another ends."""
    return not any(start < moment[1] and moment[0] < end for start, end in busy)


def _utc(day: date, local: time) -> datetime:
    return datetime.combine(day, local, AMSTERDAM).astimezone(UTC)


def _cut(start: datetime, end: datetime, length: timedelta) -> Iterator[Moment]:
    while start + length <= end:
        yield start, start + length
        start += length
