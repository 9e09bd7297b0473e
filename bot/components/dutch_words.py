"""Tells whether a word is Dutch: the inflected forms and lemmas in spaCy's lookups, and the words people use most.

spaCy's table leaves out many an inflected form ("werkte", "overleden", "geweld"); wordfreq counts them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.lookups import load_lookups
from spacy.strings import get_string_id

TABLE = "lemma_lookup"
MOST_USED = 30_000  # words, down to one in a million: rarer ones may well be typing errors


class DutchWords:
    """A set of words, kept as sorted 64-bit hashes: 2 MB instead of the 5 seconds that reading spaCy's table takes."""

    def __init__(self, hashes: NDArray[np.uint64]) -> None:
        self._hashes = hashes

    @classmethod
    def from_lookups(cls) -> DutchWords:
        """Reads spaCy's Dutch table, whose keys are hashes already, and wordfreq's list."""
        from wordfreq import top_n_list  # a third of a second, and only who trains needs it

        table = load_lookups("nl", [TABLE]).get_table(TABLE)
        lemmas = (get_string_id(str(lemma)) for lemma in table.values())
        used = (get_string_id(word) for word in top_n_list("nl", MOST_USED))
        return cls(np.unique(np.fromiter((*table.keys(), *lemmas, *used), dtype=np.uint64)))

    @classmethod
    def read(cls, path: Path) -> DutchWords:
        """Reads what `write` stored."""
        return cls(np.load(path, allow_pickle=False))

    def write(self, path: Path) -> None:
        """Stores the hashes."""
        np.save(path, self._hashes)

    def __contains__(self, word: object) -> bool:
        wanted = np.uint64(get_string_id(str(word)))
        place = int(np.searchsorted(self._hashes, wanted))
        return place < len(self._hashes) and bool(self._hashes[place] == wanted)
