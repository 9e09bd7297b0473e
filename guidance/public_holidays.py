"""Dutch public holidays by name, from the `holidays` library; advisers rest on them unless they say otherwise."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays


def name_of(day: date) -> str | None:
    """The Dutch name of the public holiday on this date, or None."""
    return _calendar().get(day)


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("NL", language="nl")
