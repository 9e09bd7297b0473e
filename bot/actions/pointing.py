"""Which of several trainings is meant: the one with a word of what is said in its name, else the one that is wished."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions.turn import Turn
from bot.actions.wording import word_table
from knowledge.career_schema import Training

TELLING_WORD = 5  # letters: shorter ones ("van", "mbo") are in many names


def without_people(words: str) -> str:
    """The words without who else is in them: "mijn boekhouder zegt dat een cursus telt" is about no bookkeeping."""
    return re.sub(word_table("questions")["reading"]["people"], " ", words, flags=re.IGNORECASE)


def among(turn: Turn, trainings: Sequence[Training]) -> list[Training]:
    """Those that are meant: by a word, else by the wish; all of them when nothing tells."""
    wished, goal = turn.slot("wished_trainings", []), turn.slot("wished_occupation")
    wanted = [each for each in trainings if each.id in wished or (goal and goal in each.occupations)]
    return _by_word(turn, trainings) or wanted or list(trainings)


def pointed_at(turn: Turn, trainings: Sequence[Training]) -> list[Training]:
    """Those that are pointed at with a word of their name: "hoe lang duurt die monteur opl"."""
    points = re.search(word_table("questions")["reading"]["points"], turn.said)
    return _by_word(turn, trainings) if points else []


def _by_word(turn: Turn, trainings: Sequence[Training]) -> list[Training]:
    said = set(_telling(without_people(turn.words)))
    return [each for each in trainings if said & set(_telling(each.name))]


def _telling(words: str) -> list[str]:
    common = word_table("questions")["reading"]["in_many_names"].split()
    found = re.findall(r"\w+", words.lower())
    return [word for word in found if len(word) >= TELLING_WORD and word not in common]
