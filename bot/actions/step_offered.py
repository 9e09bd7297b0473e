"""A step that the message may name, or asks about, before one was asked: we ask whether it is one, and take a yes."""

from __future__ import annotations

import json
import re

from bot.actions import asking, hearsay, heavy, looking_along, moves, own_steps, pending, refused_steps, step_words
from bot.actions.sentence import sentences
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

PENDING = "is_step:"  # with the step behind it, while we wait for a yes
LIKELY = 0.35  # that a message decides on a step: it is asked then
MOST_WORDS = 16  # of what is likely one


def propose(turn: Turn) -> bool:
    """Asks whether this is their step; False when the message names none, or there is one already."""
    if not turn.words or turn.slot("step") is not None or turn.slot("pending") or heavy.is_told(turn):
        return False
    looks = looking_along.asked(turn) or looking_along.wanted(turn)
    step = looks or _likely(turn)
    if not step:
        return False
    if not looks and moves.makes(turn, "step"):
        own_steps.keep_asking_day(turn, AsTyped(step), turn.words)
        return True
    turn.set("pending", f"{PENDING}{json.dumps([step, turn.words])}")
    buttons = [
        {"title": label("plan", "is_my_step"), "payload": '/affirm{"confirmed": "yes"}'},
        {"title": label("plan", "no_step_yet"), "payload": '/deny{"confirmed": "no"}'},
    ]
    turn.say("utter_may_look_along" if looks else "utter_is_that_step", step=AsTyped(step.rstrip(".")), buttons=buttons)
    turn.waits = True
    return True


def take(turn: Turn) -> bool:
    """Keeps the step that was asked about when the answer is a yes, with the day when one was named."""
    what = str(turn.slot("pending") or "")
    if not what.startswith(PENDING) or not pending.says_yes(turn):
        return False
    step, words = json.loads(what.removeprefix(PENDING))
    turn.set("pending", None)
    own_steps.keep_asking_day(turn, AsTyped(step), f"{words}. {turn.words}")
    return True


def _likely(turn: Turn) -> str:
    """What may well be a step and is told in few words; a question, or what others say, is none."""
    sure = moves.sureness(turn, "step")
    other = max(moves.sureness(turn, "ask"), moves.sureness(turn, "tell"))
    if sure < LIKELY or other > sure or len(turn.words.split()) > MOST_WORDS:
        return ""
    others = (hearsay.is_of_others, hearsay.insists)  # "ik vraag wie die aanvraag doet" asks us
    lines = [each for each in sentences(turn.words) if not asking.asks(each) and not any(way(each) for way in others)]
    told = [own_steps.bare(each) for each in lines if re.search(word_table("step_words")["a_deed"], each.lower())]
    if not told or refused_steps.complains(turn.words) or re.search(word_table("steps")["no_step"], turn.said):
        return ""
    return step_words.tidy(told[0])
