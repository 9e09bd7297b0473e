"""Another moment or another way to talk, asked for when one is booked already: "kan het niet gewoon telefonisch?".

Heard at every question that follows: the name, the number, the note. What was booked stands until another is taken.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, cast

from bot.actions import claiming, dates, looking, moment_wishes, offering, refusing
from bot.actions import questions as direct_questions
from bot.actions.facts import fill_facts
from bot.actions.led_form import REQUESTED_SLOT
from bot.actions.sources import AMSTERDAM, catalogue, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words, word_table
from guidance import bookings, slots
from guidance.bookings import Booking
from guidance.slots import read_key

SHORT = 14  # words of what is said of the moment alone


def hear(turn: Turn) -> bool:
    """Whether the message asks for another moment or way than what is booked; it has had its answer then."""
    booking = claiming.booked(turn)
    if booking is None or turn.slot("moving") or not turn.words or moment_wishes.is_about_else(turn):
        return False
    asked, way = dates.when(turn.words, today()), moment_wishes.way_wished(turn, booking.medium)
    is_long = len(turn.words.split()) > SHORT  # "wat moet ik nou morgen doen als ..." is about the day, not the talk
    goes_nowhere = booking.medium != "place" and re.search(word_table("moving")["too_far"], turn.said)
    if goes_nowhere and way is None and not is_long:
        turn.say(f"utter_no_travel_{booking.medium}")
        return True
    if way is None and (asked is None or is_long or not moment_wishes.is_wish(turn, asked)):
        if not moment_wishes.asks_other(turn):
            return False
        asked = asked or dates.When(later=True)
    if re.search(word_table("home")["lives"], turn.said):
        fill_facts(turn)
    if way == "place" and not _can_visit_there(turn):
        return True
    if way:
        _offer_way(turn, booking, way, surely=bool(asked and asked.medium == way))
    elif asked and _stands_already(booking, asked):
        turn.say("utter_moment_fits", **_in_words(booking))
    elif asked:
        _look(turn, booking, asked)
    return True


def hear_outside(turn: Turn) -> bool:
    """The same outside a form: the booking form goes on with what was asked for, when anything must be chosen."""
    if turn.slot("pending") or direct_questions.asks_of_adviser(turn) or not hear(turn):
        return False
    if turn.slot("moving"):
        turn.set(REQUESTED_SLOT, "appointment")
        turn.set("hold", turn.waits or None)
        turn.follow_with("booking_form")
    return True


def hear_offered(turn: Turn) -> bool:
    """The same beside moments that are offered: another time of the day, an earlier day, another way to talk."""
    checked: str | None = turn.slot(claiming.TO_CHECK)
    if turn.slot("moving") and re.search(word_table("moving")["stays"], turn.said):
        leave(turn)
        return True
    stands = [read_key(key)[2] for key in ([checked] if checked else turn.slot("offered", []))]
    if not stands or not turn.words or len(turn.words.split()) > SHORT or moment_wishes.is_about_else(turn):
        return False
    asked, asks_whether = dates.when(turn.words, today()), re.search(word_table("moving")["asks_whether"], turn.said)
    way = moment_wishes.way_wished(turn, stands[0]) if len(set(stands)) == 1 else None
    if way and (asked is None or asked.medium != way):
        asked = dates.When(medium=way)
    elif asked is None and moment_wishes.asks_other(turn):
        asked = dates.When(later=True)
    elif asked is None or not moment_wishes.is_wish(turn, asked):
        return False
    elif asked == dates.When(later=True):
        pass
    elif not (asked.shift or asked.sooner or asked.medium or asks_whether):
        return False  # a moment that is chosen is read with the rest
    if asked.medium == "place" and not _can_visit_there(turn):
        return True
    turn.set(claiming.TO_CHECK, None)
    offering.look_for(turn, asked)
    return True


def _offer_way(turn: Turn, booking: Booking, way: dates.Medium, *, surely: bool) -> None:
    """The same moment in the other way when the adviser can: taken when it was asked for, else read back."""
    if way == "phone" and not surely and "phone" in refusing.refused(turn, refusing.MEDIUM):
        cancel = {"title": label("booking", "cancel"), "payload": "/cancel_booking"}
        turn.say("utter_no_way_left", buttons=[cancel])
        return
    key = claiming.by_way(claiming.key_of(booking), way, turn.slot("region"))
    if key and surely:
        changed = bookings.book(database(), turn.conversation_id, *read_key(key), now())
        turn.say("utter_way_changed", **_in_words(changed))
    elif key:
        turn.set("moving", True)
        looking.forget(turn)
        turn.set("look_medium", way)
        claiming.read_back(turn, key)
        turn.waits = True
    elif way == "place":
        turn.say("utter_nobody_to_visit_booked", **_in_words(booking))
    else:
        _look(turn, booking, dates.When(day=_day(booking), medium=way))


def _look(turn: Turn, booking: Booking, asked: dates.When) -> None:
    """Looks for another moment, counted from the one that stands until another is taken."""
    turn.set("moving", True)
    looking.forget(turn)
    turn.set("offered", [claiming.key_of(booking)])
    turn.set("last_offered", booking.starts_at.isoformat())
    turn.say("utter_looks_for_other", **_in_words(booking))
    if asked.medium is None:
        asked = replace(asked, medium=cast(dates.Medium, booking.medium))
    if asked.shift and asked.day is None:
        turn.set("look_on", _day(booking).isoformat())
    offering.look_for(turn, asked)
    turn.set("offered", [])


def leave(turn: Turn) -> None:
    """No other moment after all: what was booked stands."""
    turn.set("moving", None)
    if booking := claiming.booked(turn):
        turn.say("utter_appointment_stays", **_in_words(booking))


def _stands_already(booking: Booking, asked: dates.When) -> bool:
    if asked.later or asked.shift or asked.sooner or asked.problem:
        return False
    return claiming.fits(claiming.key_of(booking), asked)


def _in_words(booking: Booking) -> dict[str, Any]:
    how = claiming.way_in_words(booking.medium, booking.place)
    return {"moment": moment_in_words(booking.starts_at), "how": how}


def _day(booking: Booking) -> date:
    return booking.starts_at.astimezone(AMSTERDAM).date()


def _can_visit_there(turn: Turn) -> bool:
    """Whether somebody can be visited in the town that is named; says so when not. None named: as far as we know."""
    match = catalogue().regions.find_place(turn.words)
    if match is None or match.ambiguous:
        return True
    if slots.free_slots(database(), now(), region=match.region_code, medium="place", limit=1):
        turn.set("region", match.region_code)  # that is where they want to go
        return True
    turn.say("utter_nobody_to_visit_there", town=match.place)
    return False
