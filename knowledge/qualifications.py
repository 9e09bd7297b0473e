"""The imported list of mbo qualifications beside the curated trainings: what is gone, and what it adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.career_schema import Level, Mode, Occupation, Training
from knowledge.imported_texts import MboTexts
from knowledge.schema import Source
from knowledge.words import compact

PREFIX = "mbo:"
LAW_YEAR = 2015  # that list tells levels and ways of its year, not what is still taught
_LEVELS: dict[int, Level] = {1: "mbo_1", 2: "mbo_2", 3: "mbo_3", 4: "mbo_4"}
Row = Mapping[str, Any]


class MboTraining(Training):
    """A qualification that nobody curated: no duration, price or entry; level and ways only where a list tells them."""

    id: str
    level: Level | None = None  # type: ignore[assignment]
    modes: tuple[Mode, ...] = ()
    entry: str = ""
    regulated: bool | None = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Trainings:
    """`current`: to show, the curated ones first. `gone`: their crebo is not in the current list; never shown anew."""

    current: tuple[Training, ...]
    gone: tuple[Training, ...] = ()


def beside(
    curated: Sequence[Training],
    occupations: Iterable[Occupation],
    rows: Sequence[Row],
    imported_on: date,
    texts: MboTexts,
) -> Trainings:
    """The curated trainings judged by the current list (rows of `mbo_qualifications`), and what the list adds.

    Without a current list, such as with the law of 2015 alone, nothing is gone and nothing is added.
    """
    newest = max((row["list_year"] for row in rows), default=LAW_YEAR)
    if newest <= LAW_YEAR:
        return Trainings(tuple(curated))
    listed = [row for row in rows if row["list_year"] == newest]
    crebos = {row["crebo"] for row in listed}
    gone = tuple(training for training in curated if training.crebo and training.crebo not in crebos)
    kept = [training for training in curated if training not in gone]
    covered = {training.crebo for training in kept}
    names = {compact(name) for training in kept for name in training.names}
    named: dict[str, list[str]] = {}
    for occupation in occupations:
        for name in occupation.names:
            named.setdefault(compact(name), []).append(occupation.id)
    added = [
        _training(row, tuple(dict.fromkeys(named.get(compact(row["name"]), ()))), imported_on, texts)
        for row in listed
        if row["crebo"] not in covered and compact(row["name"]) not in names
    ]
    return Trainings((*kept, *added), gone)


def _training(row: Row, occupations: tuple[str, ...], imported_on: date, texts: MboTexts) -> MboTraining:
    level, year = row["level"], row["list_year"]
    modes: tuple[Mode, ...] = tuple(mode for mode in ("bbl", "bol") if mode.upper() in (row["ways"] or "").split("/"))
    summary = texts.summary_with_level if level else texts.summary
    source = Source(title=texts.title.format(year=year), url=texts.url, retrieved=imported_on, info_date=str(year))
    return MboTraining(
        id=PREFIX + row["crebo"],
        name=row["name"],
        kind="entree" if level == 1 else "mbo",
        level=_LEVELS.get(level),
        modes=modes,
        course="mbo_bbl" if "bbl" in modes else "mbo_bol_ft" if modes else None,
        regulated=bool(row["regulated_by"]) if level else None,
        occupations=occupations,
        crebo=row["crebo"],
        summary=summary.format(level=level, year=year),
        sources=(source,),
        verified=imported_on,
    )
