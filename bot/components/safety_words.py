"""The form in which the safety check reads a text: plain letters, known misspellings put right, cut into parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import OSA

# Where a second thought begins. A sign of trouble is often one clause of a long message about something else.
BOUNDARY = re.compile(r"[.!?;:|\n()]+|,|\s+-+\s+|\b(?:en|maar|want|dus|of|omdat|terwijl|anders|dan)\s+")
SHORTEST_PART = 3  # words: shorter clauses say too little on their own; the whole text is read at any length
MOST_PARTS = 24  # a message of a page must not cost a second
LONG_WORD = 10  # letters: from here on two typing errors are forgiven, below it one
SHORT_WORD = 6  # letters: shorter key words are left to the patterns, for they are near too many others


def normalise(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces, no letter more than twice in a row."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("‘", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", re.sub(r"([a-z])\1{2,}", r"\1\1", plain)).strip()


def parts_of(text: str) -> list[str]:
    """The whole text first, then its clauses, without doubles."""
    clauses = [clause.strip() for clause in BOUNDARY.split(text)]
    long_enough = [clause for clause in clauses if len(clause.split()) >= SHORTEST_PART]
    return list(dict.fromkeys([text, *long_enough]))[:MOST_PARTS]


class KeyWords:
    """Puts misspelled key words right: "zelfmrood", "deurwarder", "mishandeling" with a letter lost."""

    def __init__(self, words: Sequence[str], look_alikes: Sequence[str]) -> None:
        """`look_alikes` are ordinary words that stand close to a key word and stay as they are."""
        self._words = [word for word in words if len(word) >= SHORT_WORD]
        self._known = {*words, *look_alikes}

    def correct(self, text: str) -> str:
        """Returns a normalised text with every near miss of a key word replaced by it."""
        return re.sub(r"[a-z]{5,}", lambda found: self._nearest(found[0]), text)

    def _nearest(self, word: str) -> str:
        if word in self._known:
            return word
        for key in self._words:
            errors = 2 if len(key) >= LONG_WORD else 1
            if abs(len(key) - len(word)) <= errors and OSA.distance(word, key, score_cutoff=errors) <= errors:
                return key
        return word
