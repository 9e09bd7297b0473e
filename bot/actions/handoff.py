"""To a human: a request the desk sees at once, and an appointment for certain."""

from __future__ import annotations

from bot.actions.sources import database, now
from bot.actions.turn import Turn
from guidance import handoffs

WAYS_TO_A_HUMAN = ("ask_human", "book_adviser")
SURE_OF_A_HUMAN = 0.6  # below it we ask first: a promise to hand over only on request is kept


def ask_whether_human(turn: Turn) -> None:
    """When we are not sure a human was asked for: ask, for handing over is never done unasked."""
    turn.set("pending", "human")
    turn.say("utter_check_human")
    turn.waits = True


def want_human(turn: Turn, reason: str) -> None:
    """Notes that this person wants a human and lets the booking follow."""
    handoffs.request(database(), turn.conversation_id, reason, now())
    turn.set("wants_human", reason)
