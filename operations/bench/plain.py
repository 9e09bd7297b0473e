"""Plain search, to put beside ours: rapidfuzz over all names, and tf-idf of letters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from rapidfuzz import process
from sklearn.feature_extraction.text import TfidfVectorizer

from operations.bench.questions import Names

Plain = Callable[[str], str]  # a text to the key of the name that is most like it


def by_rapidfuzz(known: Names) -> Plain:
    """`process.extract` as it comes: weighted ratio over all names, lower case."""
    names = [name.lower() for name in known.names]

    def find(text: str) -> str:
        _, _, place = process.extract(text.lower(), names, limit=5)[0]
        return known.keys[place]

    return find


def by_tfidf(known: Names) -> Plain:
    """Cosine over a sparse matrix of runs of two to four letters within words."""
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)
    matrix = letters.fit_transform(known.names).T.tocsr()  # letters by names: only the rows of the text are read

    def find(text: str) -> str:
        return known.keys[int((letters.transform([text]) @ matrix).toarray().argmax())]

    return find
