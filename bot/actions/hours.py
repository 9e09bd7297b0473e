"""Parts of a day as people say them: "na 3 uur", "tussen 9-12", "tegen vieren", "na de lunch", "'s ochtends"."""

from __future__ import annotations

import re

from bot.actions import clock, days
from bot.actions.wording import labels

LAST_HOUR = 24
Hours = tuple[int, int]
"""From the first hour to before the second."""


def hours_in(plain: str) -> Hours | None:
    """The hours that are named, by a bound or by the name of a part of the day; None when none are."""
    return bounds(plain) or _part(plain)


def bounds(plain: str) -> Hours | None:
    """The hours of "na 3 uur", "voor half 12", "tussen 2 en 4", "rond drieën"; None when no such bound is named."""
    plain = clock.spelled(plain)
    return _between(plain) or _around(plain) or _after(plain) or _before(plain)


def _between(plain: str) -> Hours | None:
    calendar = labels()["calendar"]
    until = calendar["until"]
    both = re.search(
        rf"\b(?:{calendar['between']})\s+{_time()}(?:\s*uur)?\s*(?:{until})\s*{_time()}", plain
    ) or re.search(
        r"(?<![\d-])\b(\d{1,2}(?:[.:]\d{2})?)(?:\s*uur)?\s*(?:tot|-|–)\s*(\d{1,2}(?:[.:]\d{2})?)\s*uur\b",
        plain,
    )
    if not both:
        return None
    first, last = _bound(both[1], plain), _bound(both[2], plain)
    return (first // 60, -(-last // 60)) if first is not None and last is not None and first < last else None


def _around(plain: str) -> Hours | None:
    found = re.search(rf"\b(?:{labels()['calendar']['around']})\s+{_time()}\b{_NO_LENGTH}", plain)
    middle = _bound(found[1], plain) if found else None
    return None if middle is None else ((middle - 1) // 60, middle // 60 + 1)


def _after(plain: str) -> Hours | None:
    found = re.search(rf"\b(?:{labels()['calendar']['after']})\s+{_time()}\b{_NO_LENGTH}", plain)
    start = _bound(found[1], plain) if found else None
    return None if start is None else (start // 60, LAST_HOUR)


def _before(plain: str) -> Hours | None:
    found = re.search(rf"\b(?:{labels()['calendar']['before']})\s+{_time()}\b{_NO_LENGTH}", plain)
    end = _bound(found[1], plain) if found else None
    return None if end is None else (0, -(-end // 60))


def _part(plain: str) -> Hours | None:
    for part in labels()["calendar"]["day_parts"]:
        if days.says(plain, part["words"]):
            return part["hours"][0], part["hours"][1]
    return None


_NO_LENGTH = r"(?!\s*(?:dag|we[e]?k|maand|uur per|[-/]\d))"  # "na 3 weken"; and "na 3-12" is after a day


def _time() -> str:
    calendar = labels()["calendar"]
    number = rf"(?:\d{{1,2}}(?:[.:]\d{{2}})?|{'|'.join(calendar['numbers'][1:])}|{calendar['numbers'][0]}(?= uur))"
    part, month = "|".join(calendar["parts_of_hours"]), "|".join(calendar["month_patterns"])
    return rf"((?:(?:{part})\s+)?{number}(?!\s*(?:{month})\b))"


def _bound(text: str, plain: str) -> int | None:
    """Minutes of the day; `plain` tells whether evening or morning is meant."""
    said = text.strip()
    return clock.clock(f"{said if re.search(r'[.:]| ', said) else f'om {said}'} {clock.side_of_day(plain)}")
