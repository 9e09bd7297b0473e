"""What is wished of the moment or the way to talk, as it is typed: another day, later that day, not so far away."""

from __future__ import annotations

import re
from typing import Any

from bot.actions import dates, own_steps, plan_changes, plan_day_told, refusing, tenants
from bot.actions.sources import catalogue, today
from bot.actions.turn import Turn
from bot.actions.wording import word_table
from guidance.phone_numbers import phone_in

SURE_OF_A_QUESTION = 0.5
ONLY_A_WAY = 3  # words
SHORT = 6  # words: "liever woensdag", "om vier uur dan"
MOST_WORDS = 25  # of a wish about the moment: a longer message tells more


def asks_other_time(turn: Turn) -> bool:
    """Whether another time of the day is asked for: "iets later op de dag" is no goodbye."""
    asked = dates.when(turn.words, today()) if turn.words else None
    return asked is not None and bool(asked.shift or asked.sooner)


def way_wished(turn: Turn, way: str) -> dates.Medium | None:
    """The other way to talk that is asked for: named, or because it is too far to go; `way` is that of now."""
    table, said = _table(), turn.said
    if way == "phone" and "phone" in refusing.declined(turn).kinds:
        refusing.refuse_phone(turn)
        return "video"
    if way == "video" and re.search(table["refuses_video"], said):
        return "phone"
    asked = dates.when(turn.words, today())
    if asked and asked.medium and asked.medium != way and is_wish(turn, asked):
        names_more = asked.day or asked.only or asked.time is not None or asked.hours
        return None if names_more else asked.medium
    if way == "place" and re.search(table["too_far"], said):
        return "phone"
    if re.search(table["nearer"], said) or (re.search(table["there"], said) and _names_town(turn)):
        return "place"
    return None


def is_wish(turn: Turn, asked: dates.When) -> bool:
    """Whether what was read of a moment is asked for, and not merely spoken of: "wie belt me dan?"."""
    table, said = _table(), turn.said
    if re.search(table["only_asks"], said):
        return False
    if asked.never or asked.never_hours or asked.shift or asked.sooner or asked.problem:
        return True
    named = asked.day or asked.only or asked.time is not None or asked.hours
    asks_else = turn.intent.startswith("ask_") and turn.intent not in refusing.WAYS_TO_A_HUMAN
    if (not named and not asked.medium) or (asks_else and turn.confidence >= SURE_OF_A_QUESTION):
        return False  # "kan ik vrijdag leren met evc?"
    short = len(said.split()) <= (SHORT if named else ONLY_A_WAY)  # "video dan"
    return short or bool(re.search(table["wants"], said))


def asks_other(turn: Turn) -> bool:
    """Whether they ask for another moment in so many words, by the model or by a pattern: "geen van die past"."""
    return turn.intent == "move_booking" or bool(re.search(_table()["other_moment"], turn.said))


def is_about_else(turn: Turn) -> bool:
    """Whether it is about the step in the plan or the end of the appointment, or a number is given."""
    if len(turn.words.split()) > MOST_WORDS:
        return True
    if phone_in(turn.words) or turn.slot("note_line") or turn.intent.startswith("safety_"):
        return True
    if tenants.wants_to_call_now(turn) or re.search(_table()["of_plan"], turn.said):
        return True
    about_plan = plan_day_told.is_told(turn) or plan_changes.puts_right(turn) or own_steps.tells_early(turn)
    return about_plan or turn.intent == "cancel_booking"


def _names_town(turn: Turn) -> bool:
    return catalogue().regions.find_place(turn.words) is not None


def _table() -> dict[str, Any]:
    return word_table("moving")
