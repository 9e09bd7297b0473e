"""How near two occupations lie, apart from what they are about: sector, ISCO group, level, load and ways up."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from knowledge.career_schema import Level, Occupation
from knowledge.errors import KnowledgeError
from knowledge.reading import read_yaml
from knowledge.schema import Strict

LEVELS: tuple[Level, ...] = ("geen", "mbo_1", "mbo_2", "mbo_3", "mbo_4", "hbo", "wo")
LEVEL_OF_EDUCATION: dict[str, Level] = {
    "none": "geen", "mbo1": "mbo_1", "mbo2": "mbo_2", "mbo3": "mbo_3", "mbo4": "mbo_4", "hbo": "hbo", "wo": "wo",
}  # fmt: skip
"""What the fact `edu` says, as the level of an occupation."""
LOADS = ("licht", "middel", "zwaar")
# One level up is what one diploma gives, two what years of work give; lower is possible but seldom wished.
_BY_LEVELS_UP = {-2: 0.1, -1: 0.7, 0: 0.9, 1: 1.0, 2: 0.8, 3: 0.5, 4: 0.1, 5: 0.05, 6: 0.0}
_LIGHTER, _AS_HEAVY, _HEAVIER = 1.0, 0.55, 0.0
DATA = Path(__file__).parent / "data"
Shape = TypeVar("Shape", bound=Strict)


class SectorFamilies(Strict):
    """`sector_families.yaml`: sectors between which people move easily."""

    families: tuple[frozenset[str], ...]


class WaysUp(Strict):
    """`ways_up.yaml`: what people grow into within their field, as beginnings of ISCO-08 codes."""

    ways: dict[str, tuple[str, ...]]


def read_families(file: Path = DATA / "sector_families.yaml") -> SectorFamilies:
    """Raises KnowledgeError when the file is missing or has another shape."""
    return _read(file, SectorFamilies)


def read_ways_up(file: Path = DATA / "ways_up.yaml") -> WaysUp:
    """Raises KnowledgeError when the file is missing or has another shape."""
    return _read(file, WaysUp)


def levels_up(start: Occupation, goal: Occupation) -> int:
    return LEVELS.index(goal.level) - LEVELS.index(start.level)


def level_fit(up: int) -> float:
    """Of so many levels up: 1 for one, a little less for none, little for far up or far down."""
    return _BY_LEVELS_UP[max(-2, up)]


def load_fit(start: Occupation, goal: Occupation) -> float:
    """1 for work that asks less of the body, 0.55 for as much, 0 for more."""
    heavier = LOADS.index(goal.physical_load) - LOADS.index(start.physical_load)
    return _AS_HEAVY if heavier == 0 else _HEAVIER if heavier > 0 else _LIGHTER


def isco_fit(start: Occupation, goal: Occupation) -> float:
    """The part of the four ISCO digits that agree from the left: 0, 0.25, 0.5, 0.75 or 1."""
    same = 0
    for one, other in zip(start.isco, goal.isco, strict=True):
        if one != other:
            break
        same += 1
    return same / 4


def sector_fit(start: str, goal: str, families: SectorFamilies) -> float:
    """1 in the same sector, 0.5 in a sector of one family, else 0."""
    if start == goal:
        return 1.0
    return 0.5 if any({start, goal} <= family for family in families.families) else 0.0


def ways_of(occupation: Occupation, ways: WaysUp) -> frozenset[str]:
    """Which of leading, planning, teaching, checking and selling the occupation is."""
    return frozenset(name for name, codes in ways.ways.items() if occupation.isco.startswith(codes))


def _read(file: Path, shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(read_yaml(file))
    except ValueError as error:
        raise KnowledgeError(file, "", f"has another shape: {error}.", f"Compare it with {shape.__name__}.") from error
