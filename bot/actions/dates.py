"""Reading the few words people use to choose: "de tweede", "donderdag", "morgenmiddag", "later"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.actions.wording import labels

SATURDAY = 5


@dataclass(frozen=True)
class When:
    """What a person asked for: a day, a part of the day (hours from, until), or only "later"."""

    day: date | None = None
    hours: tuple[int, int] | None = None
    later: bool = False


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def ordinal(text: str) -> int | None:
    """Zero-based place of "1", "de eerste", "nummer 2"; None when the text is not a choice."""
    words = re.findall(r"\w+", text.lower())
    if len(words) > labels()["calendar"]["longest_choice"]:
        return None
    for place, names in enumerate(labels()["calendar"]["ordinals"]):
        if any(str(name) in words for name in names):
            return place
    return None


def when(text: str, today: date) -> When | None:
    """Reads a day and part of the day; None when there is none. The caller reads the full date back."""
    calendar = labels()["calendar"]
    plain = text.lower()
    hours = next((tuple(part["hours"]) for part in calendar["day_parts"] if _says(plain, part["words"])), None)
    day = _day(plain, today)
    later = _says(plain, calendar["later"])
    if day is None and hours is None and not later:
        return None
    return When(day, hours, later)


def _day(plain: str, today: date) -> date | None:
    calendar = labels()["calendar"]
    for entry in calendar["relative_days"]:
        if _says(plain, entry["words"]):
            return today + timedelta(days=entry["days"])
    dated = re.search(r"\b(\d{1,2})[ /-](" + "|".join(calendar["months"]) + r"|\d{1,2})\b", plain)
    if dated:
        return _dated(int(dated.group(1)), dated.group(2), today)
    for weekday, names in enumerate(calendar["weekdays"]):
        if _says(plain, names):
            ahead = (weekday - today.weekday()) % 7 or 7
            return today + timedelta(
                days=ahead + (7 if _says(plain, calendar["next_week"]) and ahead < 7 - today.weekday() else 0)
            )
    return today + timedelta(days=7 - today.weekday()) if _says(plain, calendar["next_week"]) else None


def _dated(day: int, month: str, today: date) -> date | None:
    number = int(month) if month.isdigit() else labels()["calendar"]["months"].index(month) + 1
    try:
        found = date(today.year, number, day)
    except ValueError:
        return None
    return found if found >= today else found.replace(year=today.year + 1)


def _says(plain: str, words: list[str]) -> bool:
    return any(re.search(word, plain) for word in words)
