"""Which answer a text asks for, by examples that vote: the nearer in meaning and in words, the more one counts.

Each vote is weighed so that all examples together give every example its own answer (ridge regression on nearness):
"krijg ik geld" stands near examples of many answers, and so counts less for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder, Vectors
from knowledge.fusion.tfidf import grams, tfidf

Votes = NDArray[np.float64]
SHORTEST, LONGEST = 2, 5  # letters of the pieces of words that are compared
MEANING = 0.5  # how much of nearness is meaning; the rest is words
RIDGE = 0.3  # how far the weights may keep from the examples themselves


class ExampleVotes:
    """Answers with their examples. `meant` rewrites words the encoder does not know ("ww") or that mean the same."""

    def __init__(self, examples: Mapping[str, Sequence[str]], meant: Mapping[str, str], encoder: Encoder) -> None:
        self.names = tuple(examples)
        self._encoder = encoder
        self._meant = [(re.compile(words), instead) for words, instead in meant.items()]
        texts = [self._read(text) for name in self.names for text in examples[name]]
        self._vectors: Vectors = encoder.encode(texts)
        self._words = tfidf(map(_terms, texts))
        of = np.repeat(np.arange(len(self.names)), [len(examples[name]) for name in self.names])
        wanted = (of[:, None] == np.arange(len(self.names))).astype(np.float64)
        near = _weighed(self._vectors @ self._vectors.T, self._words.cosines())
        self._weights: Votes = np.linalg.solve(near + RIDGE * np.eye(len(texts)), wanted)  # shape (examples, answers)

    def ranked(self, text: str) -> list[tuple[str, float]]:
        """Every answer with the votes for it, most first; about 1 for a text that is an example."""
        read = self._read(text)
        votes = self._nearness(read, self._encoder.encode([read])[0]) @ self._weights
        return [(self.names[place], float(votes[place])) for place in np.argsort(-votes)]

    def _nearness(self, text: str, vector: Vectors) -> Votes:
        """To each example, shape (examples,): two squared cosines, so that what is far counts next to nothing."""
        return _weighed(self._vectors @ vector, self._words.cosine(_terms(text)))

    def _read(self, text: str) -> str:
        read = text.lower()
        for words, instead in self._meant:
            read = words.sub(instead, read)
        return " ".join(re.findall(r"\w+", read))


def _weighed(meaning: Vectors, words: Vectors) -> Votes:
    """Nearness of the cosines of what is meant and of the words, of one shape."""
    meant = np.maximum(meaning, 0.0).astype(np.float64)
    nearness: Votes = MEANING * meant**2 + (1 - MEANING) * words.astype(np.float64) ** 2
    return nearness


def _terms(text: str) -> list[str]:
    """Pieces of words, and whole words twice: what a typing error leaves standing, and what it is about."""
    return [*grams(text, SHORTEST, LONGEST), *text.split() * 2]
