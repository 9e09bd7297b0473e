"""Times as people say them: "13.30", "half twee", "kwart over elf", "3 uur 's nachts", and "25:00"."""

from __future__ import annotations

import re

from bot.actions.days import number_of, says
from bot.actions.wording import labels

HALF_DAY = 12 * 60
WHOLE_DAY = 24 * 60
EARLIEST_OFFICE = 8 * 60  # "om 2" is never two at night, unless that is said: below this the afternoon is meant
LAST_HOUR = 24


def clock(plain: str) -> int | None:
    """Minutes of the day, or None when no time is named, or one that does not exist."""
    minutes = _named(spelled(plain))
    return _on_that_side(minutes, plain) if minutes is not None else None


def is_impossible(plain: str) -> bool:
    """Whether a time is named that no clock shows: 25:00, 12.75."""
    digits = re.search(r"\b(\d{1,2})[:.u](\d{2})\b(?!\s*(?:euro|%|km))", plain)
    hour = re.search(r"\bom (\d{1,2})\b(?![./:-]?\d| (?:euro|dagen))", plain)
    if digits and (":" in digits[0] or re.search(rf"\bom {re.escape(digits[0])}|{re.escape(digits[0])} uur", plain)):
        return int(digits[1]) > LAST_HOUR or int(digits[2]) > 59
    return bool(hour) and not digits and int(hour[1]) > LAST_HOUR if hour else False


def spelled(plain: str) -> str:
    """The text with "drieën", "vieren" and "5en" as the numbers they are."""
    for place, names in enumerate(labels()["calendar"]["spoken_hours"], start=1):
        plain = re.sub(rf"\b(?:{names})\b", str(place), plain)
    return re.sub(r"\b(\d{1,2})en\b", r"\1", plain)


def side_of_day(plain: str) -> str:
    """The word that tells morning, evening or night, or nothing."""
    calendar = labels()["calendar"]
    words = (re.search(word, plain) for side in ("night", "morning", "evening") for word in calendar[side])
    return next((found[0] for found in words if found), "")


def _named(plain: str) -> int | None:
    calendar = labels()["calendar"]
    number = rf"(\d{{1,2}}|{'|'.join(calendar['numbers'])})"
    digits = re.search(r"\b(\d{1,2})[.:u](\d{2})\b(?!\s*(?:euro|%|km))", plain)
    if digits:
        return int(digits[1]) * 60 + int(digits[2]) if int(digits[2]) < 60 else None
    for words, minutes in calendar["parts_of_hours"].items():
        if found := re.search(rf"\b{words} {number}\b", plain):
            return number_of(found[1]) * 60 + int(minutes)
    # "een uur" and "over 2 uur" are lengths.
    whole = re.search(rf"\bom {number}\b|(?<!over )\b(?!een\b){number} ?(?:uur|u)\b(?! per| in de week)", plain)
    return number_of(whole[1] or whole[2]) * 60 if whole else None


def _on_that_side(minutes: int, plain: str) -> int | None:
    calendar = labels()["calendar"]
    if says(plain, calendar["night"]):
        return minutes % HALF_DAY if minutes <= HALF_DAY else minutes
    early = minutes < EARLIEST_OFFICE and not says(plain, calendar["morning"])
    if early or (minutes < HALF_DAY and says(plain, calendar["evening"])):
        minutes += HALF_DAY
    return minutes if minutes < WHOLE_DAY else None
