"""To a human: a request the desk sees at once, and an appointment for certain."""

from __future__ import annotations

from bot.actions.sources import database, now
from bot.actions.turn import Turn
from guidance import handoffs


def want_human(turn: Turn, reason: str) -> None:
    """Notes that this person wants a human and lets the booking follow."""
    handoffs.request(database(), turn.conversation_id, reason, now())
    turn.set("wants_human", reason)
