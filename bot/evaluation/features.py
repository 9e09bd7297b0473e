"""Computes what the models see, once per sentence: words and vectors, as typed and mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.components.dutch_words import DutchWords
from bot.components.spelling import Speller, count_words, tokens
from knowledge.encoder import Encoder, SentenceEncoder


@dataclass(frozen=True)
class Features:
    """One row per sentence."""

    typed: list[list[str]]
    typed_vectors: NDArray[np.float32]
    words: list[list[str]]
    vectors: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.words)

    def take(self, rows: NDArray[np.int64]) -> Features:
        """Only those rows."""
        return Features(
            [self.typed[row] for row in rows],
            self.typed_vectors[rows],
            [self.words[row] for row in rows],
            self.vectors[rows],
        )


class Featurizer:
    """The front of the pipeline without Rasa: speller and sentence encoder. Remembers the vector of every text."""

    def __init__(self, training_texts: Sequence[str], encoder: Encoder | None = None) -> None:
        self._speller = Speller(count_words(training_texts), DutchWords.from_lookups())
        self._encoder = encoder or SentenceEncoder()
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def __call__(self, texts: Sequence[str]) -> Features:
        """Features of the texts, in their order."""
        mended = [self._speller.mend(text) for text in texts]
        return Features(
            [tokens(text) for text in texts],
            self._encoded(texts),
            [self._speller.words(text) for text in texts],
            self._encoded(mended),
        )

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        for start in range(0, len(new), 64):
            batch = new[start : start + 64]
            self._vectors |= dict(zip(batch, self._encoder.encode(batch), strict=True))
        return np.stack([self._vectors[text] for text in texts])
