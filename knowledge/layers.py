"""The curated facts with the imported lists under them: one answer to what holds now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.career_schema import Occupation, Training
from knowledge.chances import ChanceBook
from knowledge.esco import TABLES as ESCO_TABLES
from knowledge.esco import EscoBook
from knowledge.imported import read_imported, stored_import
from knowledge.imported_texts import ImportedTexts, read_imported_texts
from knowledge.places import with_places
from knowledge.qualifications import MboTraining, Trainings, beside
from knowledge.schema import Regions

_TABLES = {
    "uwv": ("uwv_chances",),
    "regions": ("places", "place_spellings"),
    "mbo": ("mbo_qualifications",),
}  # of each list, what is used; the skills of qualifications are not


@dataclass(frozen=True)
class Layers:
    """What the catalogue is made of. A kind that was never imported leaves the curated facts as they are."""

    regions: Regions
    occupations: Sequence[Occupation]
    trainings: Trainings
    esco: EscoBook | None

    @property
    def curated_trainings(self) -> tuple[Training, ...]:
        """Those that lead from work to work: of a bare qualification nobody wrote down where it leads."""
        return tuple(each for each in self.trainings.current if not isinstance(each, MboTraining))


def layered(url: str, regions: Regions, occupations: Sequence[Occupation], trainings: Sequence[Training]) -> Layers:
    """The curated facts over what is in the imported tables. Raises KnowledgeError when such a table is unreadable."""
    lists = _Lists(url)
    chances = lists.chances()
    occupations = chances.applied(occupations) if chances else occupations
    esco = read_imported(url, ESCO_TABLES)
    return Layers(
        regions=lists.over(regions),
        occupations=occupations,
        trainings=lists.judged(trainings, occupations),
        esco=EscoBook(esco, occupations, chances) if esco["esco_occupations"] else None,
    )


class _Lists:
    """The rows of the imported lists, with the day each came in."""

    def __init__(self, url: str) -> None:
        self._rows: Mapping[str, list[dict[str, Any]]] = read_imported(
            url, [name for names in _TABLES.values() for name in names]
        )
        stored = {kind: stored_import(url, kind) for kind in _TABLES}
        self._days: dict[str, date] = {kind: found.day for kind, found in stored.items() if found}
        self._texts: ImportedTexts = read_imported_texts()

    def chances(self) -> ChanceBook | None:
        day = self._days.get("uwv")
        return ChanceBook(self._rows["uwv_chances"], day, self._texts.uwv) if day else None

    def over(self, curated: Regions) -> Regions:
        day = self._days.get("regions")
        rows = self._rows
        return (
            with_places(curated, rows["places"], rows["place_spellings"], day, self._texts.regions) if day else curated
        )

    def judged(self, curated: Sequence[Training], occupations: Sequence[Occupation]) -> Trainings:
        day = self._days.get("mbo")
        if day is None:
            return Trainings(tuple(curated))
        return beside(curated, occupations, self._rows["mbo_qualifications"], day, self._texts.mbo)
