"""From what somebody can to work within reach: what they can already, what they miss, and the step between."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from knowledge.career_schema import Level, Occupation, Training
from knowledge.encoder import Vectors
from knowledge.interests import checked_letters, interest_fit
from knowledge.nearness import LEVELS, SectorFamilies, level_fit, levels_up
from knowledge.reach import Reach, Wish
from knowledge.said_skills import Evidence, SaidSkills
from knowledge.skill_names import MOST_TOLD, SkillNames, told
from knowledge.skill_profiles import Profile, Relation, Skill, SkillProfiles
from knowledge.walk import Walk

__all__ = ["NO_WISH", "Reach", "SkillGraph", "Wish"]

NO_WISH = Wish()
MOST_REACHED, MOST_TRAININGS = 10, 3
NOT_TOLD = 1  # what counts beside the skills that were named: one skill alone is half a reason
INTERESTS = 0.25  # the share of wished interests in a score that comes from somewhere else
LEVEL_BESIDE_INTERESTS = 0.2
LEVEL_BESIDE_SAID = 0.7  # the share of a fit that is lost on work far above or below what somebody is used to
CAUTION = 0.03  # a level, when nobody knows where somebody stands: work that is entered sooner comes first


class SkillGraph:
    """All occupations with their skills. Read-only after construction, so safe to share between threads.

    It walks with what it has: without `vectors` of the texts and without skills on steps, sector, ISCO and level alone.
    Raises KnowledgeError when `everyday_skills.yaml` or a file of `Walk` is missing or malformed.
    """

    def __init__(
        self,
        occupations: Iterable[Occupation],
        skills: Iterable[Skill] = (),
        relations: Iterable[Relation] = (),
        trainings: Iterable[Training] = (),
        families: SectorFamilies | None = None,
        vectors: Mapping[str, Vectors] | None = None,
    ) -> None:
        self._occupations = {occupation.id: occupation for occupation in occupations}
        known = tuple(skills)
        self._profiles = SkillProfiles(
            known, relations, {each.skilled_as for each in self._occupations.values()} - {""}
        )
        self._names = SkillNames(known)
        courses = tuple(trainings)
        self._leading_to = {id: _leading_to(goal, courses) for id, goal in self._occupations.items()}
        self._walk = Walk(self._occupations.values(), self._profiles, vectors, families)
        self._said = SaidSkills(self._occupations.values(), self._profiles, courses)

    def from_occupation(
        self, id: str, wish: Wish = NO_WISH, limit: int = MOST_REACHED, curated_steps: bool = True
    ) -> list[Reach]:
        """Best first. `curated_steps=False` leaves the steps out of the score. Raises KeyError on an unknown id."""
        start = self._occupations[id]
        return self._ranked(
            self._walk.scores(start, curated_steps), self._profiles.of(start.skilled_as), wish, limit, start
        )

    def from_skills(self, names: Iterable[str], wish: Wish = NO_WISH, limit: int = MOST_REACHED) -> list[Reach]:
        """From Dutch skill names (or ESCO URIs); empty when none of them is known."""
        ids = [id for name in names for id in self._names.find(name)]
        if not ids:
            return []
        held = self._profiles.of_skills(ids)
        fits = self._profiles.fits(held)
        sure = len(ids) / (len(ids) + NOT_TOLD)
        scores = {id: fits[goal.skilled_as] * sure for id, goal in self._occupations.items() if goal.skilled_as in fits}
        return self._ranked(scores, held, wish, limit)

    def from_text(
        self,
        text: str,
        wish: Wish = NO_WISH,
        limit: int = MOST_REACHED,
        occupation: str | None = None,
        level: Level | None = None,
    ) -> list[Reach]:
        """From what somebody says they can or have, and from their occupation when it is known: work must fit both.

        What fits what was said counts for less as it lies further from their `level` of education or that of their
        occupation, whichever is higher. Empty when nothing in the text is known. Raises KeyError on an unknown
        occupation id.
        """
        start = self._occupations[occupation] if occupation else None
        found = self.said(text)
        if not found:
            return []
        total = sum(evidence.telling for evidence in found)
        own = max((each for each in (level, start and start.level) if each), key=LEVELS.index, default=None)
        scores = {
            id: _within_reach(goal.level, own)
            * sum(evidence.telling * evidence.fits.get(id, 0.0) for evidence in found)
            / total
            for id, goal in self._occupations.items()
        }
        if start is None:
            sure = len(found) / (len(found) + NOT_TOLD)
            return self._ranked({id: sure * fit for id, fit in scores.items()}, None, wish, limit, None, found)
        both = {id: math.sqrt(scores[id] * fit) for id, fit in self._walk.scores(start).items()}
        return self._ranked(both, self._profiles.of(start.skilled_as), wish, limit, start, found)

    def from_interests(
        self, letters: str, wish: Wish = NO_WISH, limit: int = MOST_REACHED, level: Level | None = None
    ) -> list[Reach]:
        """From Holland letters alone ("SRI", the strongest first), for somebody without an occupation.

        With `level` nothing more than one level above it. Occupations without letters are left out.
        Raises ValueError on letters that are no Holland code.
        """
        person = checked_letters(letters)
        scores = {id: interest_fit(person, goal.holland) for id, goal in self._occupations.items() if goal.holland}
        if level is not None:
            own = LEVELS.index(level)
            above = {id: LEVELS.index(self._occupations[id].level) - own for id in scores}
            scores = {
                id: (1 - LEVEL_BESIDE_INTERESTS) * fit + LEVEL_BESIDE_INTERESTS * level_fit(above[id])
                for id, fit in scores.items()
                if above[id] <= 1
            }
        return self._ranked(scores, None, wish, limit)

    def said(self, text: str) -> list[Evidence]:
        """The everyday skills, certificates and skills of ESCO that a text names, in that order."""
        return self._said.find(text)

    def _ranked(
        self,
        scores: Mapping[str, float],
        held: Profile | None,
        wish: Wish,
        limit: int,
        start: Occupation | None = None,
        said: Sequence[Evidence] = (),
    ) -> list[Reach]:
        found = [
            (_with_interests(score, goal, wish), goal)
            for id, score in scores.items()
            if score > 0 and (goal := self._occupations[id]) is not start and wish.allows(goal, start)
        ]
        found.sort(key=lambda entry: (-entry[0], entry[1].chances is None, entry[1].id))
        return [self._reach(goal, score, held, start, said) for score, goal in found[:limit]]

    def _reach(
        self, goal: Occupation, score: float, held: Profile | None, start: Occupation | None, said: Sequence[Evidence]
    ) -> Reach:
        wanted = self._profiles.of(goal.skilled_as)
        have, missing = told(self._profiles.skills, wanted, held, said, goal.id)
        if start:
            have, missing = self._in_everyday_words(start, goal, have, missing)
        steps = {step.to: step.why for step in start.next_steps} if start else {}
        new = [course for course in self._leading_to[goal.id] if not (start and start.id in course.occupations)]
        return Reach(
            occupation=goal,
            score=round(score, 3),
            have=have,
            missing=missing,
            why=steps.get(goal.id),
            trainings=tuple(new[:MOST_TRAININGS]),
            chances=goal.chances,
            levels_up=levels_up(start, goal) if start else None,
        )

    def _in_everyday_words(
        self, start: Occupation, goal: Occupation, have: Sequence[str], missing: Sequence[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What both ask, and what only the goal asks, in words that people use, before the labels of ESCO."""
        known, asked = {skill.id for skill in self._said.everyday(start)}, self._said.everyday(goal)
        both = [skill.name for skill in asked if skill.id in known]
        new = [skill.name for skill in asked if skill.id not in known and not skill.trait and skill.name not in have]
        told_have = tuple(dict.fromkeys([*both, *have]))[:MOST_TOLD]
        return told_have, tuple(name for name in dict.fromkeys([*new, *missing]) if name not in told_have)[:MOST_TOLD]


def _leading_to(goal: Occupation, trainings: Iterable[Training]) -> list[Training]:
    """Trainings for the goal, those of its own level first."""
    wanted = LEVELS.index(goal.level)
    found = [training for training in trainings if goal.id in training.occupations]
    return sorted(found, key=lambda training: (abs(LEVELS.index(training.level) - wanted), training.id))


def _within_reach(goal: Level, own: Level | None) -> float:
    """How much of a fit is left for work of this level, for somebody of their own level; nobody knows it: None."""
    up = LEVELS.index(goal) - LEVELS.index(own or LEVELS[0])
    return 1 - (LEVEL_BESIDE_SAID * (1 - level_fit(up)) if own else CAUTION * up)


def _with_interests(score: float, goal: Occupation, wish: Wish) -> float:
    if wish.interests is None:
        return score
    return (1 - INTERESTS) * score + INTERESTS * interest_fit(wish.interests, goal.holland)
