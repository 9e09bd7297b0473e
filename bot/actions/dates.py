"""Reading the words people choose a moment with: "de tweede", "donderdagmiddag", "half twee bellen", "later".

By rules of our own: of 18 common Dutch phrases the library dateparser read 8 ("over 14 dagen", "3 december"), none that
joins a day to a part of it or a time, and it guesses a date from text that names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.actions import clock, days
from bot.actions.wording import labels

Problem = Literal["no_such_time", "no_such_day"]


@dataclass(frozen=True)
class When:
    """What a person asked for: day, part of the day (hours from, until), time (minutes of the day), way to talk.

    `problem`: a time or a date was named that does not exist.
    """

    day: date | None = None
    hours: tuple[int, int] | None = None
    time: int | None = None
    medium: str | None = None
    later: bool = False
    problem: Problem | None = None


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if days.is_weekend(day) else day


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
    calendar, plain = labels()["calendar"], text.lower()
    hours = clock.hours(plain)
    part = next((tuple(part["hours"]) for part in calendar["day_parts"] if _says(plain, part["words"])), None)
    found = When(
        day=days.day_in(plain, today),
        hours=hours or part,
        time=None if hours else clock.clock(plain),
        medium=next((medium for medium, words in calendar["media"].items() if _says(plain, words)), None),
        later=_says(plain, calendar["later"]) and not _says(plain, calendar["spans_only"]),
        problem=_problem(plain),
    )
    return None if found == When() else found


def _problem(plain: str) -> Problem | None:
    if days.is_impossible(plain):
        return "no_such_day"
    return "no_such_time" if clock.is_impossible(plain) else None


def _says(plain: str, words: list[str]) -> bool:
    return any(re.search(word, plain) for word in words)
