"""Names that are the whole of what is said, exactly or with typing errors, among tens of thousands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.lexicon import PENALTY_PER_ERROR, SHORTEST_FUZZY, SHORTEST_PART, TURNED, allowed_errors
from knowledge.words import Word


class NameBook(Protocol):
    """Compacted names, and who carries them."""

    @property
    def keys(self) -> Collection[str]:
        """Every name, without spaces."""

    def named(self, key: str) -> Mapping[str, float]:
        """Occupation id -> share of the meaning of this name; empty when nobody carries it."""


@dataclass(frozen=True)
class WholeName:
    """The occupations meant, with how probably, and how many letters differ from their name."""

    scores: Mapping[str, float]
    errors: int


class WholeNames:
    """Names of several books; where two know a name equally well, the first book has it."""

    def __init__(self, books: Sequence[NameBook], never_misspelt: Collection[str]) -> None:
        self._books = tuple(books)
        self._never = never_misspelt
        self._by_length: dict[int, list[str]] = {}
        for key in dict.fromkeys(key for book in books for key in book.keys):
            self._by_length.setdefault(len(key), []).append(key)

    def find(self, said: Sequence[Word]) -> WholeName | None:
        """The name that all the words together are; some letters may differ."""
        parts = [word.folded for word in said]
        orders = [parts, parts[::-1]] if len(parts) == TURNED else [parts]  # "chauffeur heftruck"
        for order in orders:
            if meant := self._named("".join(order)):
                return WholeName(meant, 0)
        return self._misspelt("".join(parts), _allowed(parts))

    def _named(self, key: str) -> Mapping[str, float]:
        return next((meant for book in self._books if (meant := book.named(key))), {})

    def _misspelt(self, key: str, allowed: int) -> WholeName | None:
        if not allowed or len(key) < SHORTEST_FUZZY or key in self._never:
            return None
        lengths = range(len(key) - allowed, len(key) + allowed + 1)
        near = [name for length in lengths for name in self._by_length.get(length, ())]
        best = process.extractOne(key, near, scorer=OSA.distance, score_cutoff=allowed)
        if best is None or (best[0][0] != key[0] and best[1] > 1):  # few typos are in the first letter
            return None
        certainty = 1 - PENALTY_PER_ERROR * best[1] / len(key)
        return WholeName({id_: share * certainty for id_, share in self._named(best[0]).items()}, best[1])


def _allowed(parts: Sequence[str]) -> int:
    """Letters that may differ in all: none for a short word, or "verkoper in een winkel" is read as "dierenwinkel"."""
    joined = allowed_errors(sum(map(len, parts)))
    return min(joined, sum(allowed_errors(len(part)) for part in parts if len(part) >= SHORTEST_PART))
