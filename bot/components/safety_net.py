"""The second net of the safety check: it knows a sign of trouble by its meaning, where no pattern can list the words.

The mean of two opinions. The first is a multinomial logistic regression over three blocks of unit length: the sentence
vector, character n-grams (for typing errors) and runs of two and three words (for "niet meer"); n-grams are hashed into
a fixed number of columns, so that no vocabulary has to be kept. The second asks the nearest examples in meaning, which
knows that something like this was ordinary before. What is kept are a few arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.encoder import Encoder, Vectors

NGRAMS = (2, 3, 4, 5)
WORD_RUNS = (2, 3)
COLUMNS = 1 << 15  # per block
REGULARIZATION = 10.0  # C of the logistic regression
NEIGHBOURS = 12
NEARNESS = 0.06  # cosine: a neighbour this much further away weighs 1/e
Arrays = Mapping[str, NDArray[Any]]
Scores = NDArray[np.float64]


class SafetyNet:
    """`scores` gives per text the probability of every kind of trouble; "none" is one of the kinds."""

    def __init__(self, arrays: Arrays, encoder: Encoder) -> None:
        """`arrays`: `idf` (2, columns), `weights` (dimensions + 2 columns, kinds), `bias` (kinds), `kinds`, and of the
        examples `vectors` (examples, dimensions) and `of_kind` (examples), an index into `kinds`."""
        self.arrays = arrays
        self._encoder = encoder
        self._kinds = [str(kind) for kind in arrays["kinds"]]
        self._vectors = arrays["vectors"].astype(np.float32)

    @classmethod
    def fit(cls, examples: Sequence[tuple[str, str]], encoder: Encoder) -> SafetyNet:
        """Learns from pairs of a normalised text and its kind."""
        from sklearn.linear_model import LogisticRegression  # only training needs it: importing it takes seconds

        texts = [text for text, _ in examples]
        kinds = np.asarray([kind for _, kind in examples])
        vectors = encoder.encode(texts)
        idf = np.vstack([_rarity(_counts(texts, grams)) for grams in (_letters, _words)])
        model = LogisticRegression(C=REGULARIZATION, class_weight="balanced", max_iter=200, tol=1e-3)
        model.fit(_matrix(texts, vectors, idf), kinds)
        arrays = {
            "idf": idf.astype(np.float32),
            "weights": model.coef_.T.astype(np.float32),
            "bias": model.intercept_.astype(np.float32),
            "kinds": model.classes_,
            "vectors": vectors.astype(np.float16),
            "of_kind": np.searchsorted(model.classes_, kinds),
        }
        return cls(arrays, encoder)

    def scores(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """The probability of every kind, per normalised text."""
        if not texts:
            return []
        vectors = self._encoder.encode(texts)
        rows = (self._by_weights(texts, vectors) + self._by_neighbours(vectors)) / 2
        return [dict(zip(self._kinds, map(float, row), strict=True)) for row in rows]

    def _by_weights(self, texts: Sequence[str], vectors: Vectors) -> Scores:
        """Shape (texts, kinds): softmax of the regression."""
        raw = _matrix(texts, vectors, self.arrays["idf"]) @ self.arrays["weights"] + self.arrays["bias"]
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        scores: Scores = raw / raw.sum(axis=1, keepdims=True)
        return scores

    def _by_neighbours(self, vectors: Vectors) -> Scores:
        """Shape (texts, kinds): the share of each kind among the nearest examples, the nearest weighing most."""
        nearness = vectors @ self._vectors.T
        nearest = np.argpartition(-nearness, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        weights = np.take_along_axis(nearness, nearest, axis=1)
        weights = np.exp((weights - weights.max(axis=1, keepdims=True)) / NEARNESS)
        is_kind = self.arrays["of_kind"][nearest][:, :, None] == np.arange(len(self._kinds))
        scores: Scores = (weights[:, :, None] * is_kind).sum(axis=1) / weights.sum(axis=1, keepdims=True)
        return scores


def _matrix(texts: Sequence[str], vectors: Vectors, idf: NDArray[Any]) -> sparse.csr_matrix:
    """Shape (texts, encoder dimensions + 2 columns); every block has rows of length 1."""
    letters, words = (
        _weighed(_counts(texts, grams), rarity) for grams, rarity in zip((_letters, _words), idf, strict=True)
    )
    return sparse.hstack([sparse.csr_matrix(vectors), letters, words]).tocsr()


def _weighed(counts: sparse.csr_matrix, rarity: NDArray[Any]) -> sparse.csr_matrix:
    """Tf-idf with rows of length 1."""
    counts.data = 1 + np.log(counts.data)
    weighed = counts.multiply(rarity).tocsr()
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.diags(1 / np.where(lengths == 0, 1, lengths)) @ weighed


def _rarity(counts: sparse.csr_matrix) -> NDArray[np.float64]:
    """Inverse document frequency, smoothed: log((1 + texts) / (1 + texts with this gram)) + 1."""
    documents = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity: NDArray[np.float64] = np.log((1 + counts.shape[0]) / (1 + documents)) + 1
    return rarity


def _counts(texts: Sequence[str], grams: Callable[[str], list[str]]) -> sparse.csr_matrix:
    """Counts of hashed grams, shape (texts, columns)."""
    rows: list[int] = []
    columns: list[int] = []
    for row, text in enumerate(texts):
        found = grams(text)
        rows += [row] * len(found)
        columns += [crc32(gram.encode()) % COLUMNS for gram in found]
    ones = np.ones(len(rows), dtype=np.float64)
    return sparse.csr_matrix((ones, (rows, columns)), shape=(len(texts), COLUMNS))  # doubles are summed


def _letters(text: str) -> list[str]:
    """Character n-grams within words, with the spaces around them."""
    words = [f" {word} " for word in text.split()]
    return [word[at : at + size] for word in words for size in NGRAMS for at in range(len(word) - size + 1)]


def _words(text: str) -> list[str]:
    """Runs of words, with a mark at the start and the end."""
    words = ["<", *text.split(), ">"]
    return [" ".join(words[at : at + size]) for size in WORD_RUNS for at in range(len(words) - size + 1)]
