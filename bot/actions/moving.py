"""Another moment or another way to talk, asked for when one is booked already: "kan het niet gewoon telefonisch?".

Heard at every question that follows: the name, the number, the note. What was booked stands until another is taken.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from bot.actions import claiming, dates, looking, offering, own_steps, plan_changes, plan_day_told, refusing, tenants
from bot.actions import questions as direct_questions
from bot.actions.facts import fill_facts
from bot.actions.led_form import REQUESTED_SLOT
from bot.actions.sources import AMSTERDAM, catalogue, database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words, word_table
from guidance import bookings, slots
from guidance.bookings import Booking
from guidance.phone_numbers import phone_in
from guidance.slots import read_key

MOST_WORDS = 14  # of a wish about the moment: a longer message tells more
SURE_OF_A_QUESTION = 0.5
ONLY_A_WAY = 3  # words
SHORT = 6  # words: "liever woensdag", "om vier uur dan"


def hear(turn: Turn) -> bool:
    """Whether the message asks for another moment or way than what is booked; it has had its answer then."""
    booking = claiming.booked(turn)
    if booking is None or turn.slot("moving") or not turn.words or _is_about_else(turn):
        return False
    asked, way = dates.when(turn.words, today()), way_wished(turn, booking.medium)
    goes_nowhere = booking.medium != "place" and re.search(_table()["too_far"], turn.said)
    if goes_nowhere and way is None and len(turn.words.split()) <= MOST_WORDS:
        turn.say(f"utter_no_travel_{booking.medium}")
        return True
    if way is None and (asked is None or not _is_wish(turn, asked)):
        if not _asks_other(turn):
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
    if turn.slot("moving") and re.search(_table()["stays"], turn.said):
        leave(turn)
        return True
    stands = [read_key(key)[2] for key in ([checked] if checked else turn.slot("offered", []))]
    if not stands or not turn.words or len(turn.words.split()) > MOST_WORDS or _is_about_else(turn):
        return False
    asked = dates.when(turn.words, today())
    way = way_wished(turn, stands[0]) if len(set(stands)) == 1 else None
    if way and (asked is None or asked.medium != way):
        asked = dates.When(medium=way)
    elif asked is None or not _is_wish(turn, asked):
        return False
    elif not (asked.shift or asked.sooner or asked.medium or re.search(_table()["asks_whether"], turn.said)):
        return False  # a moment that is chosen is read with the rest
    if asked.medium == "place" and not _can_visit_there(turn):
        return True
    turn.set(claiming.TO_CHECK, None)
    offering.look_for(turn, asked)
    return True


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
    if asked and asked.medium and asked.medium != way and _is_wish(turn, asked):
        names_more = asked.day or asked.only or asked.time is not None or asked.hours
        return None if names_more else asked.medium
    if way == "place" and re.search(table["too_far"], said):
        return "phone"
    if re.search(table["nearer"], said) or (re.search(table["there"], said) and _names_town(turn)):
        return "place"
    return None


def _is_wish(turn: Turn, asked: dates.When) -> bool:
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


def _asks_other(turn: Turn) -> bool:
    return turn.intent == "move_booking" or bool(re.search(_table()["other_moment"], turn.said))


def _is_about_else(turn: Turn) -> bool:
    """Whether it is about the step in the plan or the end of the appointment, or a number is given."""
    if phone_in(turn.words) or turn.slot("note_line") or turn.intent.startswith("safety_"):
        return True
    if tenants.wants_to_call_now(turn) or re.search(_table()["of_plan"], turn.said):
        return True
    about_plan = plan_day_told.is_told(turn) or plan_changes.puts_right(turn) or own_steps.tells_early(turn)
    return about_plan or turn.intent == "cancel_booking"


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
        asked = replace(asked, medium=booking.medium)  # type: ignore[arg-type]
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


def _names_town(turn: Turn) -> bool:
    return catalogue().regions.find_place(turn.words) is not None


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


def _table() -> dict[str, Any]:
    return word_table("moving")
