"""Moments that do not suit: "niet op maandag", "behalve vrijdag", "maandag kan ik niet, dinsdag wel"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.actions import clock, days, spans
from bot.actions.hours import hours_in
from bot.actions.wording import labels

Never = tuple[int | date, ...]
"""Days of the week (0 is Monday) and dates."""

MOST_DAYS = 62  # of a span that does not suit: further than appointments are made


def split(plain: str, today: date) -> tuple[str, str]:
    """What is wanted and what is not, each as text to read moments in."""
    calendar = labels()["calendar"]
    plain = re.sub(calendar["not_before"], "vanaf", re.sub(calendar["not_after"], "voor", plain))
    if re.search(calendar["asks_politely"], plain):
        return plain, ""
    halves = [_halves(clause, today) for clause in re.split(calendar["clauses"], _listed(plain))]
    wanted, unwanted = ([half[side] for half in halves if half[side].strip()] for side in (0, 1))
    return (plain if not unwanted else ", ".join(wanted)), ", ".join(unwanted)


def never_in(unwanted: str, today: date) -> Never:
    """The days in words that name what does not suit; a bare "maandag" is every Monday."""
    calendar = labels()["calendar"]
    if days.says(unwanted, calendar["weekend"]) and not days.says(unwanted, calendar["one_day"]):
        return days.SATURDAY, days.SATURDAY + 1
    named = days.weekdays_in(unwanted)
    if named and not days.says(unwanted, [*calendar["one_day"], *calendar["next_week"], r"\d", r"\bover\b"]):
        return tuple(named)
    if day := days.day_in(unwanted, today):
        return (day,)
    span = spans.span_in(unwanted, today)
    if span is None:
        return ()
    count = min((span[1] - span[0]).days + 1, MOST_DAYS)
    return tuple(span[0] + timedelta(days=number) for number in range(count))


def _halves(clause: str, today: date) -> tuple[str, str]:
    """Wanted and unwanted in one part of the sentence."""
    calendar = labels()["calendar"]
    if found := re.search(calendar["except"], clause):
        return clause[: found.start()], clause[found.end() :]
    found = re.search(calendar["never"], clause)
    if found is None:
        busy = re.search(calendar["busy"], clause) and _names_moment(clause, today)
        return ("", clause) if busy else (clause, "")
    before, after = clause[: found.start()], clause[found.end() :]
    both = _names_moment(before, today) and _names_moment(after, today)
    refuses_what_follows = re.match(r"\s*(?:op|in|'s|om)\b", after) and not re.search(r"\bwel\b", after)
    if both:
        return (before, after) if refuses_what_follows else (after, before)
    return (after, before) if _names_moment(before, today) else (before, after)


def _names_moment(plain: str, today: date) -> bool:
    readings = (days.day_in, spans.span_in)
    return any(read(plain, today) for read in readings) or bool(hours_in(plain) or clock.clock(plain) is not None)


def _listed(plain: str) -> str:
    """ "Maandag, dinsdag en vrijdag niet" is one list; in "maandag niet, dinsdag wel" the comma stays."""
    name = days.weekday_names()
    return re.sub(rf"({name}),\s*(?={name}(?!\s+wel\b))", r"\1 en ", plain)
