"""Dutch public holidays by name, from the `holidays` library; advisers rest on them unless they say otherwise."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays


def name_of(day: date) -> str | None:
    """The Dutch name of the public holiday on this date, or None."""
    return _calendar().get(day)


def coming(today: date, count: int) -> list[tuple[date, str]]:
    """The next public holidays, with their names."""
    found: list[tuple[date, str]] = []
    day = today
    while len(found) < count:
        if name := name_of(day):
            found.append((day, name))
        day += timedelta(days=1)
    return found


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("NL", language="nl")
