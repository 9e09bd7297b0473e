"""Whose fact it is: of who is named before the verb ("mijn man werkt niet"), until they speak of themselves."""

from __future__ import annotations

import re

from bot.actions.wording import word_table


def owns(words: str, start: int, end: int) -> bool:
    """Whether what stands at this place is told of somebody else."""
    table, said = word_table("spoken_facts"), words.lower()
    begin = max((found.end() for found in re.finditer(table["thought_ends"], said) if found.end() <= start), default=0)
    before, behind = said[begin:start], said[end:]
    named = max((found.end() for found in re.finditer(table["other_people"], said[begin:end])), default=-1)
    if named < 0:  # "wie niet werkt, dat is mijn man"
        return bool(re.match(table["is_of_other"], behind)) and not re.search(table["themselves"], before)
    return not re.search(table["themselves"], said[begin + named : end])
