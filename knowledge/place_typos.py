"""Names of places with a typing error, and what is an ordinary word however much it looks like a place."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.schema import Place

FUZZY_FROM = 6  # letters; below that a typo turns one place into another
FUZZY_AFTER_A_CUE_FROM = 8
TWO_TYPOS_FROM = 10
SHORT_FROM = 4  # where somebody tells where they live, and never when many places are as near
MOST_TO_ASK = 4
ARTICLES = ("de", "het", "den", "een")


class PlaceTypos:
    """`names`: plain name -> places. `ordinary`: names that are words too; `lookalikes`: words that are no place."""

    def __init__(
        self, names: Mapping[str, tuple[Place, ...]], ordinary: Collection[str], lookalikes: Collection[str]
    ) -> None:
        self._names = names
        self._never_misspelt = lookalikes
        self._long = [name for name in names if len(name) >= FUZZY_FROM and name not in ordinary]
        self._short = [name for name in names if len(name) >= SHORT_FROM and name.split()[0] not in ARTICLES]

    def near(self, said: str, sure: bool) -> tuple[Place, ...]:
        """The place whose long name is a typo away; `sure`: the sentence says that it is a place."""
        if len(said) < (FUZZY_FROM if sure else FUZZY_AFTER_A_CUE_FROM):
            return ()
        edits = 2 if sure and len(said) >= TWO_TYPOS_FROM else 1
        found = process.extractOne(said, self._long, scorer=OSA.distance, score_cutoff=edits)
        return self._names[found[0]] if found and self._is_typo(said, found[0]) else ()

    def near_short(self, said: str) -> tuple[Place, ...]:
        """Every place one typo away, towns first; none when there are too many to ask which."""
        if len(said) < SHORT_FROM:
            return ()
        found = process.extract(said, self._short, scorer=OSA.distance, score_cutoff=1, limit=None)
        places = [place for name, _, _ in found if self._is_typo(said, name) for place in self._names[name]]
        likely = sorted(dict.fromkeys(places), key=lambda place: place.name != place.municipality)
        return tuple(likely) if len(likely) <= MOST_TO_ASK else ()

    def _is_typo(self, said: str, name: str) -> bool:
        return name[0] == said[0] and said not in self._never_misspelt  # few typos are in the first letter
