"""A dismissal, or a day that comes near: a human is offered without being asked for, once, beside what is said."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.actions import days, handoff, offers, refusing, spans
from bot.actions.sources import today
from bot.actions.turn import Turn
from bot.actions.wording import word_table

DISMISSAL, DEADLINE = "dismissal", "deadline"


def offer(turn: Turn) -> bool:
    """Offers a human when little time is left; not to who has or wants one, or turned one down. False when it did not.

    The rest of the message is answered as always.
    """
    kind = heard(turn.words)
    if kind is None:
        return False
    if kind == DISMISSAL and turn.slot("status") == "self_employed":  # nobody can dismiss them
        return False
    has_one = turn.intent in refusing.WAYS_TO_A_HUMAN or turn.form == "booking_form" or handoff.is_waiting(turn)
    response = f"utter_offer_human_{kind}"
    refused = "human" in refusing.refused(turn, refusing.HELP)
    if has_one or refused or response in turn.slot("signposts", []):
        return False
    turn.add("signposts", response)
    turn.say(response, buttons=offers.buttons(("human",)))
    return True


def heard(words: str) -> str | None:
    """What presses: a day that is near, or a dismissal; None when nothing does."""
    table, said = word_table("urgency"), words.lower()
    for left, meant in table["left"].items():
        said = re.sub(left, meant, said)
    parts = [part for part in re.split(table["parts"], said) if not re.search(table["not_mine"], part)]
    if any(re.search(ends, part) and _is_near(part) for part in parts for ends in table["ends"]):
        return DEADLINE
    return DISMISSAL if any(re.search(table[DISMISSAL], part) for part in parts) else None


def _is_near(part: str) -> bool:
    if re.search(word_table("urgency")["soon"], part):
        return True
    span = spans.span_in(part, today())
    day = days.day_in(part, today()) or (span[0] if span else None)
    return day is not None and today() <= day <= today() + timedelta(weeks=word_table("urgency")["weeks"])
