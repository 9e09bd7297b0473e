"""The last thing said once more, in fewer and simpler words (`metadata: simple` of a response)."""

from __future__ import annotations

import re

from bot.actions.turn import Turn
from bot.actions.wording import labels


def asked(turn: Turn) -> bool:
    """Whether what was said was too much or not clear: "te veel tekst", "wat bedoel je"."""
    return turn.intent == "ask_clarify" or bool(re.search(labels()["answers"]["too_much"], turn.words.lower()))


def say(turn: Turn) -> bool:
    """Says it; False when nothing that was said last has a simpler way."""
    texts = [text for text in turn.slot("told", {}).get("texts", ()) if text]
    if texts:
        turn.say("utter_simpler", text=" ".join(texts))
    return bool(texts)
