"""Whether the step that was chosen still fits what the person tells: a contract that does not end is not looked up."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import kept_plan, refusing
from bot.actions.turn import Turn
from bot.actions.wording import word_table

COMPANY_DOCTOR = "company_doctor"
STEP = "step"  # the kind under which a step that does not fit is refused

Step = dict[str, Any]


def known_steps() -> dict[str, Step]:
    """Every step of the list, by its id."""
    found: dict[str, Step] = word_table("steps")["steps"]
    return found


def refers(step: Step) -> str:
    """The pattern of the words by which a step is named."""
    return str(step.get("refers", step["said"]))


def drop(turn: Turn) -> bool:
    """Takes the step out that the message speaks against, and says True; it is not offered again."""
    chosen = next((id_ for id_, step in known_steps().items() if step["text"] == turn.slot("step")), None)
    against = known_steps()[chosen].get("against") if chosen else None
    if chosen is None or against is None or not re.search(against, turn.said):
        return False
    refusing.refuse(turn, STEP, chosen)
    take_out(turn)
    return True


def take_out(turn: Turn) -> None:
    """Takes the step that was chosen out of the plan."""
    for name in ("step", "own_step", "step_date"):
        turn.set(name, None)
    kept_plan.save(turn, step="")


def step_of(text: str) -> str | None:
    """The id of a step by what stands in the plan, also in the person's own words; None for one of their own."""
    for id_, step in known_steps().items():
        templates = [part for part in re.split(r"\{\w+\}", step["text"]) if part.strip()]
        if text and templates and all(part in text for part in templates):
            return id_
    named = (id_ for id_, step in known_steps().items() if re.search(refers(step), text.lower()))
    return next(named, None)


def is_possible(turn: Turn, id_: str) -> bool:
    """Whether a step was not spoken against before."""
    return id_ not in refusing.refused(turn, STEP)
