"""The trainings in memory: by id, by occupation, and by what a person calls them."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from knowledge.career_schema import Level, Mode, Training
from knowledge.language import LinkingWords, read_linking_words
from knowledge.lexicon import SHORTEST_FUZZY, allowed_errors
from knowledge.offers import Offer, OfferBook
from knowledge.qualifications import MboTraining
from knowledge.words import compact, words

MOST_FOUND = 5
SHORTEST_JOINED = 5


class TrainingIndex:
    """Read-only after construction, so safe to share between threads.

    The order of `trainings` is that of preference: what is curated before what a list adds. `gone` are those no longer
    taught: still there for who chose one, never found anew. Raises KnowledgeError when `linking.yaml` is missing or
    malformed.
    """

    def __init__(
        self,
        trainings: Iterable[Training],
        linking: LinkingWords | None = None,
        offers: Iterable[Offer] = (),
        gone: Iterable[Training] = (),
    ) -> None:
        self._offers = OfferBook(offers)
        self._generic = (linking or read_linking_words()).training_words
        self._trainings = {training.id: training for training in trainings}
        self._gone = {training.id: training for training in gone}
        self._names = [
            (self._telling(name) or tuple(word.folded for word in words(name)), training.id)
            for training in self._trainings.values()
            for name in training.names
        ]

    def get(self, id: str) -> Training:
        """Raises KeyError when there is no such training and never was."""
        return self._trainings.get(id) or self._gone[id]

    def all(self) -> list[Training]:
        return list(self._trainings.values())

    def for_occupations(self, ids: Iterable[str]) -> list[Training]:
        """Trainings that lead to one of these occupations, in the order of `ids`."""
        found = [training for id in dict.fromkeys(ids) for training in self.all() if id in training.occupations]
        return list({training.id: training for training in found}.values())

    def search(
        self,
        occupation: str | None = None,
        level: Level | None = None,
        region: str | None = None,
        form: Mode | None = None,
        most_months: int | None = None,
    ) -> list[Training]:
        """Trainings that meet everything asked, the shortest first.

        `region` (AMxx) keeps those with a known offer there; `most_months` those whose longest usual duration is
        known and fits. What no source tells does not count as fitting.
        """
        found = [
            training
            for training in self.all()
            if (occupation is None or occupation in training.occupations)
            and (level is None or training.level == level)
            and (form is None or form in training.modes)
            and (most_months is None or (training.months is not None and training.months[1] <= most_months))
            and (region is None or self.offers(training.id, region, form))
        ]
        unknown = (1_000, 1_000)
        return sorted(found, key=lambda each: (each.months or unknown, each.id))

    def offers(self, id: str, region: str | None = None, form: Mode | None = None) -> list[Offer]:
        """Schools that offer the training, as far as imported. Raises KeyError when there is no such training."""
        return self._offers.of(self.get(id), region, form)

    def find(self, text: str, limit: int = MOST_FOUND) -> list[Training]:
        """Trainings named in the text: the curated before those of a list, then the most telling name first."""
        said, joined = [word.folded for word in words(text)], compact(text)
        scores: dict[str, int] = {}
        for name, id in self._names:
            if _said(name, said, joined):
                scores[id] = max(scores.get(id, 0), len("".join(name)))
        found = sorted(scores, key=lambda id: (isinstance(self._trainings[id], MboTraining), -scores[id]))
        return [self._trainings[id] for id in found[:limit]]

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
