"""From what somebody can to work within reach: what they can already, what they miss, and the step between."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from knowledge.career_schema import Chance, Occupation, Training
from knowledge.nearness import (
    LEVELS,
    LOADS,
    SectorFamilies,
    gain,
    isco_fit,
    level_fit,
    levels_up,
    read_families,
    sector_fit,
    step_fits,
)
from knowledge.said_skills import Evidence, SaidSkills
from knowledge.skill_names import SkillNames, told
from knowledge.skill_profiles import Profile, Relation, Skill, SkillProfiles, alike, covered

MOST_REACHED, MOST_TRAININGS = 10, 3
# What an adviser looks at: what one can, then the known steps, then the field (sector), then what the move brings.
# The first digit of ISCO is a level and no field, so it says little about the way up.
SKILLS, STEP, SECTOR, GAIN, LEVEL, ISCO = 0.35, 0.3, 0.15, 0.1, 0.05, 0.05


@dataclass(frozen=True)
class Wish:
    """Filters. `other_sector` and `higher_level` compare with the occupation one starts from, and do nothing without.

    `lighter` asks for less weight than that occupation, or for light work when none is known.
    """

    lighter: bool = False
    other_sector: bool = False
    higher_level: bool = False


NO_WISH = Wish()


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


class SkillGraph:
    """All occupations with their skills. Read-only after construction, so safe to share between threads.

    Without skills and relations it walks on curated steps, sector, ISCO and level alone.
    Raises KnowledgeError when `everyday_skills.yaml` or `sector_families.yaml` is missing or malformed.
    """

    def __init__(
        self,
        occupations: Iterable[Occupation],
        skills: Iterable[Skill] = (),
        relations: Iterable[Relation] = (),
        trainings: Iterable[Training] = (),
        families: SectorFamilies | None = None,
    ) -> None:
        self._occupations = {occupation.id: occupation for occupation in occupations}
        known = tuple(skills)
        self._profiles = SkillProfiles(known, relations, {each.esco for each in self._occupations.values()})
        self._names = SkillNames(known)
        every_training = tuple(trainings)
        self._leading = self._by_goal(every_training)
        self._families = families or read_families()
        self._said = SaidSkills(self._occupations.values(), self._profiles, every_training)

    def from_occupation(
        self, id: str, wish: Wish = NO_WISH, limit: int = MOST_REACHED, curated_steps: bool = True
    ) -> list[Reach]:
        """Best first. `curated_steps=False` leaves the steps out of the score. Raises KeyError on an unknown id."""
        start = self._occupations[id]
        held = self._profiles.of(start.esco)
        steps = step_fits(start, self._occupations) if curated_steps else None
        return self._ranked(lambda goal: self._near(start, goal, held, steps), held, wish, limit, start)

    def from_skills(self, names: Iterable[str], wish: Wish = NO_WISH, limit: int = MOST_REACHED) -> list[Reach]:
        """From Dutch skill names (or ESCO URIs); empty when none of them is known."""
        ids = [id for name in names for id in self._names.find(name)]
        if not ids:
            return []
        held = self._profiles.of_skills(ids)
        return self._ranked(lambda goal: self._alike(goal, held) or 0.0, held, wish, limit)

    def from_text(
        self, text: str, wish: Wish = NO_WISH, limit: int = MOST_REACHED, occupation: str | None = None
    ) -> list[Reach]:
        """From what somebody says they can or have, and from their occupation when it is known: half each.

        Empty when nothing in the text is known. Raises KeyError on an unknown occupation id.
        """
        start = self._occupations[occupation] if occupation else None
        held = self._profiles.of(start.esco) if start else None
        found = self.said(text)
        if not found:
            return []
        total = sum(evidence.telling for evidence in found)
        steps = step_fits(start, self._occupations) if start else None

        def fit(goal: Occupation) -> float:
            said = sum(evidence.telling * evidence.fits.get(goal.id, 0.0) for evidence in found) / total
            return (said + self._near(start, goal, held, steps)) / 2 if start else said

        return self._ranked(fit, held, wish, limit, start, found)

    def said(self, text: str) -> list[Evidence]:
        """The everyday skills and certificates that a text names, in order of their place in the data."""
        return self._said.find(text)

    def _near(
        self, start: Occupation, goal: Occupation, held: Profile | None, steps: Mapping[str, float] | None
    ) -> float:
        score = SECTOR * sector_fit(start, goal, self._families) + ISCO * isco_fit(start, goal)
        score += LEVEL * level_fit(start, goal) + GAIN * gain(start, goal)
        weight = SECTOR + ISCO + LEVEL + GAIN
        if steps is not None:
            score, weight = score + STEP * steps.get(goal.id, 0.0), weight + STEP
        shared = self._alike(goal, held)
        if shared is not None:
            score, weight = score + SKILLS * shared, weight + SKILLS
        return score / weight

    def _alike(self, goal: Occupation, held: Profile | None) -> float | None:
        """Half what is literally the same, half kinship. The root: sharing a quarter of a profession is much."""
        wanted = self._profiles.of(goal.esco)
        if wanted is None or held is None:
            return None
        return (math.sqrt(covered(wanted, held)) + alike(wanted, held)) / 2

    def _ranked(
        self,
        fit: Callable[[Occupation], float],
        held: Profile | None,
        wish: Wish,
        limit: int,
        start: Occupation | None = None,
        said: Sequence[Evidence] = (),
    ) -> list[Reach]:
        goals = [goal for goal in self._occupations.values() if goal is not start and _wished(goal, wish, start)]
        scored = [(score, goal) for goal in goals if (score := fit(goal)) > 0]
        scored.sort(key=lambda entry: (-entry[0], entry[1].chances is None, entry[1].id))
        return [self._reach(goal, score, held, start, said) for score, goal in scored[:limit]]

    def _reach(
        self, goal: Occupation, score: float, held: Profile | None, start: Occupation | None, said: Sequence[Evidence]
    ) -> Reach:
        wanted = self._profiles.of(goal.esco)
        have, missing = told(self._profiles.skills, wanted, held, said, goal.id)
        steps = {step.to: step.why for step in start.next_steps} if start else {}
        return Reach(
            occupation=goal,
            score=round(score, 3),
            have=have,
            missing=missing,
            why=steps.get(goal.id),
            trainings=self._leading_to(goal, start),
            chances=goal.chances,
            levels_up=levels_up(start, goal) if start else None,
        )

    def _leading_to(self, goal: Occupation, start: Occupation | None) -> tuple[Training, ...]:
        """Trainings for the goal, those of its own level first; not those that lead to where one is already."""
        found = self._leading.get(goal.id, ())
        return tuple(islice((each for each in found if not start or start.id not in each.occupations), MOST_TRAININGS))

    def _by_goal(self, trainings: Iterable[Training]) -> dict[str, list[Training]]:
        """Occupation id -> the trainings that lead to it, those of its own level first."""
        leading: dict[str, list[Training]] = defaultdict(list)
        for training in trainings:
            for id in dict.fromkeys(training.occupations):
                leading[id].append(training)
        for id, found in leading.items():
            if id in self._occupations:
                wanted = LEVELS.index(self._occupations[id].level)
                found.sort(key=lambda each: (abs(LEVELS.index(each.level) - wanted), each.id))
        return leading


def _wished(goal: Occupation, wish: Wish, start: Occupation | None) -> bool:
    most = LOADS.index(start.physical_load) if start else 1
    return (
        (not wish.lighter or LOADS.index(goal.physical_load) < most)
        and (not wish.other_sector or start is None or goal.sector != start.sector)
        and (not wish.higher_level or start is None or levels_up(start, goal) > 0)
    )
