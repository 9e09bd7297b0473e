"""The first answer: who and what we are stands in front of it."""

from __future__ import annotations

from bot.actions import languages, tenants
from bot.actions.sources import kept_days
from bot.actions.turn import Turn


def introduce(turn: Turn) -> None:
    """Who and what we are, once, in front of the first answer."""
    if not turn.slot("greeted"):
        turn.set("greeted", True)
        turn.say("utter_introduce", days=kept_days(), tenant=tenants.in_short())
    languages.hear(turn)
