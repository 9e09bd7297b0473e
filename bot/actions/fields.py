"""Work somebody would like by its field: "iets met kinderen" is a wish, whatever else the words sound like.

Fields with a name of their own, what is refused and what work must not be stand in bot/data/work_wishes.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.actions.sources import catalogue
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import word_table

NEED = "need_richting"
NEARNESS = 45  # characters between the words of a wish and the field
BEHIND = 20


def wished(turn: Turn) -> str | None:
    """The field in the words of the person ("met kinderen", "in de techniek"); None when none is wished for."""
    patterns, said = word_table("fields"), turn.words.lower()
    if field := field_in(turn.words):
        return name_of(field)
    if re.search(patterns["no_wish"], said):
        return None
    found = (re.search(pattern, said) for pattern in patterns["wishes"])
    first = next((match for match in found if match), None)
    return AsTyped(first["field"]) if first else None


def as_skills(field: str) -> list[str]:
    """Ways to say the field so that `knowledge` may know the skill: "iets met kinderen", "werken met kinderen"."""
    return [way.format(field=field) for way in word_table("fields")["as_skills"]]


def field_in(words: str) -> str | None:
    """The named field that is wished for or asked about; None when there is none."""
    found = (field for part in _parts(words) for field, is_wish in _told(part) if is_wish)
    return next(found, None)


def refused_in(words: str) -> list[str]:
    """The named fields that are not wanted."""
    return [field for part in _parts(words) for field, is_wish in _told(part) if not is_wish]


def limits_in(words: str) -> list[str]:
    """The names of what work must not be, in the order of the table."""
    said, limits = words.lower(), word_table("work_wishes")["limits"]
    return [name for name, limit in limits.items() if re.search(limit["said"], said)]


def name_of(field: str) -> str:
    """How the field is said: "in de zorg"."""
    return str(word_table("work_wishes")["fields"][field]["name"])


def work_of(name: str) -> list[str]:
    """The ids of the work in the field of this name, to begin with first; empty for a field without a name."""
    curated = catalogue().occupations.curated
    fields = word_table("work_wishes")["fields"].values()
    return next(([id_ for id_ in each["work"] if curated(id_)] for each in fields if each["name"] == name), [])


def _parts(words: str) -> list[str]:
    return [part for part in re.split(word_table("work_wishes")["parts"], words.lower()) if part.strip()]


def _told(part: str) -> Iterator[tuple[str, bool]]:
    """The named fields in one part of a message: wished for (True) or refused (False)."""
    table = word_table("work_wishes")
    if re.search(table["no_wish"], part):
        return
    bare = re.sub(table["no_denial"], lambda found: " " * len(found[0]), part)
    for name, field in table["fields"].items():
        for found in re.finditer(field["said"], part):
            before = re.split(table["new_thought"], bare[max(0, found.start() - NEARNESS) : found.start()])[-1]
            if re.search(table["denied"], before + bare[found.start() : found.end() + BEHIND]):
                yield name, False
            elif field.get("alone") or _wishes(table, part, found):
                yield name, True


def _wishes(table: dict[str, Any], part: str, found: re.Match[str]) -> bool:
    before = part[max(0, found.start() - NEARNESS) : found.start()]
    behind = part[found.end() : found.end() + BEHIND]
    return bool(re.search(table["wishes_before"], before) or re.search(table["wishes_behind"], behind))
