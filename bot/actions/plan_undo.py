"""The plan as it was before the last change, so that the change can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.actions import kept_plan
from bot.actions.fact_slots import FACTS
from bot.actions.turn import Turn

SLOT = "plan_before"
# What the lines of the plan are made of, beside what the plan itself keeps.
SLOTS = (
    *FACTS,
    *("occupation", "place", "needs", "remembered", "denied", "refused", "skipped"),
    *("wished_occupation", "wished_field", "wished_trainings", "step", "step_date", "own_step"),
)


def remember(turn: Turn) -> None:
    """Keeps what stands in the plan now."""
    plan = kept_plan.get(turn)
    if plan is None:
        return
    kept = {"need": plan.need, "situation": plan.situation, "step": plan.step}
    day = plan.step_date.isoformat() if plan.step_date else None
    turn.set(SLOT, {"slots": {name: turn.slot(name) for name in SLOTS}, "plan": kept, "date": day})


def can_restore(turn: Turn) -> bool:
    return bool(turn.slot(SLOT))


def restore(turn: Turn) -> None:
    """Puts back what was kept."""
    before: dict[str, Any] = turn.slot(SLOT)
    for name, value in before["slots"].items():
        turn.set(name, value)
    plan = kept_plan.get(turn)
    situation = {**dict.fromkeys(plan.situation if plan else ()), **before["plan"]["situation"]}
    day = date.fromisoformat(before["date"]) if before["date"] else None
    kept_plan.save(turn, need="", step="", situation=situation)  # with the step goes its day
    kept_plan.save(turn, need=before["plan"]["need"], step=before["plan"]["step"], step_date=day)
    turn.set(SLOT, None)
