"""Direct questions with an answer of their own ("mag ik leren met ww?", "wat is bbl?"): answered before all else."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from bot.actions import budgets, offers
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from bot.actions.wording import DATA, labels
from knowledge.budgets import Assessment


def answer(turn: Turn) -> bool:
    """Answers the direct question in the message; False when there is none."""
    name = _asked(turn)
    if name is None:
        return _explain(turn)
    question = _table()["questions"][name]
    schemes = _schemes(question.get("schemes", ()))
    turn.say(
        f"utter_question_{name}",
        buttons=offers.buttons(question["more"]),
        told=" ".join(_told(scheme, first=scheme is schemes[0]) for scheme in schemes),
    )
    if schemes:
        budgets.note(turn, schemes)
    return True


def _explain(turn: Turn) -> bool:
    """Says in plain words what a word means that was asked for: "wat is een bedrijfsarts"."""
    said, table = turn.words.lower().strip(), _table()
    for each in table["terms"]:
        if said and any(re.search(way.replace("{term}", each["term"]), said) for way in table["asks"]):
            turn.say("utter_term", text=each["text"])
            return True
    return False


def _asked(turn: Turn) -> str | None:
    """The name of the direct question in the message."""
    said, questions = turn.words.lower(), _table()["questions"]
    return next((name for name, each in questions.items() if said and _is_asked(turn, each, said)), None)


def _is_asked(turn: Turn, question: dict[str, Any], said: str) -> bool:
    if question.get("asked") and not _is_question(said):
        return False
    if (turn.slot("age") or 0) > question.get("until_age", 200):
        return False
    return any(re.search(pattern, said) for pattern in question["sounds"])


def _is_question(said: str) -> bool:
    """Whether a part of the message asks: "mijn contract loopt af, krijg ik dan ww"."""
    patterns = labels()["answers"]
    parts = [part.strip() for part in re.split(patterns["clause_ends"], said)]
    return "?" in said or any(re.match(patterns["question"], part) for part in parts)


def _schemes(ids: list[str]) -> list[Assessment]:
    """In the order of the question; the facts of the person do not matter here."""
    found = {each.id: each for each in catalogue().budgets.assess({}, today())}
    return [found[id_] for id_ in ids if id_ in found]


def _told(scheme: Assessment, first: bool) -> str:
    """What the scheme is and how sure that is; what to do for the first only, or it gets long."""
    told = f"{scheme.summary} {scheme.action}" if first else scheme.summary
    return f"{told} ({scheme.checked[:1].upper()}{scheme.checked[1:]}.)"


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((DATA / "questions.yml").read_text(encoding="utf-8"))
    return table
