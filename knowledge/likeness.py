"""How alike two occupations are in meaning, by the stored vectors of their texts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from knowledge.encoder import Vectors


class Likeness:
    """Read-only after construction. `vectors` as made by `knowledge.encoder.occupation_vectors`."""

    def __init__(self, vectors: Mapping[str, Vectors]) -> None:
        self._places = {id: place for place, id in enumerate(vectors)}
        rows = np.stack([_one(texts) for texts in vectors.values()]) if vectors else np.zeros((0, 0), dtype=np.float32)
        self._likeness = np.clip(rows @ rows.T, 0.0, 1.0)

    def to(self, id: str) -> dict[str, float]:
        """Occupation id -> 0 to 1, the cosine; empty when nothing is known of `id`."""
        place = self._places.get(id)
        if place is None:
            return {}
        return dict(zip(self._places, self._likeness[place].tolist(), strict=True))


def _one(texts: Vectors) -> Vectors:
    """Half what one does (the description, the last row), half how it is named and spoken of (the others)."""
    names = texts[:-1].mean(axis=0) if len(texts) > 1 else texts[-1]
    return _unit(_unit(names) + texts[-1])


def _unit(vector: Vectors) -> Vectors:
    length = np.linalg.norm(vector)
    unit: Vectors = vector / length if length else vector
    return unit
