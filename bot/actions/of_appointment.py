"""What is asked about the talk that is booked or being booked: who calls, how long it takes, whether a mail comes."""

from __future__ import annotations

from bot.actions import claiming, tenants
from bot.actions.sources import database, now
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words
from guidance import slots


def tell_cannot(turn: Turn) -> None:
    """What to do when the moment does not suit after all, with the buttons for it when there is one."""
    if claiming.booked(turn) is None:
        turn.say("utter_question_adviser_cannot")
        return
    move = {"title": label("booking", "other"), "payload": "/move_booking"}
    cancel = {"title": label("booking", "cancel"), "payload": "/cancel_booking"}
    turn.say("utter_question_adviser_cannot", buttons=[move, cancel])


def tell_mail(turn: Turn) -> None:
    """Whether a mail comes: only to who typed an address."""
    booking = claiming.booked(turn)
    turn.say("utter_question_adviser_mail_comes" if booking and booking.email else "utter_question_adviser_mail")


def tell_who(turn: Turn) -> None:
    """With whom the talk is; in a demonstration nobody calls."""
    booking = claiming.booked(turn)
    if booking is None:
        turn.say("utter_question_nobody_calls" if tenants.is_demonstration() else "utter_question_somebody_calls")
        return
    told = "utter_question_adviser_calls_demo" if booking.adviser.demo else "utter_question_adviser_calls"
    turn.say(told, adviser=booking.adviser.name, organisation=booking.adviser.organisation)


def tell_how_long(turn: Turn) -> None:
    """How long the talk takes, as it stands in the calendar of the adviser."""
    talk = claiming.booked(turn) or next(
        iter(slots.free_slots(database(), now(), region=turn.slot("region"), limit=1)), None
    )
    if talk is None:
        turn.say("utter_question_adviser_length_unknown")
        return
    minutes = round((talk.ends_at - talk.starts_at).total_seconds() / 60)
    turn.say("utter_question_adviser_length", minutes=minutes)


def tell_where(turn: Turn) -> None:
    """Where the talk is: at home, or the place of the adviser."""
    booking = claiming.booked(turn)
    way = booking.medium if booking else "unknown"
    place, moment = (booking.place, moment_in_words(booking.starts_at)) if booking else ("", "")
    turn.say(f"utter_question_adviser_where_{way}", place=place, moment=moment)


SHOWS = {
    "adviser_cannot": tell_cannot,
    "adviser_mail": tell_mail,
    "adviser_calls": tell_who,
    "adviser_long": tell_how_long,
    "adviser_where": tell_where,
}
