"""Whether the step that was chosen still fits what the person tells: a contract that does not end is not looked up."""

from __future__ import annotations

import re

from bot.actions import refusing
from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from guidance import plans

STEP = "step"  # the kind under which a step that does not fit is refused


def drop(turn: Turn) -> bool:
    """Takes the step out that the message speaks against, and says True; it is not offered again."""
    chosen = next((id_ for id_, step in _steps().items() if step["text"] == turn.slot("step")), None)
    against = _steps()[chosen].get("against") if chosen else None
    if chosen is None or not against or not re.search(against, turn.words.lower()):
        return False
    refusing.refuse(turn, STEP, chosen)
    turn.set("step", None)
    plans.save(database(), turn.conversation_id, step="", now=now())
    return True


def is_possible(turn: Turn, id_: str) -> bool:
    """Whether a step was not spoken against before."""
    return id_ not in refusing.refused(turn, STEP)


def _steps() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = word_table("steps")["steps"]
    return found
