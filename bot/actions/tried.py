"""What a person did already: heard in what they type, kept as codes, told to them and to the adviser in our words."""

from __future__ import annotations

import re

from bot.actions import kept_plan
from bot.actions.turn import Turn
from bot.actions.wording import sentence_list, word_table
from guidance.notes import EXERCISE
from guidance.plans import Plan


def hear(turn: Turn) -> None:
    """Notes what the message says was done before; of a sign of trouble nothing is kept."""
    if turn.intent.startswith("safety_"):
        return
    if found := done_in(turn.words):
        kept_plan.save(turn, tried=found)


def done_in(words: str) -> list[str]:
    """The codes of what the person says they did."""
    table, said = word_table("tried"), words.lower()
    if not re.search(table["own"], said):
        return []
    # "?" ends no part: a question stays recognisable as one.
    parts = [part for part in re.split(table["parts"], said) if not re.search(table["not_done"], part)]
    return [code for code, deed in table["done"].items() if any(re.search(deed["said"], part) for part in parts)]


def before(plan: Plan) -> str:
    """What was done before, in whole sentences."""
    deeds = word_table("tried")["done"]
    return " ".join(deeds[code]["text"] for code in plan.tried if code in deeds)


def told(plan: Plan) -> str:
    """What was done before and in the exercises here; nothing when neither is known."""
    titles = [f"“{found.title}”" for found in plan.looked_up if found.kind == EXERCISE]
    here = word_table("tried")["in_this_chat"].format(titles=sentence_list(titles)) if titles else ""
    return " ".join(filter(None, [before(plan), here]))
