"""The trainings in memory: by id, by occupation, and by what a person calls them."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from knowledge.career_schema import Training
from knowledge.language import LinkingWords, read_linking_words
from knowledge.lexicon import SHORTEST_FUZZY, allowed_errors
from knowledge.words import compact, words

MOST_FOUND = 5
SHORTEST_JOINED = 5


class TrainingIndex:
    """Read-only after construction, so safe to share between threads.

    Raises KnowledgeError when `linking.yaml` is missing or malformed.
    """

    def __init__(self, trainings: Iterable[Training], linking: LinkingWords | None = None) -> None:
        self._generic = (linking or read_linking_words()).training_words
        self._trainings = {training.id: training for training in trainings}
        self._names = [
            (self._telling(name) or tuple(word.folded for word in words(name)), training.id)
            for training in self._trainings.values()
            for name in training.names
        ]

    def get(self, id: str) -> Training:
        """Raises KeyError when there is no such training."""
        return self._trainings[id]

    def all(self) -> list[Training]:
        return list(self._trainings.values())

    def for_occupations(self, ids: Iterable[str]) -> list[Training]:
        """Trainings that lead to one of these occupations, in the order of `ids`."""
        found = [training for id in dict.fromkeys(ids) for training in self.all() if id in training.occupations]
        return list({training.id: training for training in found}.values())

    def find(self, text: str, limit: int = MOST_FOUND) -> list[Training]:
        """Trainings named in the text, the most telling name first; empty when none is named."""
        said, joined = [word.folded for word in words(text)], compact(text)
        scores: dict[str, int] = {}
        for name, id in self._names:
            if _said(name, said, joined):
                scores[id] = max(scores.get(id, 0), len("".join(name)))
        return [self._trainings[id] for id in sorted(scores, key=lambda id: -scores[id])[:limit]]

    def _telling(self, name: str) -> tuple[str, ...]:
        return tuple(word.folded for word in words(name) if word.folded not in self._generic)


def _said(name: tuple[str, ...], said: list[str], joined: str) -> bool:
    together = "".join(name)
    if len(together) >= SHORTEST_JOINED and together in joined:
        return True
    return all(any(_same(part, word) for word in said) for part in name)


def _same(part: str, word: str) -> bool:
    if part == word or len(part) < SHORTEST_FUZZY or part[0] != word[0]:
        return part == word
    return OSA.distance(part, word, score_cutoff=allowed_errors(len(part))) <= allowed_errors(len(part))
