"""When we do not understand: say so, offer buttons, and after three times a human."""

from __future__ import annotations

from bot.actions.turn import Turn
from bot.actions.wording import label, labels

MISSES_BEFORE_BUTTONS = 2
MISSES_BEFORE_HUMAN = 3
SUGGESTIONS = 3


def not_understood(turn: Turn) -> None:
    """Counts the miss and says something fitting to how often it happened."""
    misses = turn.slot("misses", 0) + 1
    turn.set("misses", misses)
    if misses >= MISSES_BEFORE_HUMAN:
        turn.say("utter_human_after_misses")
    else:
        turn.say("utter_not_understood")


def did_you_mean(turn: Turn) -> None:
    """Outside a form: the likeliest meanings as buttons, and always a human."""
    misses = turn.slot("misses", 0) + 1
    turn.set("misses", misses)
    known = labels()["meanings"]
    likely = [guess["name"] for guess in turn.ranking if guess["name"] in known]
    buttons = [{"title": label("meanings", intent), "payload": f"/{intent}"} for intent in likely[:SUGGESTIONS]]
    buttons.append({"title": label("meanings", "ask_human"), "payload": "/ask_human"})
    turn.say("utter_did_you_mean", buttons=buttons)
