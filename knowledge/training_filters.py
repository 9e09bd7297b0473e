"""Trainings by what somebody asks of them: a list of places per answer, made once, so that a search only combines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from knowledge.career_schema import Level, Mode, Training
from knowledge.offers import OfferBook

_UNKNOWN = (1_000, 1_000)  # months: what no source tells comes last
Places = NDArray[np.int32]


class TrainingFilters:
    """Trainings from short to long. Read-only after construction."""

    def __init__(self, trainings: Iterable[Training], offers: OfferBook) -> None:
        self._trainings = sorted(trainings, key=lambda each: (each.months or _UNKNOWN, each.id))
        self._longest = np.array([each.months[1] if each.months else np.inf for each in self._trainings])
        places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, training in enumerate(self._trainings):
            for answer in _answers(training, offers):
                places[answer].append(place)
        self._places: dict[tuple[str, ...], Places] = {
            answer: np.array(held, dtype=np.int32) for answer, held in places.items()
        }

    def search(
        self,
        occupation: str | None,
        level: Level | None,
        region: str | None,
        form: Mode | None,
        most_months: int | None,
    ) -> list[Training]:
        """Trainings that meet everything that is not None, the shortest first."""
        fits = np.ones(len(self._trainings), dtype=bool) if most_months is None else self._longest <= most_months
        asked = {"occupation": occupation, "level": level, "form": form}
        for question, answer in asked.items():
            if answer is not None:
                fits &= self._meeting(question, answer)
        if region is not None:
            fits &= self._meeting("region", region, *([form] if form else []))
        return [self._trainings[place] for place in np.flatnonzero(fits).tolist()]

    def _meeting(self, *answer: str) -> NDArray[np.bool_]:
        meets = np.zeros(len(self._trainings), dtype=bool)
        if answer in self._places:
            meets[self._places[answer]] = True
        return meets


def _answers(training: Training, offers: OfferBook) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = {("level", training.level)}
    found.update(("occupation", id) for id in training.occupations)
    found.update(("form", mode) for mode in training.modes)
    for offer in offers.of(training):
        found |= {("region", offer.region_code), ("region", offer.region_code, offer.form)}
    return found
