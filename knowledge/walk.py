"""From one occupation to all others: how likely and how wise each move is.

Three questions, each answered from 0 to 1. What is the work about: meaning of the texts, ESCO skills, sector, ISCO.
Where does it lead: level, load, ways up. What do advisers say: the curated steps.
The weights were fitted (conditional logit, then rounded) on the curated steps of occupations that do not occur in
`knowledge/data/moves_unseen.yaml`. Load got half its fitted weight: the curated steps favour lighter work on purpose.
Tried and left out: steps of the most similar work, which find more curated steps but fewer moves of the unseen list,
and Holland letters, which add nothing once meaning counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.career_schema import Occupation
from knowledge.encoder import Vectors
from knowledge.likeness import Likeness
from knowledge.nearness import (
    SectorFamilies,
    isco_fit,
    level_fit,
    levels_up,
    load_fit,
    read_families,
    read_ways_up,
    sector_fit,
    ways_of,
)
from knowledge.skill_profiles import SkillProfiles

MEANING, SKILLS, SECTOR, ISCO = 0.5, 0.15, 0.05, 0.03  # shares of "about"; what is not known is left out
ABOUT, LEVEL, LOAD, WAY_UP = 0.7, 0.15, 0.075, 0.075
CURATED = 0.15
LATER_STEP = 0.04  # each place further down the curated list


class Walk:
    """All occupations by id. Read-only after construction.

    Raises KnowledgeError when `sector_families.yaml` or `ways_up.yaml` is missing or malformed.
    """

    def __init__(
        self,
        occupations: Iterable[Occupation],
        profiles: SkillProfiles,
        vectors: Mapping[str, Vectors] | None = None,
        families: SectorFamilies | None = None,
    ) -> None:
        self._occupations = {occupation.id: occupation for occupation in occupations}
        self._profiles = profiles
        self._likeness = Likeness(vectors or {})
        self._families = families or read_families()
        self._sectors = {occupation.sector for occupation in self._occupations.values()}
        ways = read_ways_up()
        self._ways = {occupation.id: ways_of(occupation, ways) for occupation in self._occupations.values()}

    def scores(self, start: Occupation, curated_steps: bool = True) -> dict[str, float]:
        """Occupation id -> 0 to 1, without `start`. `curated_steps=False` leaves the steps out."""
        held = self._profiles.of(start.skilled_as)
        skills = self._profiles.fits(held) if held else {}
        meaning = self._likeness.to(start.id)
        sectors = {sector: sector_fit(start.sector, sector, self._families) for sector in self._sectors}
        steps, share = (step_fits(start), CURATED) if curated_steps else ({}, 0.0)
        found: dict[str, float] = {}
        for goal in self._occupations.values():
            sector = sectors[goal.sector]
            about = _about(sector, isco_fit(start, goal), meaning.get(goal.id), skills.get(goal.skilled_as))
            fit = ABOUT * about + self._ahead(start, goal, sector)
            found[goal.id] = (1 - share) * fit + share * steps.get(goal.id, 0.0)
        found.pop(start.id, None)
        return found

    def _ahead(self, start: Occupation, goal: Occupation, sector: float) -> float:
        """Where the move leads. A way up counts as far as it stays in the field."""
        way_up = sector if self._ways[goal.id] - self._ways[start.id] else 0.0
        return LEVEL * level_fit(levels_up(start, goal)) + LOAD * load_fit(start, goal) + WAY_UP * way_up


def _about(sector: float, isco: float, meaning: float | None, skills: float | None) -> float:
    known = [(SECTOR, sector), (ISCO, isco), (MEANING, meaning), (SKILLS, skills)]
    total = sum(weight for weight, fit in known if fit is not None)
    return sum(weight * fit for weight, fit in known if fit is not None) / total


def step_fits(start: Occupation) -> dict[str, float]:
    """Occupation id -> 1 for the first curated step, a little less for each next one."""
    return {step.to: 1.0 - LATER_STEP * place for place, step in enumerate(start.next_steps)}
