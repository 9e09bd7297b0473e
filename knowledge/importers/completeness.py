"""Refuses a list that is empty, or far smaller than what it would replace: half a list takes true facts away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge.career_schema import Occupation, Training
from knowledge.errors import KnowledgeError
from knowledge.imported import read_imported, stored_import
from knowledge.tables import read

LEAST = 0.5  # of what is there now; a list may shrink from year to year, but not to half
CHANCES, QUALIFICATIONS, OFFERS = "occupations with many vacancies", "qualifications", "offers"
MAIN = {"esco": "occupations", "uwv": CHANCES, "regions": "places", "mbo": QUALIFICATIONS, OFFERS: OFFERS}
_WHOLE = "Give the whole list."


def check_not_empty(kind: str, path: Path, counts: Mapping[str, int]) -> None:
    """Raises KnowledgeError when there is nothing in the list."""
    if not counts.get(MAIN[kind]):
        raise KnowledgeError(path, "", f"holds no {MAIN[kind]}: there is a head at most.", _WHOLE)


def check_not_shrunk(kind: str, path: Path, counts: Mapping[str, int], url: str) -> None:
    """Raises KnowledgeError when less than `LEAST` of anything is left, beside what is stored or curated."""
    for what, before in _there_now(kind, url, counts).items():
        if counts.get(what, 0) < before * LEAST:
            told = f"holds {counts.get(what, 0)} {what}, and {before} are there now: it looks cut off."
            raise KnowledgeError(path, "", told, f"{_WHOLE} If it really shrank, import it with --force.")


def by_school(schools: Iterable[str]) -> dict[str, int]:
    """School of each offer -> "offers of <school>" -> how many: a file may hold some schools only."""
    return {f"{OFFERS} of {school}": count for school, count in Counter(schools).items()}


def _there_now(kind: str, url: str, counts: Mapping[str, int]) -> Mapping[str, int]:
    if kind == OFFERS:
        stored = by_school(row["school"] for row in read_imported(url, [OFFERS])[OFFERS])
        return {what: count for what, count in stored.items() if what in counts}
    last = stored_import(url, kind)
    return last.counts if last else _curated(kind, url)


def _curated(kind: str, url: str) -> Mapping[str, int]:
    """How many of such facts were written by hand; nothing to compare with before the first `load`."""
    try:
        rows = read(url, ["occupations", "trainings"])
    except KnowledgeError:
        return {}
    if kind == "uwv":
        chances = (Occupation.model_validate_json(row["body"]).chances for row in rows["occupations"])
        return {CHANCES: len({chance.listed_as for chance in chances if chance})}
    if kind == "mbo":
        crebos = (Training.model_validate_json(row["body"]).crebo for row in rows["trainings"])
        return {QUALIFICATIONS: len(set(crebos) - {None})}
    return {}
