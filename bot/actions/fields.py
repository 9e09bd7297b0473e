"""Work somebody would like by its field: "iets met kinderen" is a wish, whatever else the words sound like."""

from __future__ import annotations

import re

from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table

NEED = "need_richting"


def wished(turn: Turn) -> AsTyped | None:
    """The field in the words of the person ("met kinderen", "in de techniek"); None when none is wished for."""
    patterns, said = word_table("fields"), turn.words.lower()
    if re.search(patterns["no_wish"], said):
        return None
    found = (re.search(pattern, said) for pattern in patterns["wishes"])
    first = next((match for match in found if match), None)
    return AsTyped(first["field"]) if first else None


def as_skills(field: str) -> list[str]:
    """Ways to say the field so that `knowledge` may know the skill: "iets met kinderen", "werken met kinderen"."""
    return [way.format(field=field) for way in word_table("fields")["as_skills"]]
