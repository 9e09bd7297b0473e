"""Makes the trainings and offers of the look-up bench: as many as asked, every time the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from knowledge.career_schema import CourseForm, Level, Mode, Occupation, Training
from knowledge.offers import Offer
from knowledge.schema import Source

TEXTS = Path(__file__).with_name("lookups.yaml")
DAY = date(2026, 11, 25)  # of the made-up sources; any day will do
Kind = Literal["mbo", "hbo", "kort"]
_CREBOS, _SCHOOLS, _SCHOOLS_PER_CREBO = 3_000, 70, 6
_KINDS: Sequence[Kind] = ("mbo", "mbo", "mbo", "hbo", "kort", "kort", "kort")
_MODES: dict[str, Sequence[tuple[Mode, ...]]] = {
    "mbo": (("bbl", "bol"), ("bbl",), ("bol",)),
    "hbo": (("deeltijd",), ("deeltijd", "voltijd")),
    "kort": (("kort",), ("kort", "online"), ("online",), ("deeltijd", "kort")),
}
_LEVELS: dict[str, Sequence[Level]] = {"mbo": ("mbo_2", "mbo_3", "mbo_4"), "hbo": ("hbo",), "kort": ("geen", "mbo_2")}
_MONTHS = {"mbo": (12, 48), "hbo": (24, 48), "kort": (1, 12)}
_COURSES: dict[str, CourseForm] = {"hbo": "hbo_pt", "kort": "short"}


@dataclass(frozen=True)
class Subject:
    """What a course is about: the name of an occupation, and its id when it is a curated one."""

    name: str
    occupation: str | None


def read_texts() -> Any:
    """The content of `lookups.yaml`."""
    return yaml.safe_load(TEXTS.read_text(encoding="utf-8"))


def subjects(occupations: Sequence[Occupation], esco_names: Sequence[str]) -> list[Subject]:
    """All names of the curated occupations, and as many names that only ESCO has as there are."""
    curated = [Subject(name, occupation.id) for occupation in occupations for name in occupation.names]
    known = {subject.name for subject in curated}
    return curated + [Subject(name, None) for name in esco_names if name not in known]


def make_trainings(
    number: int, about: Sequence[Subject], occupations: Sequence[str], sectors: Sequence[str], seed: int = 1
) -> Iterator[Training]:
    """Half of them about a curated occupation. `occupations`: ids to which a course may lead as well."""
    random, texts = Random(seed), read_texts()
    curated = [subject for subject in about if subject.occupation]
    source = Source(title=texts["source"], retrieved=DAY)
    for count in range(number):
        subject, kind = random.choice(curated if count % 2 else about), random.choice(_KINDS)
        name = random.choice(texts["courses"][kind]).format(subject.name, random.choice(sectors).lower())
        modes = random.choice(_MODES[kind])
        leads_to = dict.fromkeys([subject.occupation, random.choice(occupations)]) if subject.occupation else {}
        yield Training(
            id=f"bench_{count}",
            name=name[0].upper() + name[1:],
            synonyms=(f"{subject.name} {count % 100}",) if count % 10 == 0 else (),
            kind=kind,
            level=random.choice(_LEVELS[kind]),
            modes=modes,
            course="mbo_bbl" if "bbl" in modes else _COURSES.get(kind),
            duration=texts["duration"],
            months=_months(kind, random),
            price=random.choice((None, "free", "up_to_500", "up_to_2500", "above_2500")),
            entry=texts["entry"],
            occupations=tuple(id for id in leads_to if id),
            crebo=_crebo(random.randrange(_CREBOS)) if kind == "mbo" else None,
            summary=texts["summary"].format(name),
            sources=(source,),
            verified=DAY,
        )


def make_offers(regions: Sequence[str], seed: int = 1) -> Iterator[Offer]:
    """Some schools for every crebo, each in its own region."""
    random = Random(seed)
    at = {f"school {school}": random.choice(regions) for school in range(_SCHOOLS)}
    for number in range(_CREBOS):
        for school in random.sample(sorted(at), _SCHOOLS_PER_CREBO):
            for form in random.choice((("bol",), ("bbl",), ("bbl", "bol"))):
                yield Offer(school, _crebo(number), form, "2026", "", at[school], "bench", DAY)


def _crebo(number: int) -> str:
    return f"{90_000 + number}"  # no curated training has one of these: its offers must not be made up


def _months(kind: str, random: Random) -> tuple[int, int] | None:
    shortest, longest = sorted(random.choices(range(*_MONTHS[kind]), k=2))
    return (shortest, longest) if random.random() < 0.8 else None
