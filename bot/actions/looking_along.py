"""Looking along somewhere, asked or wanted in passing: "mag ik een keer gaan kijken in een bejaardenhuis?"."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import step_places
from bot.actions.choosing import clauses
from bot.actions.sources import catalogue
from bot.actions.step_fits import known_steps
from bot.actions.turn import Turn
from bot.actions.wording import word_table

VISIT = "visit_direction"


def asked(turn: Turn) -> str:
    """The step that somebody asks for who asks whether one may look along; nothing when they do not."""
    return _step(turn, "asks") if turn.words else ""


def wanted(turn: Turn) -> str:
    """The step of who says that they want to look along, as work or a place that is named."""
    return _step(turn, "wants") if turn.words else ""


def _step(turn: Turn, way: str) -> str:
    table = _table()
    parts = [*clauses(turn.said), *clauses(turn.mended.lower())]  # "n keer meekieken bij nen planner"
    said = next((each for each in parts if re.search(table[way], each.lower())), "")
    if not said or re.search(table["not_so"], said):
        return ""
    if place := step_places.step_at(turn):
        return place
    works = dict.fromkeys(each.best.id for each in catalogue().occupations.link(turn.words) if each.certain)
    others = [id_ for id_ in works if id_ != turn.slot("occupation")]
    if len(others) == 1:
        return str(known_steps()[VISIT]["text"]).format(name=catalogue().occupations.get(others[0]).name)
    return ""


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("step_words")["looking_along"]
    return table
