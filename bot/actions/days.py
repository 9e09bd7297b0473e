"""A day as people say it: "komende vrijdag", "3 dec", "eerste maandag van december", "tweede kerstdag", "gisteren"."""

from __future__ import annotations

import calendar as months
import re
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.actions.wording import labels
from guidance import public_holidays

SATURDAY = 5
DAYS_OF_A_WEEK = 7
YEAR_AHEAD = 400
MONTHS_AHEAD = 25
LAST = 5  # the place of "laatste" among `places_in_month`
FIRST_DAY_OF_MONTH_BY_NUMBER = 5  # "de 3e" is the third choice; "de 12e" is a day


@lru_cache(maxsize=64)  # the parts of a message or two
def day_in(plain: str, today: date) -> date | None:
    """The day that is named, also one that is past; None when none is named, or one that does not exist."""
    return (
        _nth_of_month(plain, today)
        or _dated(plain, today)
        or _holiday(plain, today)
        or _of_the_week(plain, today)
        or _relative(plain, today)
        or _of_the_month(plain, today)
    )


def begins_with_day(plain: str, today: date) -> bool:
    """Whether a day stands right there: "de maandag erna", "3 december", not "het werk op maandag"."""
    begin = re.sub(rf"^(?:(?:{labels()['calendar']['before_day']})\s+)+", "", plain)
    words = begin.split()
    if not words:
        return False
    if any(re.match(names, begin) for names in labels()["calendar"]["fixed_days"]):  # "oud en nieuw"
        return True
    both = day_in(" ".join(words[:2]), today) and not day_in(" ".join(words[1:2]), today)
    return bool(both or day_in(words[0], today))


def weekdays_in(plain: str) -> list[int]:
    """The days of the week that are named, 0 is Monday."""
    return [place for place, names in enumerate(labels()["calendar"]["weekdays"]) if says(plain, names)]


def mended(plain: str) -> str:
    """With a typing error in a day of the week put right: "mndag"."""
    names: list[str] = labels()["calendar"]["days"]
    return re.sub(r"\b[a-z]{5,10}\b", lambda found: _near(found[0], names) or found[0], plain)


def _near(word: str, names: list[str]) -> str | None:
    """Two letters wrong are one too many for a word that does not end as a day does, or begins as another day."""
    wrong = 2 if word.endswith("dag") else 1
    near = [name for name in names if name[0] == word[0] and OSA.distance(word, name) <= wrong]
    return near[0] if len(near) == 1 else None


def weekday_names() -> str:
    """A pattern of the days of the week, each perhaps with a part of the day glued to it."""
    names = (name for names in labels()["calendar"]["weekdays"] for name in names if "$" not in name)
    return rf"(?:{'|'.join(names)})\w*"


def listed(plain: str) -> re.Match[str] | None:
    """Days of the week that are named side by side: "dinsdag of donderdag"."""
    return re.search(rf"{weekday_names()}(?:\s*(?:{labels()['calendar']['listing']})\s*{weekday_names()})+", plain)


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
    digits = re.search(
        r"(?<!tussen )(?<!van )\b(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?\b(?!\s*(?:uur|jaar|dagen|weken))", plain
    )
    if digits is None:
        return None
    year = int(digits[4]) if digits[4] else None
    return int(digits[1]), int(digits[3]), year + 2000 if year is not None and year < 100 else year


def _nth_of_month(plain: str, today: date) -> date | None:
    """ "Eerste maandag van december"; "een maandag in december" is the first; one that is past is next year's."""
    calendar = labels()["calendar"]
    place, day = "|".join(calendar["places_in_month"]), "|".join(calendar["days"])
    month = rf"(?P<month>{'|'.join(calendar['month_patterns'])})"
    month += rf"|(?:{calendar['the_month']})|(?P<next>{calendar['the_next_month']})"
    found = re.search(
        rf"\b(?:(?P<place>{place})\s+)?(?P<day>{day})\s+(?:{calendar['of_month']})\s+(?:{month})\b", plain
    )
    if found is None:
        return None
    ahead = [_months_on(today.replace(day=1), count) for count in range(MONTHS_AHEAD)]
    if found["month"]:
        ahead = [first for first in ahead if first.month == _place_of(found["month"], calendar["month_patterns"]) + 1]
    elif found["next"]:
        ahead = ahead[1:]
    number = _place_of(found["place"], calendar["places_in_month"]) if found["place"] else 0
    days = (_nth(first, calendar["days"].index(found["day"]), number) for first in ahead)
    return next((each for each in days if each is not None and each >= today), None)


def _place_of(text: str, patterns: list[str]) -> int:
    """The place of the pattern that the text matched."""
    return next(place for place, pattern in enumerate(patterns) if re.fullmatch(pattern, text))


def _nth(first: date, weekday: int, place: int) -> date | None:
    """The weekday of this month at that place from 0; place 5 is the last; None when the month has no such day."""
    length = months.monthrange(first.year, first.month)[1]
    fitting = [day for day in range(1, length + 1) if first.replace(day=day).weekday() == weekday]
    if place == LAST:
        return first.replace(day=fitting[-1])
    return first.replace(day=fitting[place]) if place < len(fitting) else None


def _months_on(first: date, count: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, month + 1, 1)


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
    fixed = labels()["calendar"]["fixed_days"]
    for words, (day, month) in fixed.items():
        if re.search(words, plain):
            this_year = date(today.year, month, day)
            return this_year if this_year >= today else this_year.replace(year=today.year + 1)
    names = labels()["calendar"]["holidays"]
    wanted = next((name for words, name in names.items() if re.search(words, plain)), None)
    if wanted is None:
        return None
    ahead = (today + timedelta(days=number) for number in range(YEAR_AHEAD))
    return next((day for day in ahead if wanted in (public_holidays.name_of(day) or "").lower()), None)


def _of_the_week(plain: str, today: date) -> date | None:
    calendar = labels()["calendar"]
    for weekday, names in enumerate(calendar["weekdays"]):
        if says(plain, names):
            ahead = (weekday - today.weekday()) % 7 or 7
            if says(plain, calendar["past"]):
                return today + timedelta(days=ahead - 7 if ahead < 7 else -7)
            this_week = ahead < 7 - today.weekday()
            weeks = 1 if says(plain, calendar["next_week"]) and this_week else 0
            if (span := _span(plain)) and ahead == DAYS_OF_A_WEEK:  # said on a Saturday "zaterdag over 2 weken"
                return today + span
            return today + timedelta(days=ahead + 7 * weeks) + (_span(plain) or timedelta())
    return None


def _relative(plain: str, today: date) -> date | None:
    for entry in labels()["calendar"]["relative_days"]:
        if says(plain, entry["words"]):
            return today + timedelta(days=entry["days"]) + (_span(plain) or timedelta())
    span = _span(plain)
    return today + span if span else None


def _span(plain: str) -> timedelta | None:
    """The time ahead in "over 14 dagen", "over een week", "over een maand"."""
    calendar = labels()["calendar"]
    number = rf"(\d{{1,2}}|{'|'.join(calendar['numbers'])})"
    for words, days in calendar["spans"].items():
        if found := re.search(rf"\bover (?:zo'?n )?{number} {words}\b", plain):
            return timedelta(days=days * number_of(found[1]))
    return None


def number_of(word: str) -> int:
    """A number in digits or as one of the words of the calendar: "14", "veertien"."""
    return int(word) if word.isdigit() else labels()["calendar"]["numbers"].index(word) + 1


def _of_the_month(plain: str, today: date) -> date | None:
    found = re.search(r"\bde (\d{1,2})(?:e|de|ste)\b(?! (?:optie|keuze|knop))", plain)
    if found is None or not FIRST_DAY_OF_MONTH_BY_NUMBER <= int(found[1]) <= 31:
        return None
    ahead = (today + timedelta(days=number) for number in range(YEAR_AHEAD))
    return next((day for day in ahead if day.day == int(found[1])), None)


def says(plain: str, words: list[str]) -> bool:
    """Whether one of these patterns is in the text."""
    return any(re.search(word, plain) for word in words)
