"""Learns which words stand for which from names of the same occupation (IBM model 1: Brown et al., 1993).

Names of one occupation are treated as translations of each other. "leraar" then says something about occupations that
only carry "docent", as far as names elsewhere in ESCO show both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.fusion.tfidf import Postings, postings

ROUNDS = 3
OWN, ANY = 0.5, 0.05  # share of the occupation's own words; share of chance that smooths
LEAST = 0.05  # lower evidence is not kept
_BLOCK = 100  # words worked out at once, to spare memory
Whole = NDArray[np.int64]
Floats = NDArray[np.float64]


def learned_words(names: Sequence[Sequence[Sequence[str]]]) -> Postings:
    """`names`: per occupation its names as lists of parts. Weight: log of how much likelier the word is there."""
    terms = sorted({part for of_one in names for name in of_one for part in name})
    number = {term: place for place, term in enumerate(terms)}
    numbers = [[[number[part] for part in name] for name in of_one] for of_one in names]
    target, source, chance = _translations(numbers, len(terms))
    counts = [Counter(number[part] for name in of_one for part in name) for of_one in names]
    overall = np.full(len(terms), 0.5)
    own: list[list[tuple[int, float]]] = [[] for _ in terms]
    for occupation, count in enumerate(counts):
        total = sum(count.values())
        for word, times in count.items():
            overall[word] += times
            own[word].append((occupation, times / total))
    overall /= overall.sum()
    occupations = [np.array([occupation for occupation, _ in held]) for held in own]
    shares = [np.array([share for _, share in held]) for held in own]
    starts = np.searchsorted(target, np.arange(len(terms) + 1))
    found: list[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]] = []
    for first in range(0, len(terms), _BLOCK):
        block = range(first, min(first + _BLOCK, len(terms)))
        likely = np.zeros((len(block), len(names)))
        for row, word in enumerate(block):
            for place in range(starts[word], starts[word + 1]):
                likely[row, occupations[source[place]]] += (1 - OWN) * chance[place] * shares[source[place]]
            likely[row, occupations[word]] += OWN * shares[word]
        evidence = np.log1p((1 - ANY) / ANY * likely / overall[first : first + len(block), None])
        rows, columns = np.nonzero(evidence > LEAST)
        kept = evidence[rows, columns].astype(np.float32)
        found.append(((rows + first).astype(np.int32), columns.astype(np.int32), kept))
    idf = np.ones(len(terms), dtype=np.float32)
    words = np.concatenate([each[0] for each in found])
    where = np.concatenate([each[1] for each in found])
    return postings(terms, idf, words, where, np.concatenate([each[2] for each in found]), len(names))


def _translations(names: Sequence[Sequence[Sequence[int]]], size: int) -> tuple[Whole, Whole, Floats]:
    """Triples (word, other word, chance that a name has the word when another name has the other), sorted by word."""
    lengths, words, others = [], [], []
    for of_one in names:
        sets = [set(name) for name in of_one]
        count = Counter(part for name in sets for part in name)
        for name in sets:
            beside = [part for part, times in count.items() if times > (part in name)]
            if beside:
                for word in name:
                    lengths.append(len(beside))
                    words.append(word)
                    others.append(np.array(beside, dtype=np.int64))
    if not words:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    event = np.repeat(np.arange(len(words)), lengths)
    pairs, place = np.unique(np.repeat(words, lengths) * size + np.concatenate(others), return_inverse=True)
    target, source = pairs // size, pairs % size
    chance = np.ones(len(pairs))
    for _ in range(ROUNDS):
        share = chance[place]
        share = share / np.bincount(event, share)[event]
        expected = np.bincount(place, share)
        chance = expected / (np.bincount(source, expected, minlength=size)[source] + 0.5)
    return target, source, chance
