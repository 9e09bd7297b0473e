"""The day of a step as people say it: "na sinterklaas", "begin volgend jaar", or only "na de vakantie"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.actions import dates, days
from bot.actions.sources import today
from bot.actions.wording import labels, word_table
from guidance import public_holidays

FRIDAY = 4
MOST_DAYS = 14  # of "eind volgende week" the first day is meant; "volgende maand" says no day at all


def said_in(words: str) -> date | None:
    """The day that is named, or the first working day of what is; None when none is, or it is past or too vague."""
    plain = days.mended(words.lower())
    if is_vague(words):
        return None
    asked = dates.when(words, today())
    if asked is None or asked.day is None or asked.day < today():
        return None
    if (weekday := _weekday_after(plain)) is not None:  # "de vrijdag na sinterklaas"
        return asked.day + timedelta(days=(weekday - asked.day.weekday()) % 7)
    if asked.until is None:
        return asked.day
    if asked.until == date.max:
        return _free_for_work(asked.day)
    if re.search(word_table("steps")["after_weekend"], plain):
        return _free_for_work(asked.until + timedelta(days=1))
    if re.search(word_table("steps")["in_weekend"], plain):
        return asked.day if asked.day > today() else asked.until
    # "Deze week nog" has until its last working day, and in a weekend until the next.
    return _last_for_work(asked.until) if asked.day == today() else _free_for_work(asked.day)


def _last_for_work(day: date) -> date:
    """The day itself, or the last before it that is no weekend; the next working day when that is past."""
    last = day - timedelta(days=max(0, day.weekday() - FRIDAY))
    return _free_for_work(last if last >= today() else day)


def is_vague(words: str) -> bool:
    """Whether a time is named in which no day is: "na de vakantie", "volgend jaar", "in januari"."""
    table, plain = word_table("steps"), words.lower()
    if re.search(table["vague_day"], plain):
        return True
    asked = dates.when(words, today())
    if asked is None or asked.day is None or asked.until is None:
        return False
    ahead = asked.day > today() and asked.until != date.max  # "voor kerst" has begun, "na kerst" has a beginning
    return ahead and (asked.until - asked.day).days > MOST_DAYS


def _weekday_after(plain: str) -> int | None:
    """The day of the week in "vrijdag na kerst"."""
    found = re.search(rf"({days.weekday_names()})\s+(?:{labels()['calendar']['days_after']})\b", plain)
    return next(iter(days.weekdays_in(found[1])), None) if found else None


def _free_for_work(day: date) -> date:
    """The day itself, or the first after it that is no weekend and no public holiday."""
    while days.is_weekend(day) or public_holidays.name_of(day):
        day += timedelta(days=1)
    return day
