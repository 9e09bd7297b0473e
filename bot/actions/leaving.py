"""What leaves a form: a wish for a human, a moment that was pressed, another need, another form, or the door."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.actions import answers, coming_back, handoff, hearing, moves, needs, own_steps, refused_steps, refusing
from bot.actions.handoff import SURE_OF_A_HUMAN
from bot.actions.turn import Turn
from bot.actions.wording import labels

# Said in another form, these lead to their own.
DETOURS = {"move_booking": "booking_form", "change_step": "step_form", "ask_test": "exercise_form"}
GOES_BACK = ("move_booking", "ask_test")  # after these the form that was left is taken up again
# Said in any form, these end it; what was answered is kept.
DOORS: dict[str, Callable[[Turn], None]] = {
    "stop": answers.stop,
    "goodbye": answers.say_goodbye,
    hearing.JUST_LOOKING: answers.stop,
}
SURE_OF_LEAVING, VERY_SURE = 0.5, 0.85


def leave(turn: Turn, form: str, for_human: bool) -> bool:
    """Whether the message leaves this form, with what it leads to noted. `for_human`: a wish for a human ends it."""
    wants_none = moves.rules_out(turn, "human", "agree", "pick")  # "dan vraag ik het dinsdag na mijn dienst"
    if turn.intent in refusing.WAYS_TO_A_HUMAN and for_human and not wants_none:
        return _asks_for_human(turn)
    if turn.value("appointment") and form != DETOURS["move_booking"]:  # from a message that answered nothing
        _take_detour(turn, "book_offered", turn.value("appointment"), back_to=form)
        return True
    if hearing.changes(turn):
        needs.hear(turn)
        turn.set("detour", "check_need")
        return True
    if _leads_elsewhere(turn, form):
        _take_detour(turn, turn.intent, turn.value("exercise"), back_to=form if turn.intent in GOES_BACK else None)
        return True
    return _goes_out(turn, form)


def _asks_for_human(turn: Turn) -> bool:
    """A sure wish is followed; a likely one is asked back, and the form stays."""
    if turn.is_button or turn.confidence >= SURE_OF_A_HUMAN:
        handoff.want_human(turn, "asked")
        return True
    handoff.ask_whether_human(turn)
    return False


def _take_detour(turn: Turn, to: str, value: str | None, back_to: str | None) -> None:
    turn.set("detour", to)
    turn.set("detour_value", value)
    turn.set("interrupted", back_to)


def _leads_elsewhere(turn: Turn, form: str) -> bool:
    if turn.intent == "move_booking" and moves.rules_out(turn, "moment", "human", "change_plan", "pick"):
        return False
    if turn.intent == "ask_test":  # a chosen exercise leads away; which there are is answered in the form
        return turn.value("exercise") is not None
    if turn.intent == "change_step" and not turn.is_button and not refused_steps.has_come_to_steps(turn):
        return False
    return DETOURS.get(turn.intent, form) != form


def says_goodbye(words: str) -> bool:
    """Whether somebody says in so many words that they are leaving: "ik stop ermee", "doei"."""
    patterns, said = labels()["answers"], words.lower()
    return any(re.search(patterns[way], said) for way in ("leaves_now", "farewell", "stops_talk"))


def _goes_out(turn: Turn, form: str) -> bool:
    said = turn.said
    if turn.intent == "thank" and re.search(labels()["answers"]["farewell"], said):
        turn.intent = "goodbye"
    if re.search(labels()["answers"]["leaves_now"], said) and turn.sureness("stop") >= VERY_SURE:
        turn.intent = "stop"
    door = None if turn.value("code") else DOORS.get(turn.intent)  # who asks for a code is not leaving yet
    if door is None or own_steps.is_decided(turn) or not _is_leaving(turn):
        return False
    door(turn)
    turn.set("left", True)
    turn.set("left_form", form)
    return True


def _is_leaving(turn: Turn) -> bool:
    """Whether a goodbye is sure, or said in its own words; a likely one is asked back."""
    says_so = bool(re.search(labels()["answers"]["leaves"], turn.said))
    looks = turn.intent == hearing.JUST_LOOKING  # "kijk, daar heb ik wat aan" is but a part of a message
    if turn.is_button or (turn.confidence if looks else turn.sureness(turn.intent)) >= VERY_SURE:
        return not looks or turn.slot("requested_slot") != "need_confirmed"
    if looks or turn.confidence < SURE_OF_LEAVING:
        return False
    if not says_so:
        coming_back.ask_to_leave(turn)
    return says_so
