"""What fewer hours do to the pay: the part that goes off, reckoned from the hours somebody names. Never an amount."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import offers, once, repair
from bot.actions.turn import Turn
from bot.actions.wording import word_table

LATELY = 4  # messages of the person in which the hours may stand
QUESTION = "hours_less"
KNOWN, UNKNOWN = "utter_question_hours_less", "utter_question_hours_less_unknown"


def tell(turn: Turn) -> None:
    """How much goes off before taxes, and that it is less in the hand."""
    part = part_less(turn)
    where = repair.who_knows(turn, "payroll")
    values: dict[str, Any] = {"part": part} if part else {}
    buttons = offers.buttons(["talk_boss", "human"])
    once.tell(turn, f"{QUESTION} {part}", KNOWN if part else UNKNOWN, where, buttons=buttons, **values)


def part_less(turn: Turn) -> str | None:
    """In words, which part of the hours goes off; None when it was not told from how many to how many."""
    patterns = word_table("rights_questions")[QUESTION]
    lately = [text.lower() for text in reversed(turn.typed()[-LATELY:])]
    if found := _first(patterns["from_to"], lately):
        return _in_words(int(found["now"]), int(found["now"]) - int(found["then"]))
    now = _hours_now(turn, patterns["now"])
    if now and (less := _first(patterns["less"], lately)):
        return _in_words(now, int(less["less"] or less["behind"]))
    if now and (to := _first(patterns["to"], lately)):
        return _in_words(now, now - int(to["then"] or to["behind"]))
    return None


def _hours_now(turn: Turn, pattern: str) -> int | None:
    """What they told to work, first of all in what they typed before this message."""
    found = _first(pattern, [text.lower() for text in turn.typed()])
    hours = int(found["now"]) if found else turn.slot("hours")
    return int(hours) if isinstance(hours, (int, float)) else None


def _first(pattern: str, texts: list[str]) -> re.Match[str] | None:
    return next((each for text in texts if (each := re.search(pattern, text))), None)


def _in_words(now: int, less: int) -> str | None:
    if not 0 < less < now:
        return None
    percent, table = round(100 * less / now), word_table("rights_questions")[QUESTION]
    return str(table["parts"].get(percent) or table["part"].format(percent=percent))
