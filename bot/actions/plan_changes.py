"""What the person changes in their plan in words: another day for the step, or something left out."""

from __future__ import annotations

import re
from datetime import date

from bot.actions import days, refusing, summary
from bot.actions.sources import database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import labels
from guidance import plans

PENDING = "step_day"
OFFERS = ("ask_training", "ask_occupation", "ask_test")  # who wants one of these not is not offered more of them


def hear(turn: Turn) -> bool:
    """Changes what was said and shows the plan again, or turns down a kind of help; False when it is about neither."""
    if turn.is_button or not turn.words:
        return False
    kind = refusing.hear_help(turn)
    shown = bool(turn.slot("plan_shown") and turn.slot("step"))
    if kind == "human" and turn.form == "booking_form":  # a no to the offer of moments
        return False
    if shown and (_hear_day(turn) or kind in ("training", refusing.LOAN) or refusing.hear(turn)):
        if not turn.waits:
            summary.show(turn, "utter_plan_changed")
        return True
    if kind or _wants_none(turn):
        turn.say("utter_turned_down_human" if kind == "human" else "utter_left_out")
        return True
    return False


def hear_day(turn: Turn) -> bool:
    """The day that was asked for; False when the message names none."""
    day = days.day_in(turn.words.lower(), today()) if turn.words else None
    if day is None:
        return False
    if _set_day(turn, day):
        summary.show(turn, "utter_plan_changed")
    return True


def _wants_none(turn: Turn) -> bool:
    """ "Heftruck wil ik niet", which asks for no courses."""
    return turn.intent in OFFERS and bool(re.search(labels()["answers"]["wants_none"], turn.words.lower()))


def _hear_day(turn: Turn) -> bool:
    """ "Doe de datum maar 9 december", "niet 2 december maar 9 december", or only that the day is wrong."""
    said, patterns = turn.words.lower(), labels()["step_day"]
    if re.search(patterns["not_about"], said):
        return False
    refused, kept = _not_but(said)
    day = days.day_in(kept, today())
    if day and (re.search(patterns["about"], said) or (refused and _is_step_day(turn, days.day_in(refused, today())))):
        _set_day(turn, day)
        return True
    if day is None and re.search(patterns["wrong"], said):
        _ask_day(turn, "utter_ask_step_day")
        return True
    return False


def _not_but(said: str) -> tuple[str, str]:
    """What does not hold and what does: "niet 2 december maar 9 december"."""
    found = re.search(labels()["correct"]["not_but"], said)
    return (found.group(0), said[found.end() :]) if found else ("", said)


def _is_step_day(turn: Turn, day: date | None) -> bool:
    return day is not None and day.isoformat() == turn.slot("step_date")


def _set_day(turn: Turn, day: date) -> bool:
    if day < today():
        _ask_day(turn, "utter_step_day_past")
        return False
    turn.set("step_date", day.isoformat())
    plans.save(database(), turn.conversation_id, step_date=day, now=now())
    return True


def _ask_day(turn: Turn, response: str) -> None:
    turn.set("pending", PENDING)
    turn.say(response)
    turn.waits = True
