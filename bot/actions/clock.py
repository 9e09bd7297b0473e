"""Times as people say them: "13.30", "half twee", "kwart over elf", "na 3 uur", "tussen 2 en 4", and "25:00"."""

from __future__ import annotations

import re

from bot.actions.wording import labels

HALF_DAY = 12 * 60
WHOLE_DAY = 24 * 60
EARLIEST_OFFICE = 8 * 60  # "om 2" is never two at night: below this the afternoon is meant
LAST_HOUR = 24


def clock(plain: str) -> int | None:
    """Minutes of the day, or None when no time is named, or one that does not exist."""
    minutes = _named(plain)
    return _office_time(minutes, plain) if minutes is not None else None


def is_impossible(plain: str) -> bool:
    """Whether a time is named that no clock shows: 25:00, 12.75."""
    digits = re.search(r"\b(\d{1,2})[:.u](\d{2})\b(?!\s*(?:euro|%|km))", plain)
    hour = re.search(r"\bom (\d{1,2})\b(?![./:-]?\d| (?:euro|dagen))", plain)
    if digits and (":" in digits[0] or re.search(rf"\bom {re.escape(digits[0])}|{re.escape(digits[0])} uur", plain)):
        return int(digits[1]) > LAST_HOUR or int(digits[2]) > 59
    return bool(hour) and not digits and int(hour[1]) > LAST_HOUR if hour else False


def hours(plain: str) -> tuple[int, int] | None:
    """The hours (from, until) of "na 3 uur", "voor half 12", "tussen 2 en 4"; None when no such bound is named."""
    calendar = labels()["calendar"]
    time = rf"((?:{'|'.join(calendar['parts_of_hours'])})?\s*(?:\d{{1,2}}(?:[.:]\d{{2}})?|{_number_words()}))"
    both = re.search(rf"\b(?:{calendar['between']})\s+{time}(?:\s*uur)?\s+(?:en|tot)\s+{time}", plain)
    if both:
        first, last = _bound(both[1]), _bound(both[2])
        return (first // 60, -(-last // 60)) if first is not None and last is not None and first < last else None
    after = re.search(rf"\b(?:{calendar['after']})\s+{time}\b(?!\s*(?:dag|we[e]?k|maand))", plain)
    if after and (start := _bound(after[1])) is not None:
        return start // 60, LAST_HOUR
    before = re.search(rf"\b(?:{calendar['before']})\s+{time}\b(?!\s*(?:dag|we[e]?k|maand|uur per))", plain)
    if before and (end := _bound(before[1])) is not None:
        return 0, -(-end // 60)
    return None


def _named(plain: str) -> int | None:
    calendar = labels()["calendar"]
    number = rf"(\d{{1,2}}|{_number_words()})"
    digits = re.search(r"\b(\d{1,2})[.:u](\d{2})\b(?!\s*(?:euro|%|km))", plain)
    if digits:
        return int(digits[1]) * 60 + int(digits[2]) if int(digits[2]) < 60 else None
    for words, minutes in calendar["parts_of_hours"].items():
        if found := re.search(rf"\b{words} {number}\b", plain):
            return _number(found[1]) * 60 + int(minutes)
    whole = re.search(rf"\bom {number}\b|\b{number} ?(?:uur|u)\b(?! per| in de week)", plain)
    return _number(whole[1] or whole[2]) * 60 if whole else None


def _office_time(minutes: int, plain: str) -> int | None:
    evening = any(re.search(word, plain) for word in labels()["calendar"]["evening"])
    if minutes < EARLIEST_OFFICE or (evening and minutes < HALF_DAY):
        minutes += HALF_DAY
    return minutes if minutes < WHOLE_DAY else None


def _bound(text: str) -> int | None:
    minutes = _named(text.strip() if re.search(r"[.:]|\s", text.strip()) else f"om {text.strip()}")
    return _office_time(minutes, "") if minutes is not None else None


def _number_words() -> str:
    return "|".join(labels()["calendar"]["numbers"])


def _number(word: str) -> int:
    return int(word) if word.isdigit() else labels()["calendar"]["numbers"].index(word) + 1
