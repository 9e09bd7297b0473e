"""What somebody does not want to tell: the question is left for good, kindly, and the rest of the message is heard."""

from __future__ import annotations

import re

from bot.actions.fact_slots import FACTS
from bot.actions.turn import Turn
from bot.actions.wording import word_table

# Questions about the person; whether the need is right or which step they take is nothing to keep to oneself.
ABOUT_PERSON = (*FACTS, "occupation", "contact_name", "contact_phone", "contact_email")


def hear(turn: Turn, question: str) -> bool:
    """Whether the message refuses to answer the question; what is left of it is then the message."""
    if question not in ABOUT_PERSON or not turn.words:
        return False
    parts = [part for part in re.split(word_table("untold")["parts"], turn.words) if part.strip()]
    refusing = [part for part in parts if is_refused(part)]
    if not refusing:
        return False
    turn.add("skipped", question)
    turn.set("misses", 0)
    turn.say("utter_untold")
    empty = word_table("untold")["empty"]
    rest = [part for part in parts if part not in refusing and not re.search(empty, part.lower())]
    _go_on_with(turn, " ".join(rest))
    return True


def is_refused(words: str) -> bool:
    """Whether words say that somebody does not want to tell something."""
    return any(re.search(way, words.lower()) for way in word_table("untold")["ways"])


def _go_on_with(turn: Turn, rest: str) -> None:
    if rest:
        turn.goes_on_with(rest)
        return
    turn.text, turn.clauses = "", []
    turn.intent, turn.confidence = "inform", 0.0
