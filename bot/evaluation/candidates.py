"""The models that are compared. Each learns from features and labels, and gives a row of scores per sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.components import logistic
from bot.components.intent_model import ITERATIONS, STRENGTH, IntentModel
from bot.components.ngrams import Weighted, pieces
from bot.evaluation.features import Features

Scores = NDArray[np.float32]
Answer = Callable[[Features], Scores]
Learn = Callable[[Features, NDArray[np.int64], int], Answer]
NEIGHBOURS, SHARPNESS = 15, 20.0


def majority(features: Features, labels: NDArray[np.int64], count: int) -> Answer:
    """Always the most frequent intent."""
    scores = np.log(np.bincount(labels, minlength=count) + 1).astype(np.float32)
    return lambda asked: np.tile(scores, (len(asked), 1))


def ngrams_as_typed(features: Features, labels: NDArray[np.int64], count: int) -> Answer:
    """tf-idf of character n-grams, logistic regression."""
    return _logistic(features, labels, with_vectors=False, with_pieces=True)


def encoder_as_typed(features: Features, labels: NDArray[np.int64], count: int) -> Answer:
    """Sentence vector, logistic regression."""
    return _logistic(features, labels, with_vectors=True, with_pieces=False)


def encoder_and_ngrams_as_typed(features: Features, labels: NDArray[np.int64], count: int) -> Answer:
    """Both, on the text as typed: what the assistant had before."""
    return _logistic(features, labels, with_vectors=True, with_pieces=True)


def neighbours(features: Features, labels: NDArray[np.int64], count: int) -> Answer:
    """The nearest training sentences vote, the nearer the louder."""

    def answer(asked: Features) -> Scores:
        near = asked.vectors @ features.vectors.T
        best = np.argpartition(-near, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        votes = np.zeros((len(asked), count), dtype=np.float32)
        for row, columns in enumerate(best):
            np.add.at(votes[row], labels[columns], np.exp(SHARPNESS * (near[row, columns] - 1)))
        return np.asarray(np.log(votes / votes.sum(axis=1, keepdims=True) + 1e-3), dtype=np.float32)

    return answer


def ours(features: Features, labels: NDArray[np.int64], count: int) -> Answer:
    """Mended text: sentence vector, pieces of words, words and pairs; the model of the assistant."""
    model = IntentModel.trained(features.words, features.vectors, [f"{label:03}" for label in labels])
    return lambda asked: model.scores(asked.words, asked.vectors)


def together(first: Scores, second: Scores, weight: float = 0.3) -> Scores:
    """Log-linear mean of two models."""
    return np.asarray(
        (1 - weight) * np.log(logistic.softmax(first) + 1e-9) + weight * np.log(logistic.softmax(second) + 1e-9),
        dtype=np.float32,
    )


def _logistic(features: Features, labels: NDArray[np.int64], with_vectors: bool, with_pieces: bool) -> Answer:
    weighted = Weighted.learned([pieces(words) for words in features.typed] if with_pieces else [])

    def columns(asked: Features) -> tuple[Scores, sparse.csr_matrix]:
        return asked.typed_vectors[:, : None if with_vectors else 0], _rows(weighted, asked.typed)

    weights, bias = logistic.fit(*columns(features), labels, STRENGTH, ITERATIONS)

    def answer(asked: Features) -> Scores:
        dense, thin = columns(asked)
        split = dense.shape[1]
        return np.asarray(dense @ weights[:split] + thin @ weights[split:] + bias, dtype=np.float32)

    return answer


def _rows(weighted: Weighted, typed: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    return weighted.rows([pieces(words) for words in typed])
