"""Cancelling an appointment: asked back first, then done."""

from __future__ import annotations

import re

from bot.actions import asking, claiming
from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words, word_table
from guidance import bookings


def hear(turn: Turn) -> bool:
    """ "Toch maar niet, afspraak weg": asked back, wherever it is typed, when there is one."""
    if not is_asked(turn):
        return False
    ask_to_cancel(turn)
    return True


def is_asked(turn: Turn) -> bool:
    """Whether somebody says in so many words that the appointment must go."""
    table, said = word_table("moving"), turn.said
    if not turn.words or asking.is_question(said):
        return False
    bare = turn.form == "booking_form" and not turn.slot("moving") and re.search(table["cancels_bare"], said)
    if not bare and not re.search(table["cancels"], said):
        return False
    return claiming.booked(turn) is not None


def ask_to_cancel(turn: Turn) -> None:
    """Asks whether the appointment must go; says so when there is none."""
    booking = claiming.booked(turn)
    if booking is None:
        turn.say("utter_nothing_to_cancel")
        return
    turn.set("pending", "cancel")
    turn.say(
        "utter_check_cancel",
        moment=moment_in_words(booking.starts_at),
        buttons=[
            {"title": label("booking", "cancel"), "payload": '/affirm{"confirmed": "yes"}'},
            {"title": label("booking", "keep"), "payload": '/deny{"confirmed": "no"}'},
        ],
    )
    turn.waits = True


def cancel(turn: Turn) -> None:
    """Cancels; the moment is free for others at once."""
    booking = claiming.booked(turn)
    if booking is None:
        turn.say("utter_nothing_to_cancel")
        return
    bookings.cancel(database(), booking.id, now())
    turn.add("skipped", "appointment")  # whoever cancels is not pressed with new moments
    again = {"title": label("booking", "other"), "payload": "/book_adviser"}
    turn.say("utter_cancelled", moment=moment_in_words(booking.starts_at), buttons=[again])
