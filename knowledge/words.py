"""Words of a Dutch message, folded for comparison, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_FOLDED_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "'": "", "’": "", "`": ""})


@dataclass(frozen=True)
class Word:
    """A folded word and where it stands: `text[start:end]` is how the person wrote it."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case, without accents and apostrophes: "Crèche's" -> "creches"."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_FOLDED_LETTERS)


def words(text: str) -> list[Word]:
    """Words in order; hyphens and slashes separate words."""
    return [Word(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]


def compact(text: str) -> str:
    """All words joined, so that "vrachtwagen-chauffeur" and "vrachtwagen chauffeur" become one key."""
    return "".join(word.folded for word in words(text))


def spans(found: Sequence[Word], longest: int) -> Iterator[tuple[int, int]]:
    """Every run of 1 to `longest` neighbouring words, as (first index, index after the last)."""
    for first in range(len(found)):
        for last in range(first + 1, min(first + longest, len(found)) + 1):
            yield first, last
