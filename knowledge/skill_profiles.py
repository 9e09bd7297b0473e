"""What each occupation asks, weighted by how telling a skill is, and how much two occupations share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
        self._asking = _by_key((uri, profile.skills) for uri, profile in self._profiles.items())
        self._asking_group = _by_key((uri, profile.groups) for uri, profile in self._profiles.items())
        self._asked = {uri: sum(profile.skills.values()) for uri, profile in self._profiles.items()}

    def of(self, uri: str) -> Profile | None:
        """The profile of an occupation; None when the source does not know it."""
        return self._profiles.get(uri)

    def of_skills(self, ids: Iterable[str]) -> Profile:
        """The profile of somebody who can exactly this. Unknown ids are left out."""
        return self._profile([Relation("", id, essential=True) for id in ids if id in self._telling])

    def asking(self, skill: str) -> dict[str, float]:
        """Occupation -> 1 where the skill is essential, less where it is optional; empty when nobody wanted asks it."""
        telling = self._telling.get(skill) or 1.0
        return {uri: weight / telling for uri, weight in self._asking.get(skill, ())}

    def rarity(self, skill: str) -> float:
        """0 for what every occupation asks, more for what few ask; 0 when nobody asks it."""
        return self._telling.get(skill, 0.0)

    def fits(self, held: Profile) -> dict[str, float]:
        """Occupation -> 0 to 1: half what is literally the same, half kinship, as `covered` and `alike` tell.

        The root of the first: sharing a quarter of a profession is much.
        """
        same = dict.fromkeys(self._profiles, 0.0)
        for id in held.skills:
            for uri, weight in self._asking.get(id, ()):
                same[uri] += weight
        kin = dict.fromkeys(self._profiles, 0.0)
        for group, share in held.groups.items():
            for uri, weight in self._asking_group.get(group, ()):
                kin[uri] += share * weight
        return {uri: (math.sqrt(same[uri] / (self._asked[uri] or 1.0)) + kin[uri]) / 2 for uri in self._profiles}

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
    total = sum(wanted.skills.values())
    return sum(weight for id, weight in wanted.skills.items() if id in held.skills) / total if total else 0.0


def alike(one: Profile, other: Profile) -> float:
    """Cosine of the skill groups: 0 to 1. Tells kinship where two occupations name their skills differently."""
    return sum(weight * other.groups.get(group, 0.0) for group, weight in one.groups.items())


def _by_key(profiles: Iterable[tuple[str, Mapping[str, float]]]) -> dict[str, list[tuple[str, float]]]:
    """Skill or group -> occupations that ask it, with the weight: so that only what is shared is walked over."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for uri, weights in profiles:
        for key, weight in weights.items():
            found[key].append((uri, weight))
    return dict(found)
