"""The trainings in memory: by id, by occupation, and by what a person calls them."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from knowledge.career_schema import Training
from knowledge.words import compact, fold, words

MOST_FOUND = 5
LEAST_LIKENESS = 80  # of 100, token set: below it "kok" starts to look like "kapper"
SHORTEST_WORD = 3


class TrainingIndex:
    """Read-only after construction, so safe to share between threads."""

    def __init__(self, trainings: Iterable[Training]) -> None:
        self._trainings = {training.id: training for training in trainings}
        self._names = [(fold(name), training.id) for training in self._trainings.values() for name in training.names]

    def get(self, id: str) -> Training:
        """Raises KeyError when there is no such training."""
        return self._trainings[id]

    def all(self) -> list[Training]:
        return list(self._trainings.values())

    def for_occupations(self, ids: Iterable[str]) -> list[Training]:
        """Trainings that lead to one of these occupations: in the order of `ids`, the shortest way in first."""
        wanted = list(dict.fromkeys(ids))
        found = [training for id in wanted for training in self.all() if id in training.occupations]
        return list(dict.fromkeys(found))

    def find(self, text: str, limit: int = MOST_FOUND) -> list[Training]:
        """Trainings named in the text, best first; empty when nothing looks like one."""
        said = {word.folded for word in words(text) if len(word.folded) >= SHORTEST_WORD}
        query, joined = " ".join(word.folded for word in words(text)), compact(text)
        if not said:
            return []
        scores: dict[str, float] = {}
        likeness = process.cdist([query], [name for name, _ in self._names], scorer=fuzz.partial_ratio)[0]
        for (name, id), alike in zip(self._names, likeness.tolist()):
            score = float(alike) if len(name) >= SHORTEST_WORD + 2 and alike >= LEAST_LIKENESS + 8 else 0.0
            if name in said or compact(name) in joined:
                score = 100.0 + len(name)
            if score:
                scores[id] = max(scores.get(id, 0.0), score)
        ranked = sorted(scores, key=lambda id: -scores[id])
        return [self._trainings[id] for id in ranked[:limit]]
