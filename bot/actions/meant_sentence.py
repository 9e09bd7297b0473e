"""A sentence that is to stand in the plan: quoted in the message, or the last we gave where "die zin" points at it."""

from __future__ import annotations

import re
from typing import Any

from bot.actions.turn import Turn
from bot.actions.wording import word_table

FEWEST_WORDS = 4


def of(turn: Turn) -> str:
    """The words of that sentence; nothing when the message asks for none."""
    table, said = _table(), turn.words.lower()
    if not said or not re.search(table["asks"], said) or re.search(table["takes_out"], said):
        return ""
    if quoted := _last_quoted(turn.words):
        return quoted
    if not re.search(table["points"], said):
        return ""
    return next((quoted for text in turn.heard() if (quoted := _last_quoted(text))), "")


def _last_quoted(text: str) -> str:
    found = [match["said"].strip(" .") for match in re.finditer(_table()["quoted"], text)]
    return next((each for each in reversed(found) if len(each.split()) >= FEWEST_WORDS), "")


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("correcting")["in_plan"]["sentence"]
    return table
