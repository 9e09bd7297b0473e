"""A faint sign that somebody may be worse off than work explains: "een leeg gevoel, gouden kooi", "ik kan niet meer".

They are not asked whether they want to live. They hear once that they may say so if it is worse, and the message is
heard like any other; where it says nothing else, it is asked how they are. Who says it is worse is asked plainly.
"""

from __future__ import annotations

import re

from bot.actions import questions, recognition, refusing
from bot.actions.turn import Turn
from bot.actions.wording import word_table

FAINT = "utter_maybe_safety_check"
ALONE = "safety_faint"  # taken for the intent of a message that says nothing but a faint sign
SURE_BESIDE = 0.6  # that such a message asks or needs something
LATELY = 4  # things we said: about one turn
# Felt about the boss: no sign of somebody who hurts them, or of wanting to die.
OF_BOSS = ("afraid_of_firing", "afraid_of_boss")


def is_in_words(turn: Turn) -> bool:
    """Whether the words tell it, which the model leaves alone."""
    return _is_said(turn, "faint") and not _was_met(turn)


def confirms(turn: Turn) -> bool:
    """Whether somebody who just heard that they may say so tells that it is worse."""
    return any(said.startswith(FAINT) for said in turn.told_before()[-LATELY:]) and _is_said(turn, "deeper")


def say(turn: Turn) -> None:
    """Says once, on the way, that they may tell it; who is only afraid of the boss needs no such word."""
    if not _was_met(turn) and not recognition.tells_any(turn, *OF_BOSS):
        turn.add("signposts", FAINT)
        turn.say(FAINT)


def stands_alone(turn: Turn) -> bool:
    """Whether the message says nothing else that has an answer."""
    says_more = turn.intent.startswith(("need_", "ask_")) and turn.confidence >= SURE_BESIDE
    says_more = says_more or bool(turn.clauses) or turn.intent in refusing.WAYS_TO_A_HUMAN
    return not says_more and questions.find(turn) is None


def ask(turn: Turn) -> None:
    """Asks how they are, and waits."""
    turn.add("signposts", FAINT)
    turn.say(f"{FAINT}_alone")
    turn.waits = True


def _was_met(turn: Turn) -> bool:
    return bool({FAINT, "utter_safety_check"} & {*turn.slot("signposts", [])})


def _is_said(turn: Turn, which: str) -> bool:
    return bool(turn.words) and bool(re.search(word_table("safety_about")[which], turn.said))
