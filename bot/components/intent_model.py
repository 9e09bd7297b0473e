"""What decides the intent: sentence vector, pieces of words and words, weighed by one logistic regression.

Plain arrays, so that it loads in no time and nothing but numpy and scipy is needed to answer. Chosen by measurement:
bot/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.components import logistic
from bot.components.ngrams import Weighted, phrases, pieces

Words = Sequence[str]
STRENGTH, ITERATIONS = 20.0, 80
PHRASE_WEIGHT = 1.5  # against pieces and vector, each of length 1


@dataclass(frozen=True)
class IntentModel:
    """Intents and what weighs for each."""

    intents: list[str]
    pieces: Weighted
    phrases: Weighted
    weights: NDArray[np.float32]  # (vector dimensions + pieces + phrases, intents)
    bias: NDArray[np.float32]
    temperature: float  # scores are divided by it: fitted by cross-validation, so that probabilities are honest

    @classmethod
    def trained(
        cls,
        sentences: Sequence[Words],
        vectors: NDArray[np.float32],
        labels: Sequence[str],
        temperature: float = 1.0,
        strength: float = STRENGTH,
        iterations: int = ITERATIONS,
        around: bool = True,
    ) -> IntentModel:
        """Fits on sentences (as words), their vectors of shape (sentences, dimensions) and their intents.

        `around`: pairs of words with one between count too. What was not learnt is not counted later either.
        """
        intents = sorted(set(labels))
        places = {intent: place for place, intent in enumerate(intents)}
        known_pieces = Weighted.learned([pieces(words) for words in sentences])
        known_phrases = Weighted.learned([phrases(words, around) for words in sentences])
        thin = _thin(known_pieces, known_phrases, sentences)
        classes = np.asarray([places[label] for label in labels], dtype=np.int64)
        weights, bias = logistic.fit(vectors, thin, classes, strength, iterations)
        return cls(intents, known_pieces, known_phrases, weights, bias, temperature)

    def scores(self, sentences: Sequence[Words], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (sentences, intents), before they become probabilities."""
        split = vectors.shape[1]
        found: NDArray[np.float32] = vectors @ self.weights[:split] + self.bias
        piece_rows, phrase_rows = np.split(self.weights[split:], [len(self.pieces.terms)])
        for row, words in zip(found, sentences, strict=True):  # a sparse matrix for one message takes longer to make
            columns, values = self.pieces.row(pieces(words))
            row += values @ piece_rows[columns]
            columns, values = self.phrases.row(phrases(words))
            row += PHRASE_WEIGHT * (values @ phrase_rows[columns])
        return found

    def probabilities(self, sentences: Sequence[Words], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (sentences, intents), each row summing to 1."""
        return logistic.softmax(self.scores(sentences, vectors) / self.temperature)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Everything as arrays, to be stored."""
        return {
            "intents": np.asarray(self.intents),
            "pieces": np.asarray(self.pieces.terms),
            "piece_weights": self.pieces.weights,
            "phrases": np.asarray(self.phrases.terms),
            "phrase_weights": self.phrases.weights,
            "weights": self.weights,
            "bias": self.bias,
            "temperature": np.asarray(self.temperature),
        }

    @classmethod
    def from_arrays(cls, stored: dict[str, NDArray[np.generic]]) -> IntentModel:
        """The model that `arrays` came from."""
        return cls(
            intents=stored["intents"].tolist(),
            pieces=Weighted(stored["pieces"].tolist(), stored["piece_weights"].astype(np.float32)),
            phrases=Weighted(stored["phrases"].tolist(), stored["phrase_weights"].astype(np.float32)),
            weights=stored["weights"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
            temperature=float(stored["temperature"]),
        )


def _thin(known_pieces: Weighted, known_phrases: Weighted, sentences: Sequence[Words]) -> sparse.csr_matrix:
    return sparse.hstack(
        [
            known_pieces.rows([pieces(words) for words in sentences]),
            PHRASE_WEIGHT * known_phrases.rows([phrases(words) for words in sentences]),
        ]
    ).tocsr()
