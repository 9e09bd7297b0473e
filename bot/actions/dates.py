"""Reading the words people choose a moment with: "de tweede", "donderdagmiddag", "half twee bellen", "later"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.actions.wording import labels

SATURDAY = 5
HALF_DAY = 12 * 60
EARLIEST_OFFICE = 8 * 60  # "om 2" is never two at night: below this the afternoon is meant


@dataclass(frozen=True)
class When:
    """What a person asked for: day, part of the day (hours from, until), time (minutes of the day), way to talk."""

    day: date | None = None
    hours: tuple[int, int] | None = None
    time: int | None = None
    medium: str | None = None
    later: bool = False


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def ordinal(text: str) -> int | None:
    """Zero-based place of "1", "doe de eerste maar", "nummer 2"; None when the text as a whole is not a choice."""
    calendar = labels()["calendar"]
    lead, trail = "|".join(calendar["choice_lead"]), "|".join(calendar["choice_trail"])
    for place, names in enumerate(calendar["ordinals"]):
        choice = rf"(?:(?:{lead})\s+)*(?:{'|'.join(names)})(?:\s+(?:{trail}))*[.! ]*"
        if re.fullmatch(choice, text.strip().lower()):
            return place
    return None


def pointed_at(text: str) -> int | None:
    """The place of "de tweede" or "nummer 2"; None for a bare "2", which may as well be an answer in numbers."""
    points = re.search(rf"\b(?:{'|'.join(labels()['calendar']['pointing'])})\b", text.lower())
    return ordinal(text) if points else None


def when(text: str, today: date) -> When | None:
    """Reads day, part of the day, time and medium; None when there is none. The caller reads the full date back."""
    calendar = labels()["calendar"]
    plain = text.lower()
    found = When(
        day=_day(plain, today),
        hours=next((tuple(part["hours"]) for part in calendar["day_parts"] if _says(plain, part["words"])), None),
        time=clock(plain),
        medium=next((medium for medium, words in calendar["media"].items() if _says(plain, words)), None),
        later=_says(plain, calendar["later"]),
    )
    return None if found == When() else found


def clock(plain: str) -> int | None:
    """Minutes of the day in "13.30", "half twee", "kwart over elf", "om 1", "10 uur"; None when no time is named."""
    calendar = labels()["calendar"]
    number = rf"(\d{{1,2}}|{'|'.join(calendar['numbers'])})"
    digits = re.search(r"\b(\d{1,2})[.:u](\d{2})\b", plain)
    if digits:
        return _office_time(int(digits[1]) * 60 + int(digits[2]))
    for words, minutes in calendar["parts_of_hours"].items():
        found = re.search(rf"\b{words} {number}\b", plain)
        if found:
            return _office_time(_number(found[1]) * 60 + minutes)
    whole = re.search(rf"\bom {number}\b|\b{number} ?(?:uur|u)\b(?! per| in de week)", plain)
    return _office_time(_number(whole[1] or whole[2]) * 60) if whole else None


def _office_time(minutes: int) -> int | None:
    if minutes < EARLIEST_OFFICE:
        minutes += HALF_DAY
    return minutes if minutes < 24 * 60 else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else labels()["calendar"]["numbers"].index(word) + 1


def _day(plain: str, today: date) -> date | None:
    calendar = labels()["calendar"]
    for entry in calendar["relative_days"]:
        if _says(plain, entry["words"]):
            return today + timedelta(days=entry["days"])
    dated = re.search(r"\b(\d{1,2})[ /-](" + "|".join(calendar["months"]) + r"|\d{1,2})\b", plain)
    if dated:
        return _dated(int(dated.group(1)), dated.group(2), today)
    next_week = _says(plain, calendar["next_week"])
    for weekday, names in enumerate(calendar["weekdays"]):
        if _says(plain, names):
            ahead = (weekday - today.weekday()) % 7 or 7
            this_week = ahead < 7 - today.weekday()
            return today + timedelta(days=ahead + (7 if next_week and this_week else 0))
    return today + timedelta(days=7 - today.weekday()) if next_week else None


def _dated(day: int, month: str, today: date) -> date | None:
    number = int(month) if month.isdigit() else labels()["calendar"]["months"].index(month) + 1
    try:
        found = date(today.year, number, day)
    except ValueError:
        return None
    return found if found >= today else found.replace(year=today.year + 1)


def _says(plain: str, words: list[str]) -> bool:
    return any(re.search(word, plain) for word in words)
