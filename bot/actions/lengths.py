"""How long a training takes, as far as its text says so: what UWV pays for lasts a year at most."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions.turn import Turn
from bot.actions.wording import sentence_list
from knowledge.career_schema import Training

YEAR = 12
PAID_BY_UWV = ("WW", "ZW", "WIA", "WAO", "WAZ", "Wajong", "uwv")


def months(duration: str | None) -> tuple[float, float] | None:
    """The shortest and the longest it takes, in months; None when the text has no number."""
    if not duration:
        return None
    unit = 1 if "maand" in duration else YEAR
    numbers = [float(each.replace(",", ".")) * unit for each in re.findall(r"\d+(?:,\d+)?", duration)]
    return (min(numbers), max(numbers)) if numbers else None


def within_a_year(training: Training) -> bool:
    """Whether it can be done in a year; a short course has no number."""
    length = months(training.duration)
    return length is None or length[0] <= YEAR


def warn(turn: Turn, shown: Sequence[Training]) -> None:
    """Tells who has a benefit of UWV which of these take longer than UWV mostly pays for."""
    if turn.slot("benefit") not in PAID_BY_UWV:
        return
    lengths = {each.name: months(each.duration) for each in shown}
    long = [name for name, length in lengths.items() if length and length[1] > YEAR]
    if long:
        turn.say("utter_training_longer_than_year", names=sentence_list(long))
