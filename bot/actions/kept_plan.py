"""The plan of this conversation, as it is kept: read once a turn, and anew after it was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from bot.actions.sources import database, now
from bot.actions.turn import Turn
from guidance import plans
from guidance.plans import LookUp, Plan

MEMO = "plan"
BETWEEN = "; "  # the lines of a list that is kept under one name


class Changes(TypedDict, total=False):
    """What can be changed of it; see `plans.save`."""

    need: str | None
    own_words: str | None
    situation: Mapping[str, object] | None
    looked_up: Sequence[LookUp] | None
    tried: Sequence[str] | None
    step: str | None
    step_date: date | None
    name: str | None
    contact: str | None


def get(turn: Turn) -> Plan | None:
    """The plan, or None when nothing was saved yet."""
    if MEMO not in turn.memo:
        turn.memo[MEMO] = plans.get(database(), turn.conversation_id)
    plan: Plan | None = turn.memo[MEMO]
    return plan


def save(turn: Turn, **changes: Unpack[Changes]) -> None:
    """Merges changes into the plan. Raises ConversationUnknown."""
    plans.save(database(), turn.conversation_id, now=now(), **changes)
    turn.memo.pop(MEMO, None)


def listed(plan: Plan | None, name: str) -> list[str]:
    """The lines that the plan keeps under a name, in the order of telling."""
    return [each for each in str((plan.situation if plan else {}).get(name) or "").split(BETWEEN) if each]


def save_list(turn: Turn, name: str, lines: Sequence[str]) -> None:
    """Keeps these lines under a name in the place of those before. Raises ConversationUnknown."""
    save(turn, situation={name: BETWEEN.join(lines) or None})


def take_away(turn: Turn) -> None:
    """Empties the plan. Raises ConversationUnknown."""
    plans.take_away(database(), turn.conversation_id, now())
    turn.memo.pop(MEMO, None)
