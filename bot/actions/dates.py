"""Reading the words people choose a moment with: "de tweede", "donderdagmiddag", "half twee bellen", "later".

By rules of our own: of 18 common Dutch phrases the library dateparser read 8 ("over 14 dagen", "3 december"), none that
joins a day to a part of it or a time, and it guesses a date from text that names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from bot.actions import clock, days, excluded, spans
from bot.actions.hours import Hours, bounds, hours_in
from bot.actions.wording import labels

Problem = Literal["no_such_time", "no_such_day"]
Shift = Literal["later", "earlier"]
Medium = Literal["phone", "video", "place"]


@dataclass(frozen=True)
class When:
    """What a person asked for: day, part of the day (hours from, until), time (minutes of the day), way to talk.

    `until`: the last of several days, of which `day` is the first. `only`: days of the week (0 is Monday) of which any
    will do. `never`: days of the week and dates that do not suit, `never_hours` a part of every day. `problem`: a time
    or a date was named that does not exist. `shift`: at another time of the day. `sooner`: on an earlier day.
    """

    day: date | None = None
    hours: Hours | None = None
    time: int | None = None
    medium: Medium | None = None
    later: bool = False
    problem: Problem | None = None
    until: date | None = None
    only: tuple[int, ...] = ()
    never: excluded.Never = ()
    never_hours: Hours | None = None
    shift: Shift | None = None
    sooner: bool = False

    def suits(self, local: datetime) -> bool:
        """Whether a moment, in local time, is on these days and not when it does not suit."""
        day, without = local.date(), self.never_hours
        on_them = self.day is None or self.day <= day <= (self.until or self.day)
        one_of_them = not self.only or day.weekday() in self.only
        refused = day.weekday() in self.never or day in self.never
        return on_them and one_of_them and not refused and not (without and without[0] <= local.hour < without[1])


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


def pointed_within(text: str) -> int | None:
    """The place of "die tweede" anywhere in a text: "dat lijkt me nog wel wat, die tweede"."""
    calendar = labels()["calendar"]
    points = "|".join(calendar["pointing"])
    places = (rf"\b(?:{points}) (?:{'|'.join(names)})\b" for names in calendar["ordinals"])
    return next((place for place, words in enumerate(places) if re.search(words, text.lower())), None)


@lru_cache(maxsize=32)  # one message is read for a day from many sides; words are not kept longer
def when(text: str, today: date) -> When | None:
    """Reads day, part of the day, time and medium; None when there is none. The caller reads the full date back."""
    calendar, plain = labels()["calendar"], days.mended(text.lower())
    wanted, unwanted = excluded.split(plain, today)
    span = spans.span_in(wanted, today)
    listed = days.listed(wanted) if span is None else None
    if listed:  # "dinsdag of donderdag, volgende week": the days within what else is said
        wanted = wanted[: listed.start()] + wanted[listed.end() :]
        span = spans.span_in(wanted, today)
    bound = bounds(wanted)
    never = excluded.never_in(unwanted, today)
    never_hours = None if never else hours_in(unwanted)
    shift = next((shift for shift, words in calendar["shifts"].items() if days.says(plain, words)), None)
    refused = bool(never or never_hours)
    found = When(
        day=span[0] if span else days.day_in(wanted, today),
        until=span[1] if span else None,
        only=tuple(days.weekdays_in(listed[0])) if listed else (),
        hours=None if shift else bound or hours_in(f"{listed[0]} {wanted}" if listed else wanted),
        time=None if bound else clock.clock(wanted),
        medium=next((medium for medium, words in calendar["media"].items() if days.says(plain, words)), None),
        later=_asks_later(wanted if refused or listed else plain)
        or bool(unwanted)
        and not refused
        and _names_time(unwanted),
        problem=_problem(plain),
        never=never,
        never_hours=never_hours,
        shift=shift,
        sooner=shift is None and days.says(plain, calendar["sooner"]),
    )
    return None if found == When() else found


def _asks_later(plain: str) -> bool:
    calendar = labels()["calendar"]
    return days.says(plain, calendar["later"]) and not days.says(plain, calendar["spans_only"])


def _names_time(unwanted: str) -> bool:
    """ "Half twee niet": other moments."""
    return clock.clock(unwanted) is not None


def _problem(plain: str) -> Problem | None:
    if days.is_impossible(plain):
        return "no_such_day"
    return "no_such_time" if clock.is_impossible(plain) else None
