"""What each occupation asks, weighted by how telling a skill is, and how much two occupations share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

OPTIONAL = 0.4  # an optional skill is asked by some employers only, so it counts for less than half


@dataclass(frozen=True)
class Skill:
    """A skill. `own_name` is False where ESCO has no Dutch label: `name` is then the Dutch name of its group."""

    id: str
    name: str
    group: str
    own_name: bool = True
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relation:
    """An occupation (ESCO URI) asks a skill (ESCO URI)."""

    occupation: str
    skill: str
    essential: bool


@dataclass(frozen=True)
class SkillData:
    """All skills and relations of one source, with the line that its licence asks for. Empty without ESCO."""

    skills: tuple[Skill, ...] = ()
    relations: tuple[Relation, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Profile:
    """Skill id -> weight, and skill group -> weight (length 1) of one occupation, or of one person."""

    skills: Mapping[str, float] = field(default_factory=dict)
    groups: Mapping[str, float] = field(default_factory=dict)
    essential: frozenset[str] = frozenset()

    @cached_property
    def total(self) -> float:
        """The weight of all skills together."""
        return sum(self.skills.values())


class SkillProfiles:
    """Profiles of the occupations in `wanted` (ESCO URIs); rarity is counted over all occupations in the relations.

    Read-only after construction.
    """

    def __init__(self, skills: Iterable[Skill], relations: Iterable[Relation], wanted: Iterable[str]) -> None:
        self.skills = {skill.id: skill for skill in skills}
        asked: dict[str, list[Relation]] = {uri: [] for uri in wanted}
        by_skill: Counter[str] = Counter()
        by_group: dict[str, set[str]] = defaultdict(set)
        everyone: set[str] = set()
        for relation in relations:
            if relation.skill not in self.skills:
                continue
            everyone.add(relation.occupation)
            by_skill[relation.skill] += 1
            by_group[self.skills[relation.skill].group].add(relation.occupation)
            if relation.occupation in asked:
                asked[relation.occupation].append(relation)
        self._telling = {id: math.log(len(everyone) / count) for id, count in by_skill.items()}
        self._group_telling = {group: math.log(len(everyone) / len(uris)) for group, uris in by_group.items()}
        self._profiles = {uri: self._profile(found) for uri, found in asked.items() if found}

    def of(self, uri: str) -> Profile | None:
        """The profile of an occupation; None when the source does not know it."""
        return self._profiles.get(uri)

    def of_skills(self, ids: Iterable[str]) -> Profile:
        """The profile of somebody who can exactly this. Unknown ids are left out."""
        return self._profile([Relation("", id, essential=True) for id in ids if id in self._telling])

    def _profile(self, found: Iterable[Relation]) -> Profile:
        skills: dict[str, float] = {}
        groups: dict[str, float] = defaultdict(float)
        essential: set[str] = set()
        for relation in found:
            share = 1.0 if relation.essential else OPTIONAL
            skills[relation.skill] = max(skills.get(relation.skill, 0.0), share * self._telling[relation.skill])
            group = self.skills[relation.skill].group
            groups[group] += share * self._group_telling[group]
            if relation.essential:
                essential.add(relation.skill)
        length = math.sqrt(sum(weight * weight for weight in groups.values())) or 1.0
        return Profile(skills, {group: weight / length for group, weight in groups.items()}, frozenset(essential))


def covered(wanted: Profile, held: Profile) -> float:
    """The weighted part of what `wanted` asks that `held` has: 0 to 1."""
    have = held.skills
    return sum([weight for id, weight in wanted.skills.items() if id in have]) / wanted.total if wanted.total else 0.0


def alike(one: Profile, other: Profile) -> float:
    """Cosine of the skill groups: 0 to 1. Tells kinship where two occupations name their skills differently."""
    theirs = other.groups
    return sum([weight * theirs[group] for group, weight in one.groups.items() if group in theirs])
