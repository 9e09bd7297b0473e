"""How near two occupations lie, apart from their skills: curated steps, sector, ISCO group and level."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.career_schema import Level, Occupation
from knowledge.errors import KnowledgeError
from knowledge.reading import read_yaml
from knowledge.schema import Strict

LEVELS: tuple[Level, ...] = ("geen", "mbo_1", "mbo_2", "mbo_3", "mbo_4", "hbo", "wo")
LOADS = ("licht", "middel", "zwaar")
LATER_STEP = 0.04  # each place further down the curated list
TWO_STEPS = 0.4  # a step from a step
# The same level or one up is what one diploma gives; lower is possible but seldom wished; far up takes years.
_BY_LEVELS_UP = {-2: 0.3, -1: 0.6, 0: 1.0, 1: 1.0, 2: 0.7, 3: 0.4}
FILE = Path(__file__).parent / "data" / "sector_families.yaml"


class SectorFamilies(Strict):
    """`sector_families.yaml`: sectors between which people move easily."""

    families: tuple[frozenset[str], ...]


def read_families(file: Path = FILE) -> SectorFamilies:
    """Raises KnowledgeError when the file is missing or has another shape."""
    try:
        return SectorFamilies.model_validate(read_yaml(file))
    except ValueError as error:
        raise KnowledgeError(file, "", f"has another shape: {error}.", "Compare it with SectorFamilies.") from error


def levels_up(start: Occupation, goal: Occupation) -> int:
    return LEVELS.index(goal.level) - LEVELS.index(start.level)


def level_fit(start: Occupation, goal: Occupation) -> float:
    """1 for the same level or one up, less for lower or much higher."""
    return _BY_LEVELS_UP[max(-2, min(3, levels_up(start, goal)))]


def gain(start: Occupation, goal: Occupation) -> float:
    """What the move brings, 0 to 1: half for a higher level, half for work that asks less of the body."""
    lighter = LOADS.index(goal.physical_load) < LOADS.index(start.physical_load)
    return 0.5 * (levels_up(start, goal) > 0) + 0.5 * lighter


def isco_fit(start: Occupation, goal: Occupation) -> float:
    """The part of the four ISCO digits that agree from the left: 0, 0.25, 0.5, 0.75 or 1."""
    same = 0
    for one, other in zip(start.isco, goal.isco, strict=True):
        if one != other:
            break
        same += 1
    return same / 4


def sector_fit(start: Occupation, goal: Occupation, families: SectorFamilies) -> float:
    """1 in the same sector, 0.5 in a sector of one family, else 0."""
    if start.sector == goal.sector:
        return 1.0
    one, other = start.sector, goal.sector
    return 0.5 if any(one in family and other in family for family in families.families) else 0.0


def step_fits(start: Occupation, occupations: Mapping[str, Occupation]) -> dict[str, float]:
    """Occupation id -> 1 for the first curated step, a little less for each next one, 0.4 for a step from a step."""
    targets = [step.to for step in start.next_steps]
    later = {
        step.to: TWO_STEPS for target in targets if target in occupations for step in occupations[target].next_steps
    }
    return later | {target: 1.0 - LATER_STEP * place for place, target in enumerate(targets)}
