"""Validated shapes of the curated occupations and trainings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from knowledge.schema import Source, Strict
from knowledge.work_asks import WorkAsks

Sector = Literal[
    "transport", "logistiek", "bouw", "installatie", "metaal", "metaalbewerking", "techniek", "schoonmaak", "zorg",
    "kinderopvang", "welzijn", "detailhandel", "horeca", "uitzend", "onderwijs", "overheid", "agrarisch", "voeding",
    "proces", "ict", "zakelijk", "beveiliging", "cultuur", "mvt", "carrosserie", "uiterlijk_verzorging",
]  # fmt: skip
Level = Literal["geen", "mbo_1", "mbo_2", "mbo_3", "mbo_4", "hbo", "wo"]
CourseForm = Literal[
    "mbo_bol_ft", "mbo_bbl", "hbo_ft", "hbo_pt", "hbo_dual", "wo_ft", "wo_pt", "wo_dual", "modular", "short",
]  # fmt: skip
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Sentence = Annotated[str, Field(min_length=10)]
Mode = Literal["bol", "bbl", "deeltijd", "voltijd", "kort", "online"]
PriceClass = Literal[
    "free", "up_to_500", "up_to_2500", "above_2500", "mbo_fee", "hbo_fee", "free_if_required", "municipality_decides",
]  # fmt: skip
Kind = Literal["entree", "mbo", "hbo", "kort", "basis"]


class NextStep(Strict):
    """A job one can go to from here; `why` says what the person already can."""

    to: Identifier
    why: Sentence


class Chance(Strict):
    """What UWV says about the demand; left out where UWV says nothing. `listed_as` is UWV's name, often of a group."""

    level: Literal["veel werk"]
    listed_as: str
    source: Source


class Occupation(Strict):
    """One occupation in everyday Dutch.

    `spoken` are phrases a person says instead of the name; their words may stand apart in a sentence.
    `esco_approximate`: ESCO has no entry for this work, only a neighbour; its skills and names are then not ours.
    `holland` are the three highest interest letters (O*NET through ESCO: American averages, indicative only).
    """

    id: Identifier
    name: str
    female: str | None = None
    male: str | None = None
    synonyms: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    sector: Sector
    cao: str | None = None
    level: Level
    isco: Annotated[str, Field(pattern=r"^\d{4}$")]
    esco: Annotated[str, Field(pattern=r"^http://data\.europa\.eu/esco/occupation/")]
    esco_approximate: bool = False
    holland: Annotated[str, Field(pattern=r"^[RIASEC]{3}$")] | None = None
    physical_load: Literal["licht", "middel", "zwaar"]
    description: Sentence
    entry: Sentence
    next_steps: Annotated[tuple[NextStep, ...], Field(min_length=3)]
    chances: Chance | None = None
    source: Source | None = None
    """Of the description; `load_all` fills in that of `occupations_source.yaml` where an entry has none."""
    asks: WorkAsks | None = None
    """Of body and day; `load_all` fills it in from `work_asks.yaml`. None for an occupation of ESCO."""

    @property
    def skilled_as(self) -> str:
        """The ESCO entry whose skills this work asks; empty where ESCO only has a neighbour."""
        return "" if self.esco_approximate else self.esco

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the occupation itself, the usual one first, without the spoken phrases."""
        return (self.name, *(form for form in (self.female, self.male) if form), *self.synonyms)

    @model_validator(mode="after")
    def _steps_lead_elsewhere(self) -> Occupation:
        targets = [step.to for step in self.next_steps]
        if self.id in targets or len(set(targets)) != len(targets):
            raise ValueError(f"next_steps of {self.id} repeat a target or point to itself: keep each `to` once")
        return self


class Training(Strict):
    """A qualification or course, without any provider: who offers it differs by region.

    `course` is the value of the fact `course` in the budget rules, for the form that suits somebody with a job;
    left out where the rules know no such form (vavo, zij-instroom): then the rules ask. `modes` are all forms.
    `months` are the shortest and the longest usual duration, `price` a class in euro; both only where a source says so.
    What kind of price goes with its form stands in `training_prices.yaml`.
    Without `sector` it is for everybody.
    """

    id: Identifier
    name: str
    synonyms: tuple[str, ...] = ()
    kind: Kind
    level: Level
    sector: Sector | None = None
    modes: Annotated[tuple[Mode, ...], Field(min_length=1)]
    course: CourseForm | None = None
    duration: str | None = None
    months: tuple[int, int] | None = None
    price: PriceClass | None = None
    entry: Sentence
    regulated: bool = False
    occupations: tuple[Identifier, ...] = ()
    crebo: Annotated[str, Field(pattern=r"^\d{5}$")] | None = None
    summary: Sentence
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    verified: date

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)

    @model_validator(mode="after")
    def _duration_in_words_and_months(self) -> Training:
        if self.months and (self.duration is None or not 0 < self.months[0] <= self.months[1]):
            raise ValueError(f"months of {self.id} need a duration in words, and run from short to long: mend them")
        return self
