"""What the exercises tell about the work somebody would like: for the walk to work within reach."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.actions.exercises import OWN, Question, exercises
from bot.actions.turn import Turn
from knowledge.skills import Wish

POINTS = {"yes": 2, "partly": 1, "no": 0}
MOST_LETTERS = 3
LEAST_LIKING = 1.0  # on average at least "gaat wel": below it a letter is no interest


def wish(turn: Turn, lighter: bool = False) -> Wish:
    """The filters and the order that follow from what was answered."""
    drains = _chosen(turn, "energy", "drains", "lighter")
    return Wish(lighter=lighter or any(drains), interests=letters(turn) or None)


def letters(turn: Turn) -> str:
    """Holland letters, the strongest first; empty when neither exercise about them was done."""
    return _liked(turn) or _energizing(turn)


def qualities(turn: Turn) -> str:
    """What somebody says they are good at, in words that knowledge understands."""
    return ", ".join(str(said) for said in _chosen(turn, "qualities", "good_at", "says"))


def in_own_words(turn: Turn) -> str:
    """What was chosen in the exercises in words that stand on no button."""
    answers: dict[str, list[str]] = turn.slot("exercise_answers", {})
    return ", ".join(id.removeprefix(OWN) for ids in answers.values() for id in ids if id.startswith(OWN))


def chosen(turn: Turn, question: Question) -> list[str]:
    """The ids of the answers chosen for a question, in the order of choosing."""
    ids: list[str] = turn.slot("exercise_answers", {}).get(question.name, [])
    return [id for id in ids if question.answer(id)]


def _chosen(turn: Turn, exercise: str, question: str, what: str) -> list[Any]:
    asked = exercises()[exercise].question(f"{exercise}.{question}")
    answers = [asked.answer(id) for id in chosen(turn, asked)]
    return [answer.more[what] for answer in answers if answer and what in answer.more]


def _energizing(turn: Turn) -> str:
    found = Counter(_chosen(turn, "energy", "gives", "letter"))
    return "".join(letter for letter, _ in found.most_common(MOST_LETTERS))


def _liked(turn: Turn) -> str:
    """The letters whose activities are liked best on average; a letter without an answer does not count."""
    exercise = exercises()["interests"]
    points: dict[str, list[int]] = {}
    for question in exercise.questions:
        for id in chosen(turn, question):
            points.setdefault(question.more["letter"], []).append(POINTS[id])
    means = {letter: sum(each) / len(each) for letter, each in points.items()}
    best = sorted((letter for letter in means if means[letter] >= LEAST_LIKING), key=lambda letter: -means[letter])
    return "".join(best[:MOST_LETTERS])
