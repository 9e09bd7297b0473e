"""Counts pieces of words and words: what a sentence encoder forgets and a typing error leaves standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

SHORTEST_PIECE, LONGEST_PIECE = 2, 5


def pieces(words: Sequence[str]) -> Counter[str]:
    """Character n-grams within each word, its edges marked by spaces."""
    return Counter(chain.from_iterable(map(_pieces_of, words)))


@lru_cache(maxsize=8192)  # several models read the same words, of a message and of each of its clauses
def _pieces_of(word: str) -> tuple[str, ...]:
    edged = f" {word} "
    whole = (edged,) if len(edged) <= LONGEST_PIECE else ()
    sizes = range(SHORTEST_PIECE, min(LONGEST_PIECE, len(edged) - 1) + 1)
    return whole + tuple(edged[start : start + size] for size in sizes for start in range(len(edged) - size + 1))


def phrases(words: Sequence[str], around: bool = True) -> Counter[str]:
    """Words, pairs of neighbours and, if `around`, pairs with one word between; the edge counts as a word."""
    edged = ["<", *words, ">"]
    pairs = (f"{first}_{second}" for first, second in zip(edged, edged[1:], strict=False))
    further = (f"{first}__{third}" for first, third in zip(edged, edged[2:], strict=False)) if around else ()
    return Counter(words) + Counter(pairs) + Counter(further)


class Weighted:
    """tf-idf rows of length 1 over a fixed list of terms."""

    def __init__(self, terms: Sequence[str], weights: NDArray[np.float32]) -> None:
        self.terms = list(terms)
        self.weights = weights
        self._column = {term: column for column, term in enumerate(self.terms)}

    @classmethod
    def learned(cls, counted: Sequence[Counter[str]], least: int = 2) -> Weighted:
        """Keeps the terms that stand in at least so many sentences, rare ones weighing more."""
        found_in = Counter(term for counts in counted for term in counts)
        kept = [(term, times) for term, times in found_in.items() if times >= least]
        times = np.asarray([times for _, times in kept], dtype=np.float64)
        weights = np.log((1 + len(counted)) / (1 + times)) + 1
        return cls([term for term, _ in kept], weights.astype(np.float32))

    def row(self, counts: Counter[str]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The columns of the terms that are known, and their values."""
        known = [(self._column[term], count) for term, count in counts.items() if term in self._column]
        columns = np.asarray([column for column, _ in known], dtype=np.int32)
        values = (1 + np.log([count for _, count in known])) * self.weights[columns]
        return columns, (values / (np.linalg.norm(values) or 1)).astype(np.float32)

    def rows(self, counted: Sequence[Counter[str]]) -> sparse.csr_matrix:
        """Shape (sentences, terms), float32."""
        filled = [self.row(counts) for counts in counted]
        columns, values = (np.concatenate(parts) for parts in zip(*filled, strict=True))
        starts = np.cumsum([0, *(len(own) for own, _ in filled)])
        return sparse.csr_matrix((values, columns, starts), shape=(len(counted), len(self.terms)), dtype=np.float32)
