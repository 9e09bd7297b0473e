"""Tf-idf over posting lists: cosine of a short text with thousands of documents in well under a millisecond."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """Per term the documents that hold it: `documents[starts[t]:starts[t + 1]]`, with their weights."""

    terms: tuple[str, ...]
    idf: Floats
    starts: Whole
    documents: Whole
    weights: Floats
    size: int
    _number: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_number", {term: number for number, term in enumerate(self.terms)})

    def cosine(self, terms: Iterable[str]) -> Floats:
        """Cosine with every document, shape (size,); zeros when no term is known."""
        weights = {
            self._number[term]: (1 + math.log(count)) * float(self.idf[self._number[term]])
            for term, count in Counter(terms).items()
            if term in self._number
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return self._sum({number: weight / length for number, weight in weights.items()})

    def cosines(self) -> Floats:
        """Cosine of every document with every other, shape (size, size)."""
        by_term = sparse.csr_matrix(
            (self.weights, self.documents, self.starts), shape=(len(self.terms), self.size), dtype=np.float32
        )
        found: Floats = (by_term.T @ by_term).toarray()
        return found

    def mean(self, terms: Sequence[str]) -> Floats:
        """The weights themselves, averaged over the terms."""
        counts = Counter(self._number[term] for term in terms if term in self._number)
        return self._sum({number: count / len(terms) for number, count in counts.items()})

    def _sum(self, weights: Mapping[int, float]) -> Floats:
        places = [slice(self.starts[number], self.starts[number + 1]) for number in weights]
        if not places:
            return np.zeros(self.size, dtype=np.float32)
        documents = np.concatenate([self.documents[place] for place in places])
        values = np.concatenate([self.weights[self.starts[n] : self.starts[n + 1]] * w for n, w in weights.items()])
        return np.bincount(documents, values, minlength=self.size).astype(np.float32)


def tfidf(documents: Iterable[Iterable[str]], at_least: int = 1) -> Postings:
    """Sublinear tf, smooth idf, documents of length 1. `at_least`: documents in which a term must occur to count."""
    number: dict[str, int] = {}
    held, times = [], []
    for document in documents:  # one at a time: their terms together would take hundreds of megabytes
        count = Counter(document)
        held.append(np.array([number.setdefault(term, len(number)) for term in count], dtype=np.int32))
        times.append(np.array(list(count.values()), dtype=np.float32))
    lengths = [len(each) for each in held]
    numbers, tf = np.concatenate(held), 1 + np.log(np.concatenate(times))
    rows = np.repeat(np.arange(len(held), dtype=np.int32), lengths)
    frequency = np.bincount(numbers, minlength=len(number))
    idf = (np.log((1 + len(held)) / (1 + frequency)) + 1).astype(np.float32)
    stays = frequency[numbers] >= at_least
    numbers, rows, weights = numbers[stays], rows[stays], tf[stays] * idf[numbers[stays]]
    norms = np.sqrt(np.bincount(rows, weights**2, minlength=len(held)))
    weights = weights / np.where(norms == 0, 1, norms)[rows]
    renumbered = np.cumsum(frequency >= at_least) - 1
    terms = [term for term, place in number.items() if frequency[place] >= at_least]
    return postings(terms, idf[frequency >= at_least], renumbered[numbers], rows, weights.astype(np.float32), len(held))


def postings(
    terms: Sequence[str], idf: Floats, numbers: Whole, documents: Whole, weights: Floats, size: int
) -> Postings:
    """Postings from unsorted triples of term number, document and weight."""
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(len(terms) + 1)).astype(np.int32)
    return Postings(
        tuple(terms), idf, starts, documents[order].astype(np.int32), weights[order].astype(np.float32), size
    )


def grams(text: str, shortest: int, longest: int) -> list[str]:
    """Runs of letters inside each word, the space round a word included."""
    found: list[str] = []
    for word in text.split():
        padded = f" {word} "
        for size in range(shortest, longest + 1):
            if len(padded) <= size:
                found.append(padded)
                break
            found += [padded[place : place + size] for place in range(len(padded) - size + 1)]
    return found
