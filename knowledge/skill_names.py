"""Skills by name: from what a list says to skills, and from skills to names that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from knowledge.said_skills import Evidence
from knowledge.skill_profiles import Profile, Skill
from knowledge.words import words

MOST_TOLD = 5
CLOSE_ENOUGH = 88  # per cent; below that "kaas maken" becomes "kaart maken"


class SkillNames:
    """Look-up on Dutch names and synonyms, word order and one typo forgiven. Group names are no names of a skill."""

    def __init__(self, skills: Iterable[Skill]) -> None:
        self._ids: set[str] = set()
        self._by_name: dict[str, list[str]] = {}
        for skill in skills:
            self._ids.add(skill.id)
            for name in (skill.name, *skill.other_names) if skill.own_name else ():
                self._by_name.setdefault(_plain(name), []).append(skill.id)

    def find(self, name: str) -> list[str]:
        """Ids of the skill with that name or URI; empty when there is none near."""
        if name in self._ids:
            return [name]
        said = _plain(name)
        if not said:
            return []
        if said in self._by_name:
            return self._by_name[said]
        near = process.extractOne(said, list(self._by_name), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
        return self._by_name[near[0]] if near else []


def told(
    skills: Mapping[str, Skill], wanted: Profile | None, held: Profile | None, said: Sequence[Evidence], goal: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of what one has and what one misses for `goal`, at most five each, the most telling first.

    A skill without a Dutch name of its own counts as missing only when nothing in its group is held.
    """
    fitting = sorted((each for each in said if each.fits.get(goal, 0.0) > 0), key=lambda each: -each.telling)
    have = [each.name for each in fitting]
    if wanted is None:
        return tuple(dict.fromkeys(have))[:MOST_TOLD], ()
    by_weight = sorted(wanted.skills, key=lambda id: (-_central(skills[id], wanted), id))
    held_skills = held.skills if held else {}
    groups = {skills[id].group for id in held_skills} | {
        skills[id].group for id in by_weight for each in fitting if each.covers(skills[id].group)
    }
    have += [skills[id].name for id in sorted(by_weight, key=lambda id: not skills[id].own_name) if id in held_skills]
    missing = [
        skills[id]
        for id in by_weight
        if id in wanted.essential and id not in held_skills and not (said and skills[id].group in groups)
    ]
    named = [skill.name for skill in missing if skill.own_name]
    grouped = [skill.name for skill in missing if not skill.own_name and skill.group not in groups]
    known = tuple(dict.fromkeys(have))[:MOST_TOLD]
    return known, tuple(name for name in dict.fromkeys([*named, *grouped]) if name not in known)[:MOST_TOLD]


def _central(skill: Skill, wanted: Profile) -> float:
    """Telling, and part of what the occupation is mostly about: a rare skill at its edge does not come first."""
    return wanted.skills[skill.id] * wanted.groups[skill.group]


def _plain(name: str) -> str:
    return " ".join(sorted(word.folded for word in words(name)))
