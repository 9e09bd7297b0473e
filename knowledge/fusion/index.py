"""The search index: nine signals per occupation, weighed together into a probability."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from knowledge.encoder import Encoder
from knowledge.fusion.parts import Splitter, folded
from knowledge.fusion.tfidf import Floats, Postings, Whole, grams
from knowledge.fusion.weights import WEIGHTS

NAME_GRAMS, ALL_NAMES_GRAMS, DESCRIPTION_GRAMS, GROUP_GRAMS = (2, 4), (3, 5), (4, 5), (3, 5)
SIGNALS = tuple(WEIGHTS)


@dataclass(frozen=True)
class Entry:
    """What is searched of one occupation; `group_names` are the names of the ISCO groups round it."""

    id: str
    names: tuple[str, ...]
    description: str
    isco: str
    group_names: str


@dataclass(frozen=True)
class Meaning:
    """Sentence vectors. They are compared after `turn`, which evens out how names of one occupation differ.

    Shapes: centre (512,), turn (512, 512), names (occupations, 512), groups (groups, 512), group_of (occupations,).
    All rows of length 1.
    """

    centre: Floats
    turn: Floats
    names: Floats
    groups: Floats
    group_of: Whole


@dataclass(frozen=True)
class SearchIndex:
    """Read-only, so safe to share between threads. `owners`: occupation number per name, ascending."""

    ids: tuple[str, ...]
    known: frozenset[str]
    owners: Whole
    name_grams: Postings
    all_names_grams: Postings
    words: Postings
    text_words: Postings
    text_grams: Postings
    group_grams: Postings
    learned: Postings
    meaning: Meaning | None

    @cached_property
    def _splitter(self) -> Splitter:
        return Splitter(self.known)

    @cached_property
    def _firsts(self) -> tuple[Whole, Whole]:
        owners, firsts = np.unique(self.owners, return_index=True)
        return owners.astype(np.int32), firsts.astype(np.int32)

    @property
    def size_in_bytes(self) -> int:
        """Of all arrays; the words themselves come on top."""
        parts = [getattr(self, item.name) for item in fields(self)]
        held = [part for part in parts if isinstance(part, Postings | Meaning)]
        arrays = [value for part in held for value in vars(part).values() if isinstance(value, np.ndarray)]
        return sum(array.nbytes for array in arrays) + self.owners.nbytes

    def signals(self, text: str, encoder: Encoder | None) -> Floats:
        """Shape (number of SIGNALS, occupations); the signals of meaning are zero without encoder or vectors."""
        said = folded(text)
        parts = self._splitter.parts(said)
        found = {
            "best_name": self.best_name(said),
            "all_names": self.all_names_grams.cosine(grams(said, *ALL_NAMES_GRAMS)),
            "words": self.words.cosine(parts),
            "text_words": self.text_words.cosine(parts),
            "text_letters": self.text_grams.cosine(grams(said, *DESCRIPTION_GRAMS)),
            "isco_label": self.group_grams.cosine(grams(said, *GROUP_GRAMS)),
            "learned": self.learned.mean(parts),
        }
        if self.meaning is not None and encoder is not None and said:
            meaning = self.meaning
            turned = (encoder.encode([said])[0] - meaning.centre) @ meaning.turn
            turned /= np.linalg.norm(turned) or 1
            found["meaning"] = meaning.names @ turned
            found["isco_meaning"] = (meaning.groups @ turned)[meaning.group_of]
        nothing = np.zeros(len(self.ids), dtype=np.float32)
        return np.stack([found.get(name, nothing) for name in SIGNALS])

    def search(self, text: str, encoder: Encoder | None, limit: int = 5) -> list[tuple[str, float]]:
        """(id, probability that it is meant) of the best, in order; nothing when no word or letter is known."""
        signals = self.signals(text, encoder)
        if not signals.any():
            return []
        total = np.array([WEIGHTS[name] for name in SIGNALS], dtype=np.float32) @ signals
        likely = np.exp(total - total.max())
        likely /= likely.sum()
        limit = min(limit, len(self.ids))
        best = np.argpartition(-likely, limit - 1)[:limit]
        return [(self.ids[place], float(likely[place])) for place in best[np.argsort(-likely[best], kind="stable")]]

    def best_name(self, text: str) -> Floats:
        """Tf-idf of letters: per occupation the cosine with its name that is most alike."""
        per_name = self.name_grams.cosine(grams(folded(text), *NAME_GRAMS))
        owners, firsts = self._firsts
        best = np.zeros(len(self.ids), dtype=np.float32)
        best[owners] = np.maximum.reduceat(per_name, firsts)
        return best
