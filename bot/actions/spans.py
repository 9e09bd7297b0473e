"""Several days at once: "volgende week", "eind december", "vanaf maandag", "tussen dinsdag en donderdag"."""

from __future__ import annotations

import calendar as months
import re
from datetime import date, timedelta

from bot.actions import days
from bot.actions.wording import labels

Span = tuple[date, date]
"""First and last day, both included."""

SUNDAY, DECEMBER = 6, 12
BEGIN_OF_YEAR = 10  # the last day in January that is its begin
SHORTEST_MONTH = 4  # letters: "Jan" alone is somebody's name
FEW_WORDS = 4  # of what follows "vanaf": a day further on is another


def span_in(plain: str, today: date) -> Span | None:
    """The days that are named together, none of them before today; None when none are, or only one is."""
    found = _from_to(plain, today) or _bounded(plain, today)
    if found is None and days.day_in(plain, today) is None:
        found = _weekend(plain, today) or _week(plain, today) or _month(plain, today) or _year(plain, today)
    if found is None:
        return None
    first, last = found
    return (max(first, today), last) if last >= today else found


def _from_to(plain: str, today: date) -> Span | None:
    calendar = labels()["calendar"]
    found = re.search(rf"\b(?:{calendar['between']})\s+(.+?)\s*(?:\b(?:en|tot|tot en met|t/m)\b|[-–])\s*(.+)", plain)
    first = days.day_in(found[1], today) if found else None
    last = days.day_in(found[2], today) if found and first else None
    if first is None or last is None:
        return None
    return first, last if last >= first else last + timedelta(days=7)


def _bounded(plain: str, today: date) -> Span | None:
    """ "Vanaf maandag" has no end that matters: the furthest there is; "voor vrijdag" begins today."""
    calendar = labels()["calendar"]
    for words in ("days_after", "days_before", "days_until"):
        for found in re.finditer(rf"\b(?:{calendar[words]})\s+(?=(.+))", plain):
            day = days.day_in(" ".join(found[1].split()[:FEW_WORDS]), today)
            if day is None or not days.begins_with_day(found[1], today):
                continue
            if words == "days_after":
                return day + timedelta(days=0 if found[0].startswith("vanaf") else 1), date.max
            last = day - timedelta(days=1 if words == "days_before" else 0)
            return (today, last) if last >= today else None
    return None


def _weekend(plain: str, today: date) -> Span | None:
    calendar = labels()["calendar"]
    if not days.says(plain, calendar["weekend"]):
        return None
    later = 7 if days.says(plain, calendar["next_weekend"]) else 0
    saturday = today + timedelta(days=days.SATURDAY - today.weekday() + later)
    return saturday, saturday + timedelta(days=1)


def _week(plain: str, today: date) -> Span | None:
    calendar = labels()["calendar"]
    monday = today - timedelta(days=today.weekday())
    if days.says(plain, calendar["next_week"]):
        monday += timedelta(days=7)
    elif not days.says(plain, calendar["this_week"]):
        return None
    first, last = _part(plain, "week") or (0, SUNDAY)
    return monday + timedelta(days=first), monday + timedelta(days=last)


def _month(plain: str, today: date) -> Span | None:
    """A month that is over is the one of next year, and so is a part of a month that is over."""
    year, month = today.year, _month_named(plain, today)
    if month is None:
        return None
    first, last = _part(plain, "month") or (1, 31)
    if date(year, month, min(last, _length(year, month))) < today:
        year += 1
    return date(year, month, first), date(year, month, min(last, _length(year, month)))


def _month_named(plain: str, today: date) -> int | None:
    calendar = labels()["calendar"]
    if days.says(plain, calendar["next_month"]):
        return today.month % DECEMBER + 1
    if days.says(plain, calendar["this_month"]):
        return today.month
    whole = plain.strip(" .!")
    for month, names in enumerate(calendar["month_patterns"], start=1):
        is_all = len(whole) >= SHORTEST_MONTH and re.fullmatch(names, whole)
        if is_all or re.search(rf"\b(?:{calendar['month_cues']})\s+(?:{names})\b", plain):
            return month
    return None


def _year(plain: str, today: date) -> Span | None:
    if not days.says(plain, labels()["calendar"]["next_year"]):
        return None
    year = today.year + 1
    if re.search(labels()["calendar"]["begin_of_year"], plain):
        return date(year, 1, 1), date(year, 1, BEGIN_OF_YEAR)
    return date(year, 1, 1), date(year, DECEMBER, 31)


def _part(plain: str, of: str) -> tuple[int, int] | None:
    """The first and last day of "begin", "half" or "eind"."""
    for part in labels()["calendar"]["span_parts"]:
        if days.says(plain, part["words"]):
            return part[of][0], part[of][1]
    return None


def _length(year: int, month: int) -> int:
    return months.monthrange(year, month)[1]
