"""The trainings in memory: by id, by occupation, and by what a person calls them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from knowledge.career_schema import Level, Mode, Training
from knowledge.language import LinkingWords, read_linking_words
from knowledge.offers import Offer, OfferBook
from knowledge.training_filters import TrainingFilters
from knowledge.training_names import TrainingNames

MOST_FOUND = 5


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
        self._trainings = {training.id: training for training in trainings}
        self._gone = {training.id: training for training in gone}
        self._offers = OfferBook(offers)
        self._leading_to: dict[str, list[Training]] = defaultdict(list)
        for training in self.all():
            for occupation in dict.fromkeys(training.occupations):
                self._leading_to[occupation].append(training)
        self._filters = TrainingFilters(self.all(), self._offers)
        self._names = TrainingNames(self.all(), (linking or read_linking_words()).training_words)

    def get(self, id: str) -> Training:
        """Raises KeyError when there is no such training and never was."""
        return self._trainings.get(id) or self._gone[id]

    def known(self, id: str) -> Training | None:
        """The same, or None when there is no such training and never was."""
        return self._trainings.get(id) or self._gone.get(id)

    def all(self) -> list[Training]:
        return list(self._trainings.values())

    def for_occupations(self, ids: Iterable[str]) -> list[Training]:
        """Trainings that lead to one of these occupations, in the order of `ids`."""
        found = [training for id in dict.fromkeys(ids) for training in self._leading_to.get(id, ())]
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
        return self._filters.search(occupation, level, region, form, most_months)

    def offers(self, id: str, region: str | None = None, form: Mode | None = None) -> list[Offer]:
        """Schools that offer the training, as far as imported. Raises KeyError when there is no such training."""
        return self._offers.of(self.get(id), region, form)

    def find(self, text: str, limit: int = MOST_FOUND) -> list[Training]:
        """Trainings named in the text: the curated before those of a list, then the most telling name first."""
        return self._names.find(text, limit)
