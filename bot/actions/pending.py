"""A yes-or-no question that is no part of a form: cancel, start again, a human. It holds for one turn."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.actions import (
    cancelling,
    coming_back,
    correcting,
    handoff,
    heavy,
    kept_plan,
    near_place,
    own_data,
    plan_day,
    restarting,
    safety,
    staying,
    talks,
    waiting_list,
)
from bot.actions.turn import Turn
from bot.actions.wording import labels
from guidance.phone_numbers import phone_in
from guidance.privacy import WIPE

# After an urgent signpost these are no reason to go on as if nothing was said.
UNCLEAR = ("dont_know", "think", "ask_clarify", "nlu_fallback", "out_of_scope", "thank", "insult", "ask_duration")
# A name or a word we do not know is sometimes taken for a no, with little certainty.
SURE_OF_NO = 0.5


def ask(turn: Turn, what: str) -> None:
    """Remembers what the next yes or no is about."""
    turn.set("pending", what)


def says_yes(turn: Turn) -> bool:
    """Whether the message is a yes, also when more follows, unless it is taken back: "ja. o wacht, nee"."""
    if re.search(labels()["answers"]["takes_back"], turn.said):
        return False
    return turn.intent == "affirm" or turn.value("confirmed") == "yes" or _starts(turn, "yes")


def says_no(turn: Turn) -> bool:
    """Whether the message is a no, also when more follows; the "nee" of a correction is not."""
    if turn.intent == "correct":
        return False
    denies = turn.intent in ("deny", "skip") and (turn.is_button or turn.confidence >= SURE_OF_NO)
    return denies or turn.value("confirmed") == "no" or _starts(turn, "no")


def answer(turn: Turn) -> bool:
    """Acts on the yes or no to the pending question; False when there was none, or something else was said."""
    what = turn.slot("pending")
    turn.set("pending", None)
    if talks.hear(turn):
        return True
    if not what:
        return False
    answered = _number(turn) if what == safety.CONTACT else _answer(turn, what)
    if what == safety.CONTACT or SAFETY in what:
        _after_safety(turn, answered)
    return answered


def _after_safety(turn: Turn, answered: bool) -> None:
    if not answered:
        turn.set("beside", None)  # something else came between
        return
    safety.forget(turn)  # an answer to a signpost says as much as what led to it
    turn.goes_on = not turn.waits and not turn.slot("wants_human")


def _answer(turn: Turn, what: str) -> bool:
    if what == safety.CHECK:
        return _what_was_meant(turn)
    if what == plan_day.PENDING:
        return plan_day.answer(turn)
    if what == staying.PENDING:
        return staying.hear(turn)
    if what.startswith(heavy.PENDING):
        return heavy.hear(turn, what)
    if what.startswith(correcting.PENDING):
        return correcting.hear(turn, what.removeprefix(correcting.PENDING))
    if what == coming_back.LEAVE and coming_back.goes_on_after_all(turn):
        turn.say(_left(what))
        return True
    if says_yes(turn) or (turn.intent in ("ask_human", "book_adviser") and (what == "human" or what in YES_IS_HUMAN)):
        _yes(turn, what)
        return True
    if says_no(turn) or turn.intent == "resume":
        turn.say(_left(what))
        return True
    if what in safety.URGENT and turn.intent in UNCLEAR:
        turn.set("pending", what)
        turn.say(f"utter_still_{what}")
        turn.waits = True
        return True
    return False


def _left(what: str) -> str:
    """What is said to a no."""
    if what.startswith(near_place.PENDING):
        return "utter_near_left"
    return "utter_go_on_after_safety" if what.startswith(SAFETY) else "utter_left_as_is"


def _yes(turn: Turn, what: str) -> None:
    if what in safety.URGENT:  # an appointment next week is no answer: the desk sees it at once
        safety.hand_over(turn, what)
    elif what.startswith(near_place.PENDING):
        near_place.use(turn, what)
    elif what in ACTIONS:
        ACTIONS[what](turn)
    else:
        handoff.want_human(turn, "asked" if what == "human" else what)


def _what_was_meant(turn: Turn) -> bool:
    """After the plain question: yes, perhaps and silence get the signpost, a clear no goes on."""
    if safety.denies(turn):
        return _go_on_after_check(turn)
    unclear = safety.is_maybe(turn) or turn.intent in (*UNCLEAR, "skip")
    if says_yes(turn) or (unclear and not _starts(turn, "no")):
        safety.signpost(turn, safety.SUICIDE)
        return True
    return says_no(turn) and _go_on_after_check(turn)


def _go_on_after_check(turn: Turn) -> bool:
    safety.go_on_after_no(turn)
    return True


def _number(turn: Turn) -> bool:
    """The number at which a human can reach somebody who is not safe."""
    number = phone_in(turn.words)
    if number:
        kept_plan.save(turn, contact=number)
        turn.say("utter_urgent_number_noted")
        turn.waits = True
        return True
    if says_no(turn) or turn.intent == "resume":
        turn.say("utter_go_on_after_safety")
        return True
    return False


def _starts(turn: Turn, which: str) -> bool:
    return bool(turn.words) and bool(re.match(labels()["answers"][which], turn.words.strip().lower()))


SAFETY = "safety_"
YES_IS_HUMAN = ("safety_suicide", "safety_violence", "safety_bullying", "safety_debt", "safety_legal")
ACTIONS: dict[str, Callable[[Turn], None]] = {
    "cancel": cancelling.cancel,
    "restart": restarting.restart,
    WIPE: own_data.wipe,
    coming_back.LEAVE: coming_back.leave,
    waiting_list.PENDING: waiting_list.join,
}
