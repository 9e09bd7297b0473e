"""Where somebody works or what they do, when they do not say as what: "werk bij de Action", "ik rij al jaren"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.actions.wording import word_table


def work_at(texts: Iterable[str], answers: bool = False) -> list[str]:
    """Occupation ids to ask back with buttons, for the first text that names a workplace; empty when none does.

    A workplace counts after words that say somebody works there, as a whole short text, or when the text `answers` the
    question what work somebody does. What somebody does counts when nothing stands beside it but for how long.
    """
    cue, ending = word_table("workplaces")["works_there"], word_table("workplaces")["whole"]
    for text in texts:
        said = text.lower().strip(" .!,")
        if doing := _done_alone(said):
            return doing
        for pattern, ids in _places():
            found = re.search(pattern, said)
            if found is None:
                continue
            before = said[: found.start()]
            if answers or re.search(cue, before) or (re.fullmatch(ending, before) and found.end() == len(said)):
                return ids
    return []


def employer_at(said: str) -> dict[str, str]:
    """What the employer tells of who says to work there now: the sector, and the cao where every employee has one."""
    table, text = word_table("workplaces"), said.lower()
    for place in table["employers"]:
        for found in re.finditer(rf"\b(?:{'|'.join(place['said'])})\b", text):
            before = re.split(table["sentence"], text[: found.start()])[-1]
            if re.search(table["employed"], before) and not re.search(table["not_employed"], before):
                return {name: place[name] for name in ("sector", "cao") if name in place}
    return {}


def _done_alone(said: str) -> list[str]:
    table = word_table("workplaces")
    for part in re.split(table["part"], said):
        found = re.fullmatch(table["alone"], part.strip())
        if found and (work := table["does"].get(found["does"])):
            return list(work)
    return []


@cache
def _places() -> list[tuple[str, list[str]]]:
    places: list[dict[str, list[str]]] = word_table("workplaces")["places"]
    return [(rf"\b(?:{'|'.join(place['said'])})\b", place["work"]) for place in places]
