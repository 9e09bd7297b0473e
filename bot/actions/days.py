"""Days as people say them: "komende vrijdag", "over 14 dagen", "3 dec", "tweede kerstdag", "gisteren"."""

from __future__ import annotations

import calendar as months
import re
from datetime import date, timedelta

from bot.actions.wording import labels
from guidance import public_holidays

SATURDAY = 5
YEAR_AHEAD = 400
FIRST_DAY_OF_MONTH_BY_NUMBER = 5  # "de 3e" is the third choice; "de 12e" is a day


def day_in(plain: str, today: date) -> date | None:
    """The day that is named, also one that is past; None when none is named, or one that does not exist."""
    return (
        _dated(plain, today)
        or _holiday(plain, today)
        or _of_the_week(plain, today)
        or _relative(plain, today)
        or _of_the_month(plain, today)
        or _next_week(plain, today)
    )


def is_impossible(plain: str) -> bool:
    """Whether a date is named that no calendar has: 31 februari, 32-12."""
    found = _date_words(plain)
    if found is None:
        return False
    day, month, year = found
    return not 1 <= month <= 12 or not 1 <= day <= months.monthrange(year or 2028, month)[1]  # 2028 has a leap day


def is_weekend(day: date) -> bool:
    """Whether it is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def _date_words(plain: str) -> tuple[int, int, int | None] | None:
    """Day, month and perhaps year, as they stand there."""
    names = labels()["calendar"]["month_patterns"]
    spelled = re.search(rf"\b(\d{{1,2}})e?\s+(?:({')|('.join(names)}))\b\.?(?:\s+(\d{{4}}))?", plain)
    if spelled:
        month = next(place for place in range(1, 13) if spelled[place + 1])
        return int(spelled[1]), month, int(spelled[14]) if spelled[14] else None
    digits = re.search(r"\b(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?\b(?!\s*(?:uur|jaar|dagen|weken))", plain)
    if digits is None:
        return None
    year = int(digits[4]) if digits[4] else None
    return int(digits[1]), int(digits[3]), year + 2000 if year is not None and year < 100 else year


def _dated(plain: str, today: date) -> date | None:
    found = _date_words(plain)
    if found is None or is_impossible(plain):
        return None
    day, month, year = found
    for each in [year] if year else range(today.year, today.year + 5):
        try:
            named = date(each, month, day)
        except ValueError:  # 29 February: in a leap year
            continue
        if year or named >= today:
            return named
    return None


def _holiday(plain: str, today: date) -> date | None:
    names = labels()["calendar"]["holidays"]
    wanted = next((name for words, name in names.items() if re.search(words, plain)), None)
    if wanted is None:
        return None
    ahead = (today + timedelta(days=number) for number in range(YEAR_AHEAD))
    return next((day for day in ahead if wanted in (public_holidays.name_of(day) or "").lower()), None)


def _of_the_week(plain: str, today: date) -> date | None:
    calendar = labels()["calendar"]
    for weekday, names in enumerate(calendar["weekdays"]):
        if _says(plain, names):
            ahead = (weekday - today.weekday()) % 7 or 7
            if _says(plain, calendar["past"]):
                return today + timedelta(days=ahead - 7 if ahead < 7 else -7)
            this_week = ahead < 7 - today.weekday()
            weeks = 1 if _says(plain, calendar["next_week"]) and this_week else 0
            return today + timedelta(days=ahead + 7 * weeks) + (_span(plain) or timedelta())
    return None


def _relative(plain: str, today: date) -> date | None:
    for entry in labels()["calendar"]["relative_days"]:
        if _says(plain, entry["words"]):
            return today + timedelta(days=entry["days"]) + (_span(plain) or timedelta())
    span = _span(plain)
    return today + span if span else None


def _span(plain: str) -> timedelta | None:
    """The time ahead in "over 14 dagen", "over een week", "over een maand"."""
    calendar = labels()["calendar"]
    number = rf"(\d{{1,2}}|{'|'.join(calendar['numbers'])})"
    for words, days in calendar["spans"].items():
        if found := re.search(rf"\bover (?:zo'?n )?{number} {words}\b", plain):
            count = found[1]
            return timedelta(days=days * (int(count) if count.isdigit() else calendar["numbers"].index(count) + 1))
    return None


def _of_the_month(plain: str, today: date) -> date | None:
    found = re.search(r"\bde (\d{1,2})(?:e|de|ste)\b(?! (?:optie|keuze|knop))", plain)
    if found is None or not FIRST_DAY_OF_MONTH_BY_NUMBER <= int(found[1]) <= 31:
        return None
    ahead = (today + timedelta(days=number) for number in range(YEAR_AHEAD))
    return next((day for day in ahead if day.day == int(found[1])), None)


def _next_week(plain: str, today: date) -> date | None:
    return today + timedelta(days=7 - today.weekday()) if _says(plain, labels()["calendar"]["next_week"]) else None


def _says(plain: str, words: list[str]) -> bool:
    return any(re.search(word, plain) for word in words)
