"""What somebody wishes of other work, and an occupation within reach."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.career_schema import Chance, Occupation, Training
from knowledge.interests import checked_letters
from knowledge.nearness import LOADS, levels_up


@dataclass(frozen=True)
class Wish:
    """Filters, and one preference. `other_sector` and `higher_level` compare with the occupation one starts from.

    They do nothing without it. `lighter` asks for less weight than that occupation, or for light work when none is
    known. `interests` are Holland letters, the strongest first ("SRI"): they order what is found and leave nothing out.
    Raises ValueError on letters that are no Holland code.
    """

    lighter: bool = False
    other_sector: bool = False
    higher_level: bool = False
    interests: str | None = None

    def __post_init__(self) -> None:
        if self.interests is not None:
            checked_letters(self.interests)

    def allows(self, goal: Occupation, start: Occupation | None) -> bool:
        """Whether the filters let this occupation through."""
        most = LOADS.index(start.physical_load) if start else 1
        return (
            (not self.lighter or LOADS.index(goal.physical_load) < most)
            and (not self.other_sector or start is None or goal.sector != start.sector)
            and (not self.higher_level or start is None or levels_up(start, goal) > 0)
        )


@dataclass(frozen=True)
class Reach:
    """An occupation within reach; `score` 0 to 1 orders, it is no probability.

    `have` and `missing` are Dutch names, the most telling first; both are empty where no source knows the skills.
    `why` is the sentence of the curated step, where there is one. `trainings` lead there; `chances` are UWV's.
    """

    occupation: Occupation
    score: float
    have: tuple[str, ...]
    missing: tuple[str, ...]
    why: str | None
    trainings: tuple[Training, ...]
    chances: Chance | None
    levels_up: int | None
