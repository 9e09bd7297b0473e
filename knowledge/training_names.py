"""From the words of a text to the trainings it names, without reading every name of every training."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.career_schema import Training
from knowledge.lexicon import SHORTEST_FUZZY, allowed_errors
from knowledge.qualifications import MboTraining
from knowledge.words import compact, words

SHORTEST_JOINED = 5
_MOST_ERRORS = 3  # of allowed_errors
Name = tuple[str, ...]  # telling words, folded


class TrainingNames:
    """Names filed under their rarest word and under their first letters. Read-only after construction.

    A text names a training when it holds every telling word of one of its names, or all of them written as one.
    `generic` words ("opleiding") tell nothing, unless a name has no other.
    """

    def __init__(self, trainings: Iterable[Training], generic: Set[str]) -> None:
        self._trainings = tuple(trainings)
        self._owners: dict[Name, list[int]] = defaultdict(list)
        for number, training in enumerate(self._trainings):
            for name in dict.fromkeys(_telling(name, generic) for name in training.names):
                if name:
                    self._owners[name].append(number)
        how_often = Counter(word for name in self._owners for word in set(name))
        self._by_rarest: dict[str, list[Name]] = defaultdict(list)
        self._by_joined: dict[str, list[Name]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of joined names, by their first letters
        for name in self._owners:
            self._by_rarest[min(name, key=how_often.__getitem__)].append(name)
            joined = "".join(name)
            if len(joined) >= SHORTEST_JOINED:
                self._by_joined[joined].append(name)
                self._lengths[joined[:SHORTEST_JOINED]].add(len(joined))
        self._parts = frozenset(how_often)
        self._fuzzy: dict[tuple[str, int], list[str]] = defaultdict(list)  # by first letter and length
        for part in self._parts:
            self._fuzzy[part[0], len(part)].append(part)

    def find(self, text: str, limit: int) -> list[Training]:
        """The trainings named in the text: curated before listed, the most telling name first, else as they came in."""
        scores: dict[int, int] = {}
        for name in {*self._in_words(text), *self._in_letters(compact(text))}:
            score = len("".join(name))
            for number in self._owners[name]:
                scores[number] = max(scores.get(number, 0), score)
        best = sorted(
            scores, key=lambda number: (isinstance(self._trainings[number], MboTraining), -scores[number], number)
        )
        return [self._trainings[number] for number in best[:limit]]

    def _in_words(self, text: str) -> Iterator[Name]:
        said = {part for word in {word.folded for word in words(text)} for part in self._meant(word)}
        for part in said:
            yield from (name for name in self._by_rarest.get(part, ()) if said.issuperset(name))

    def _meant(self, word: str) -> Iterator[str]:
        """The words of names that this may be, with the typing errors that their length allows."""
        if word in self._parts:
            yield word
        for length in range(max(SHORTEST_FUZZY, len(word) - _MOST_ERRORS), len(word) + _MOST_ERRORS + 1):
            near, most = self._fuzzy.get((word[0], length)), allowed_errors(length)
            if near and abs(length - len(word)) <= most:
                for part, _, _ in process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=None):
                    yield part

    def _in_letters(self, joined: str) -> Iterator[Name]:
        for start in range(len(joined) - SHORTEST_JOINED + 1):
            for length in self._lengths.get(joined[start : start + SHORTEST_JOINED], ()):
                yield from self._by_joined.get(joined[start : start + length], ())


def _telling(name: str, generic: Set[str]) -> Name:
    folded = tuple(word.folded for word in words(name))
    return tuple(word for word in folded if word not in generic) or folded
