"""Cancelling an appointment: asked back first, then done."""

from __future__ import annotations

from bot.actions import claiming
from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words
from guidance import bookings


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
