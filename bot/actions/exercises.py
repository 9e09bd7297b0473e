"""The exercises inside the chat: their questions and answers, read from bot/data/exercises.

Each takes a minute or two, can be left and taken up again, and ends in words, never in a score against others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.actions.choosing import Option
from bot.actions.wording import DATA

FOLDER = DATA / "exercises"
DOT = "."  # a question is named `<exercise>.<question>` wherever slots are named
OWN = "own:"  # before an answer in the person's own words, where otherwise an id stands
BOSS_TALK, NEW_PLACE = "boss_talk", "new_place"
NOT = "not:"  # before an id that somebody does not want: it is not offered again


@dataclass(frozen=True)
class Answer:
    """One answer to choose; `more` holds what it leads to, such as a wish or a first sentence."""

    id: str
    title: str
    more: Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """One question. `pick` is how many answers may be chosen; `more` holds what hangs on the question itself."""

    name: str
    text: str
    pick: int
    answers: tuple[Answer, ...]
    more: Mapping[str, Any]

    def answer(self, id: str) -> Answer | None:
        """The answer with this id, or the one in own words that stands in its place."""
        if id.startswith(OWN):
            words = id.removeprefix(OWN)
            return Answer(id, words, {"says": words})
        return next((answer for answer in self.answers if answer.id == id), None)

    @property
    def options(self) -> list[Option]:
        """The answers as they can be named in a message."""
        return [
            Option(each.id, each.title, each.more.get("said", ""), each.more.get("explain", ""))
            for each in self.answers
        ]


@dataclass(frozen=True)
class Exercise:
    """One exercise; `minutes` is said before it begins; `more` holds what hangs on the whole."""

    id: str
    title: str
    minutes: int
    questions: tuple[Question, ...]
    more: Mapping[str, Any]

    def question(self, name: str) -> Question:
        """The question with this name. Raises KeyError."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)


@cache
def exercises() -> dict[str, Exercise]:
    """All exercises by id, read once per process."""
    return {exercise.id: exercise for exercise in map(_read, sorted(FOLDER.glob("*.yml")))}


def start_payload(id: str) -> str:
    """The payload of a button that begins this exercise."""
    return f'/ask_test{{"exercise": "{id}"}}'


def is_quoted(question: str | None) -> bool:
    """Whether the question of this name asks for what another will say; of no exercise it does not."""
    of, _, _ = (question or "").partition(DOT)
    return of in exercises() and bool(exercises()[of].question(str(question)).more.get("quoted"))


def _read(path: Path) -> Exercise:
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    questions = tuple(_question(table["id"], entry) for entry in table["questions"])
    more = _rest(table, "id", "title", "minutes", "questions")
    return Exercise(table["id"], table["title"], table["minutes"], questions, more)


def _question(exercise: str, entry: Mapping[str, Any]) -> Question:
    answers = tuple(Answer(each["id"], each["title"], _rest(each, "id", "title")) for each in entry["answers"])
    more = _rest(entry, "id", "text", "pick", "answers")
    return Question(f"{exercise}{DOT}{entry['id']}", entry["text"], entry.get("pick", 1), answers, more)


def _rest(table: Mapping[str, Any], *known: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in known}
