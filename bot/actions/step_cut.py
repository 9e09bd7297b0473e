"""Words that stand in the step and are no part of it: "haal dat vmbo kader eruit". The step itself stays."""

from __future__ import annotations

import re
from datetime import date

from bot.actions import own_steps, plan_day, quoting, taking_out
from bot.actions.sources import today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn

PART = re.compile(r"[^.,;!?]+[.,;!?]*")


def is_asked(turn: Turn) -> bool:
    """Whether a part of the step is to go and a part stays."""
    return bool(_left(turn))


def hear(turn: Turn) -> str:
    """Cuts that part out; the step as it is now, or nothing when none is meant. Its day stays."""
    left, day = _left(turn), turn.slot("step_date")
    if not left:
        return ""
    own_steps.store(turn, AsTyped(left), left)
    if day:
        plan_day.keep(turn, max(date.fromisoformat(day), today()))
    return str(turn.slot("step")).rstrip(".")


def _left(turn: Turn) -> str:
    step = str(turn.slot("step") or "")
    ordered = taking_out.clauses(turn.words) if step and turn.words else []
    parts = PART.findall(step)
    kept = [part for part in parts if not any(quoting.holds(order, part) for order in ordered)]
    return "".join(kept).strip() if 0 < len(kept) < len(parts) else ""
