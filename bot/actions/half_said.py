"""Answers that are neither yes nor no: a shrug ("mwah"), "ja maar", and what somebody else says of it.

None of them is a need or a step: it is asked on once, in other words. The words stand in bot/data/half_said.yml.
"""

from __future__ import annotations

import re

from bot.actions import asking, hearsay
from bot.actions.sentence import sentences
from bot.actions.turn import Turn
from bot.actions.wording import word_table

ASKED_ON = "half:"  # before the question that was asked on, among what was asked
BEGIN = "begin"
OTHERS = "utter_others_say"
LEFT_OPEN = ("skip", "dont_know", "think")  # these have a way of their own at a question for a fact


def kind(turn: Turn) -> str | None:
    """Which way of saying neither yes nor no is all of the message: "but", "cold" or "shrug"."""
    if not turn.words or "?" in turn.words:
        return None
    table, said = word_table("half_said"), turn.typed_now.lower().strip(" .,!…")
    bare = re.sub(rf"^{table['lead']}(?=\w)", "", said)
    ways = table["ways"].items()
    return next((str(name) for name, way in ways if re.fullmatch(way, said) or re.fullmatch(way, bare)), None)


def ask_on_check(turn: Turn) -> bool:
    """Asks on, once, behind what is half an answer to "klopt dat?" or only what another says of it."""
    heard = kind(turn)
    others = not heard and not asking.is_question(turn.said) and _is_of_others(turn)
    if not (heard or others) or not _is_first(turn, "check"):
        return False
    turn.say(OTHERS if others else f"utter_half_{heard}")
    turn.waits = True
    return True


def was_asked_on(turn: Turn) -> bool:
    """Whether the check was asked on before: what follows is told, and no other need that is guessed."""
    return f"{ASKED_ON}check" in (turn.before("asked") or [])


def hear_fact(turn: Turn, question: str) -> bool:
    """A shrug at a question for a fact is none: it comes once more in other words, and is then left open."""
    if turn.intent in LEFT_OPEN or kind(turn) is None:
        return False
    if _is_first(turn, question):
        turn.say("utter_half_fact")
    else:
        turn.add("skipped", question)
        turn.say("utter_skipped")
    return True


def may_begin(turn: Turn) -> bool:
    """Whether a talk begins with a shrug, or with what somebody else wants; heard once."""
    is_open = not turn.slot("needs") and ASKED_ON + BEGIN not in turn.slot("asked", [])
    return is_open and bool(kind(turn) or others_want(turn))


def begin(turn: Turn) -> None:
    """Asks what they want themselves, without a list to choose from."""
    turn.add("asked", ASKED_ON + BEGIN)
    turn.say(OTHERS if others_want(turn) else "utter_half_begin")


def others_want(turn: Turn) -> bool:
    """Whether all that is told is what somebody else wants of them."""
    return bool(re.search(word_table("half_said")["others"], turn.said))


def _is_of_others(turn: Turn) -> bool:
    lines = sentences(turn.words)
    return bool(lines) and all(hearsay.is_of_others(line) and not hearsay.own_words_after(line) for line in lines)


def _is_first(turn: Turn, question: str) -> bool:
    if ASKED_ON + question in turn.slot("asked", []):
        return False
    turn.add("asked", ASKED_ON + question)
    return True
