"""Weekly local hours made into moments in UTC; nothing here reads a database or a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from guidance import public_holidays
from guidance.advisers import Adviser, Availability
from guidance.workrules import WorkRules

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DEFAULT_SLOT_MINUTES = 45
NONE = WorkRules(holidays_off=False)

Moment = tuple[datetime, datetime]
"""Start and end of an appointment, in UTC."""
Window = tuple[time, time]
"""Start and end within one day, in local time."""


def days(first: datetime, last: datetime) -> list[date]:
    """The dates in the Netherlands from one moment up to and including another."""
    start, end = first.astimezone(AMSTERDAM).date(), last.astimezone(AMSTERDAM).date()
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def moments(
    adviser: Adviser, hours: Sequence[Availability], on: Sequence[date], rules: WorkRules = NONE
) -> Iterator[Moment]:
    """Every appointment an adviser offers on these dates, taken or not, soonest first within a day.

    Start and end of the hours are converted first and the slots are cut in UTC, so that hours over a clock change get
    no slot that does not exist, none twice and none shorter.
    """
    for day in on:
        for window in working_hours(adviser, hours, day, rules):
            for starts, ends in without_breaks((window.starts, window.ends), day.weekday(), rules):
                yield from _cut(utc(day, starts), utc(day, ends), timedelta(minutes=window.slot_minutes), rules.buffer)


def working_hours(
    adviser: Adviser, hours: Sequence[Availability], day: date, rules: WorkRules = NONE
) -> list[Availability]:
    """The hours of one date: those of the week unless the day is off or a holiday, and extra time always."""
    weekly = [] if is_off(adviser, day, rules) else [window for window in hours if window.weekday == day.weekday()]
    minutes = hours[0].slot_minutes if hours else DEFAULT_SLOT_MINUTES
    extra = [
        Availability(day.weekday(), special.starts, special.ends, minutes)
        for special in rules.special_days
        if special.day == day and special.starts and special.ends
    ]
    return sorted(weekly + extra, key=lambda window: window.starts)


def is_off(adviser: Adviser, day: date, rules: WorkRules = NONE) -> bool:
    """Whether the weekly hours do not count on this date."""
    off = day in adviser.closed_days or any(special.day == day and special.off for special in rules.special_days)
    return off or (rules.holidays_off and public_holidays.name_of(day) is not None)


def without_breaks(window: Window, weekday: int, rules: WorkRules) -> list[Window]:
    """What is left of a window once the breaks of that weekday are cut out."""
    left = [window]
    for pause in rules.breaks:
        if pause.weekday == weekday:
            left = [part for whole in left for part in _minus(whole, (pause.starts, pause.ends))]
    return left


def moment_at(
    adviser: Adviser, hours: Sequence[Availability], starts_at: datetime, rules: WorkRules = NONE
) -> Moment | None:
    """The appointment that starts exactly then, or None when the adviser does not offer it."""
    offered = moments(adviser, hours, days(starts_at, starts_at), rules)
    return next((moment for moment in offered if moment[0] == starts_at), None)


def is_free(moment: Moment, busy: Sequence[Moment], buffer: timedelta = timedelta()) -> bool:
    """Whether the appointment keeps this distance from all others; without one it may start when another ends."""
    return not any(start < moment[1] + buffer and moment[0] < end + buffer for start, end in busy)


def utc(day: date, local: time) -> datetime:
    """A local time on a date as a moment."""
    return datetime.combine(day, local, AMSTERDAM).astimezone(UTC)


def _minus(whole: Window, part: Window) -> list[Window]:
    before, after = (whole[0], min(whole[1], part[0])), (max(whole[0], part[1]), whole[1])
    return [window for window in (before, after) if window[0] < window[1]]


def _cut(start: datetime, end: datetime, length: timedelta, buffer: timedelta) -> Iterator[Moment]:
    while start + length <= end:
        yield start, start + length
        start += length + buffer
