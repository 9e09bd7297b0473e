"""From what people say they can ("ik ben handig", "goed met mensen") to the occupations that ask it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from knowledge.career_schema import Occupation, Training
from knowledge.clauses import ClauseWords, affirmed, clauses, says
from knowledge.errors import KnowledgeError
from knowledge.named_skills import NamedSkills
from knowledge.reading import read_yaml
from knowledge.schema import Identifier, Strict
from knowledge.skill_profiles import Profile, SkillProfiles
from knowledge.trainings import TrainingIndex

FILE = Path(__file__).parent / "data" / "everyday_skills.yaml"
LOW = 0.15  # a fit below this share of the best is noise of a large skill list
LATER_HOME = 0.02  # settles ties only: a heftruckcertificaat says heftruckchauffeur before expeditiemedewerker


class EverydaySkill(Strict):
    """A skill as people name it. `groups` are beginnings of ESCO skill group codes, `isco` of ISCO-08 codes.

    `trait`: how somebody is, so nothing that one still has to learn. `not_for`: in a group, but without it; `also_for`:
    in none of the ISCO groups, but with it.
    `phrases`: words that may stand apart in a sentence; `…*` at the end of a word stands for any ending.
    """

    id: str = Identifier
    name: str
    phrases: tuple[str, ...] = Field(min_length=1)
    groups: tuple[str, ...] = Field(min_length=1)
    isco: tuple[str, ...] = Field(min_length=1)
    trait: bool = False
    not_for: frozenset[str] = frozenset()
    also_for: frozenset[str] = frozenset()

    def at_home(self, occupation: Occupation) -> float:
        """1.0 for the ISCO group it is most at home in, a hair less for each that is named after it, 0.0 elsewhere."""
        if occupation.id in self.not_for:
            return 0.0
        chosen = 1 if occupation.id in self.also_for else None
        place = next((index for index, home in enumerate(self.isco) if occupation.isco.startswith(home)), chosen)
        return 0.0 if place is None else 1.0 - LATER_HOME * place


class EverydaySkills(Strict):
    """`everyday_skills.yaml`; `denials` in the clause of a phrase take it away ("ik ben niet handig")."""

    denials: frozenset[str]
    breaks: frozenset[str]
    starters: frozenset[str]
    skills: tuple[EverydaySkill, ...]


@dataclass(frozen=True)
class Evidence:
    """Something a person can or holds: `fits` is occupation id -> 0 to 1, `telling` how much it sets apart."""

    id: str
    name: str
    fits: Mapping[str, float]
    telling: float
    groups: tuple[str, ...] = ()

    def covers(self, group: str) -> bool:
        """Whether a skill group belongs to it."""
        return group.startswith(self.groups) if self.groups else False


def read_everyday_skills(file: Path = FILE) -> EverydaySkills:
    """Raises KnowledgeError when the file is missing or has another shape."""
    try:
        return EverydaySkills.model_validate(read_yaml(file))
    except ValueError as error:
        raise KnowledgeError(file, "", f"has another shape: {error}.", "Compare it with EverydaySkills.") from error


class SaidSkills:
    """Finds everyday skills, held certificates and skills of ESCO in a text. Read-only after construction."""

    def __init__(
        self,
        occupations: Iterable[Occupation],
        profiles: SkillProfiles,
        trainings: Iterable[Training],
        everyday: EverydaySkills | None = None,
    ) -> None:
        self._occupations = list(occupations)
        self._known = {occupation.id for occupation in self._occupations}
        self._profiles = profiles
        data = everyday or read_everyday_skills()
        self._everyday = {occupation.id: _asked_of(occupation, data.skills) for occupation in self._occupations}
        self._marks = ClauseWords(data.denials, data.breaks, data.starters)
        self._names = NamedSkills(profiles)
        certificates = [training for training in trainings if training.kind == "kort" and training.occupations]
        self._trainings = TrainingIndex(certificates)
        self._skills = [
            (tuple(tuple(phrase.split()) for phrase in skill.phrases), self._evidence(skill, profiles))
            for skill in data.skills
        ]

    def everyday(self, occupation: Occupation) -> tuple[EverydaySkill, ...]:
        """What the work asks in everyday words, what it is most at home in first; known without ESCO too."""
        return self._everyday[occupation.id]

    def find(self, text: str) -> list[Evidence]:
        """What the text names: everyday skills, then certificates, then skills of ESCO; nothing twice."""
        said = clauses(text, self._marks)
        found = [
            evidence
            for phrases, evidence in self._skills
            if any(says(clause, phrase, self._marks) for clause in said for phrase in phrases)
        ]
        held = " ".join(word for clause in said if affirmed(clause, self._marks) for word in clause)
        for training in self._trainings.find(held):
            fits = {id: 1.0 for id in training.occupations if id in self._known}
            found.append(Evidence(training.id, training.name, fits, self._telling(fits)))
        return found + self._named(said)

    def _named(self, said: list[list[str]]) -> list[Evidence]:
        found: list[Evidence] = []
        for skill in self._names.in_clauses(said, self._marks):
            asked = self._profiles.asking(skill.id)
            fits = {each.id: asked[each.skilled_as] for each in self._occupations if each.skilled_as in asked}
            if fits:
                found.append(Evidence(skill.id, skill.name, fits, self._telling(fits)))
        return found

    def _evidence(self, skill: EverydaySkill, profiles: SkillProfiles) -> Evidence:
        fits: dict[str, float] = {}
        for occupation in self._occupations:
            profile = profiles.of(occupation.skilled_as)
            if occupation.id in skill.not_for:
                continue
            at_home = skill.at_home(occupation)
            fits[occupation.id] = at_home if profile is None else (at_home + _share(profile, skill.groups)) / 2
        best = max(fits.values(), default=0.0) or 1.0
        scaled = {id: fit / best for id, fit in fits.items() if fit / best >= LOW}
        return Evidence(skill.id, skill.name, scaled, self._telling(scaled), skill.groups)

    def _telling(self, fits: Mapping[str, float]) -> float:
        """Like the rarity of a skill: what fits few occupations says more."""
        return math.log((len(self._occupations) + 1) / (sum(fits.values()) + 1)) + 0.1


def _asked_of(occupation: Occupation, skills: Iterable[EverydaySkill]) -> tuple[EverydaySkill, ...]:
    asked = [skill for skill in skills if skill.at_home(occupation)]
    return tuple(sorted(asked, key=lambda skill: -skill.at_home(occupation)))


def _share(profile: Profile, groups: tuple[str, ...]) -> float:
    return min(1.0, math.sqrt(sum(weight**2 for group, weight in profile.groups.items() if group.startswith(groups))))
