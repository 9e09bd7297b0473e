"""Skills of ESCO that a text names literally: "ik kan gasten inchecken"."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from knowledge.clauses import ClauseWords, says
from knowledge.skill_profiles import Skill, SkillProfiles
from knowledge.words import words

LONG_WORD = 9  # letters: shorter single words ("beurs", "migratie") mean too much else
RARE = math.log(100)  # a single word counts when at most one occupation in a hundred asks the skill


class NamedSkills:
    """Look-up on Dutch names of at least two words, or of one long and rare word. Read-only after construction."""

    def __init__(self, profiles: SkillProfiles) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Skill]]] = defaultdict(list)
        for skill in profiles.skills.values():
            if not skill.own_name or not profiles.asking(skill.id):
                continue
            for name in (skill.name, *skill.other_names):
                parts = tuple(word.folded for word in words(name))
                if len(parts) > 1 or (parts and len(parts[0]) >= LONG_WORD and profiles.rarity(skill.id) >= RARE):
                    self._by_first[parts[0]].append((parts, skill))

    def in_clauses(self, said: Iterable[list[str]], marks: ClauseWords) -> list[Skill]:
        """The skills whose name stands in a clause, whole words side by side and not denied; nothing twice."""
        found = {
            skill.id: skill
            for clause in said
            for word in dict.fromkeys(clause)
            for parts, skill in self._by_first.get(word, ())
            if says(clause, parts, marks, between=0)
        }
        return list(found.values())
