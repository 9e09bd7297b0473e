"""The second net of the safety check: it knows a sign of trouble by its meaning, where no pattern can list the words.

Two opinions, weighed. The first is a model of the form that also decides the intent (`intent_model`): sentence vector,
pieces of words for typing errors, words and pairs of words for "niet meer". The second asks the nearest examples in
meaning, which knows that something like this was ordinary before. What is kept are a few arrays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.components.intent_model import IntentModel
from bot.components.spelling import tokens
from knowledge.encoder import Encoder, Vectors

STRENGTH = 10.0  # of the regression; chosen by cross-validation, like the numbers below: see bot/README.md
SHARE = 0.6  # of the regression in the weighing
NEIGHBOURS = 12
NEARNESS = 0.06  # cosine: a neighbour this much further away weighs 1/e
# The nearest are sought among those that are nearest in the main directions: a quarter of the numbers, so faster.
# Of the twelve nearest of 400 examples 99 % were on this list.
DIRECTIONS, SHORTLIST = 128, 100
Scores = NDArray[np.float64]


class SafetyNet:
    """`scores` gives per text the probability of every kind of trouble; what is no trouble is among the kinds."""

    def __init__(self, model: IntentModel, vectors: Vectors, of_kind: NDArray[np.int64], directions: Vectors) -> None:
        """Of the examples: `vectors` (examples, dimensions) and `of_kind` (examples), an index into `model.intents`.

        `directions` (dimensions, main directions) are those in which the examples differ most.
        """
        self._model = model
        self._vectors = vectors
        self._of_kind = of_kind
        self._directions = directions
        self._shortened = vectors @ directions

    @classmethod
    def fit(cls, examples: Sequence[tuple[str, str]], encoder: Encoder) -> SafetyNet:
        """Learns from pairs of a normalised text and its kind."""
        texts, kinds = [text for text, _ in examples], [kind for _, kind in examples]
        vectors = encoder.encode(texts)
        words = [tokens(text) for text in texts]
        model = IntentModel.trained(words, vectors, kinds, strength=STRENGTH, around=False)  # with: 2 of 16 found less
        places = {kind: place for place, kind in enumerate(model.intents)}
        _, directions = np.linalg.eigh(vectors.T @ vectors)  # the main ones stand last
        main = np.ascontiguousarray(directions[:, -DIRECTIONS:])
        return cls(model, vectors, np.asarray([places[kind] for kind in kinds]), main)

    @classmethod
    def from_arrays(cls, stored: Mapping[str, NDArray[Any]]) -> SafetyNet:
        """The net that `arrays` came from."""
        model = IntentModel.from_arrays(dict(stored))
        return cls(model, stored["vectors"].astype(np.float32), stored["of_kind"], stored["directions"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything as arrays, to be stored."""
        examples: dict[str, NDArray[Any]] = {"vectors": self._vectors.astype(np.float16), "of_kind": self._of_kind}
        return {**self._model.arrays(), **examples, "directions": self._directions}

    def scores(self, texts: Sequence[str], vectors: Vectors) -> list[dict[str, float]]:
        """The probability of every kind, per normalised text with its sentence vector."""
        by_weights = self._model.probabilities([tokens(text) for text in texts], vectors)
        rows = SHARE * by_weights + (1 - SHARE) * self._by_neighbours(vectors)
        return [dict(zip(self._model.intents, map(float, row), strict=True)) for row in rows]

    def _by_neighbours(self, vectors: Vectors) -> Scores:
        """Shape (texts, kinds): the share of each kind among the nearest examples, the nearest weighing most."""
        found = [self._nearest(vector) for vector in vectors]
        nearest = np.stack([examples for examples, _ in found])
        weights = np.stack([nearness for _, nearness in found])
        weights = np.exp((weights - weights.max(axis=1, keepdims=True)) / NEARNESS)
        is_kind = self._of_kind[nearest][:, :, None] == np.arange(len(self._model.intents))
        scores: Scores = (weights[:, :, None] * is_kind).sum(axis=1) / weights.sum(axis=1, keepdims=True)
        return scores

    def _nearest(self, vector: Vectors) -> tuple[NDArray[np.int64], Vectors]:
        """The nearest examples to one vector, as places, and their nearness; each of shape (neighbours,)."""
        in_short = self._shortened @ (vector @ self._directions)
        likely = np.argpartition(in_short, -min(SHORTLIST, len(in_short)))[-SHORTLIST:]
        nearness = self._vectors[likely] @ vector
        best = np.argpartition(nearness, -NEIGHBOURS)[-NEIGHBOURS:]
        return likely[best], nearness[best]
