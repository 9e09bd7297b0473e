"""What work must not ask of body and day ("niet op mijn knieën", "geen avonden"), and which work falls away by it.

One table, bot/data/work_limits.yml. A limit is kept in the slot `refused` as "limit:kneeling", and never why.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from bot.actions import work_asked
from bot.actions.sentence import sentences
from bot.actions.wording import word_table
from knowledge.career_schema import Occupation


def told_in(words: str, of_day: bool = True) -> list[str]:
    """The names of the limits in these words, the most special first; a question about work that is told sets none.

    `of_day`: those on hours count too; where a moment is chosen they are about that.
    """
    lines = [re.sub(_table()["idioms"], " ", line) for line in sentences(words.lower()) if not work_asked.asks(line)]
    told = [
        name
        for name, limit in _limits().items()
        if (of_day or not limit.get("of_day"))
        and any(pattern.search(line) for pattern in _told(name) for line in lines)
    ]
    told += [name for name in _asked_and_denied(words) if name not in told]
    told = [name for name in told if _limits()[name].get("unless") not in told]
    also = (_limits()[name].get("also") for name in told)
    return list(dict.fromkeys([*told, *filter(None, also)]))


def _asked_and_denied(words: str) -> list[str]:
    """What is asked of work only to say that it cannot be: "planner is toch de hele dag zitten? dat kan ik niet"."""
    said = sentences(words.lower())
    denied = (
        line for line, behind in pairwise(said) if work_asked.asks(line) and re.search(_table()["cannot"], behind)
    )
    return [name for line in denied for name in against(line)]


def without(words: str) -> str:
    """The words without those of the limits that they tell: "niet achter een scherm" is no word on offices."""
    told = [_limits()[name]["words"] for name in told_in(words) if "words" in _limits()[name]]
    for way in told:
        words = re.sub(rf"(?<!\w)(?:{way})(?!\w)", " ", words, flags=re.IGNORECASE)
    return words


def against(said: str) -> list[str]:
    """The limits that are meant by what is said against work that was shown: "planner is ook de hele dag zitten"."""
    ways = {name: limit["against"] for name, limit in _limits().items() if "against" in limit}
    return [name for name, way in ways.items() if re.search(way, said)]


def excludes(limit: str, occupation: Occupation) -> bool:
    """Whether this work asks what a limit excludes; of work that nobody looked at we do not know it."""
    if occupation.asks is None or limit not in _limits():
        return False
    falls_away = _limits()[limit]["excludes"]
    return any(getattr(occupation.asks, aspect) in values for aspect, values in falls_away.items())


def name(limit: str) -> str:
    """How work with this limit is called, behind "werk"."""
    table = _limits() if limit in _limits() else word_table("work_wishes")["limits"]
    return str(table[limit]["name"])


def back(limit: str) -> str:
    """How it is said back, behind "Goed,"; empty for what is no limit of body or day."""
    return str(_limits().get(limit, {}).get("back", ""))


def _table() -> dict[str, Any]:
    return word_table("work_limits")


def _limits() -> dict[str, Any]:
    limits: dict[str, Any] = _table()["limits"]
    return limits


@cache
def _told(limit: str) -> tuple[re.Pattern[str], ...]:
    """How one limit is told: by itself, or as what it is about with a no in front of it or behind."""
    table, entry = _table(), _limits()[limit]
    ways = [entry["said"]] if "said" in entry else []
    if words := entry.get("words"):
        ways.append(rf"\b{table['denies']}\b{table['between']}(?<!\w)(?:{words})(?!\w)")
        ways.append(rf"(?<!\w)(?:{words})(?!\w){table['behind']}")
    return tuple(re.compile(way) for way in ways)
