"""The last thing said once more, in fewer and simpler words (`metadata: simple` of a response)."""

from __future__ import annotations

import re

from bot.actions.turn import PLAINLY, Turn
from bot.actions.wording import label, labels


def note(turn: Turn) -> None:
    """Who asks for easy words gets them from then on, and hears so in front of what is said next."""
    if turn.words and re.search(labels()["answers"]["talk_plainly"], turn.said):
        if PLAINLY not in turn.slot("asked", []):
            turn.preface = label("plain_talk")
        turn.add("asked", PLAINLY)


def asked(turn: Turn) -> bool:
    """Whether what was said was too much or not clear: "te veel tekst", "wat bedoel je", "jij schrijf makkelijk"."""
    patterns = labels()["answers"]
    texts = (turn.said, turn.words.lower())  # English is not Dutch misspelt
    too_much = any(re.search(patterns[way], text) for way in ("too_much", "talk_plainly") for text in texts)
    return turn.intent == "ask_clarify" or too_much


def say(turn: Turn) -> bool:
    """Says it; False when nothing that was said last has a simpler way."""
    texts = [text for text in turn.slot("told", {}).get("texts", ()) if text]
    if texts:
        turn.say("utter_simpler", text=" ".join(texts))
    return bool(texts)
