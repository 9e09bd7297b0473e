"""The booking form: three moments with an adviser, a choice in words or by button, then a name and a number."""

from __future__ import annotations

import re
from datetime import date, datetime

from bot.actions import dates
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.forms import Form
from bot.actions.handoff import want_human
from bot.actions.sources import database, now, today
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words
from guidance import bookings, slots
from guidance.errors import SlotTaken

OFFERED = 3
PHONE = re.compile(r"(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}\b")
NAME_INTRODUCTION = re.compile(
    r"^(?:ik ben|ik heet|mijn naam is|me naam is|m'n naam is|noem me|zeg maar|je mag me)\s+", re.IGNORECASE
)
LONGEST_NAME = 40


class BookingForm(Form):
    """Offers moments until one is booked or the person would rather not."""

    form = "booking_form"

    def leaves_for_human(self) -> bool:
        """This form is the way to a human."""
        return False

    def open_questions(self, turn: Turn) -> list[str]:
        """The appointment; after it the name, and a number when the adviser will call."""
        skipped = turn.slot("skipped", [])
        booking = bookings.of_conversation(database(), turn.conversation_id)
        if booking is None:
            return [] if "appointment" in skipped else ["appointment"]
        wanted = ["contact_name"] + (["contact_phone"] if booking.medium == "phone" else [])
        given = {"contact_name": booking.name, "contact_phone": booking.contact}
        return [question for question in wanted if not given[question] and question not in skipped]

    def ask(self, turn: Turn, question: str, again: bool) -> None:
        """Offers moments, or asks for what the adviser needs to reach the person."""
        if question == "appointment":
            offer(turn, again)
        else:
            turn.say(f"utter_ask_{question}")

    def read(self, turn: Turn, question: str, known: set[str]) -> bool:
        """Reads a choice of moment, a name or a number."""
        if question == "appointment":
            return self._read_appointment(turn)
        if turn.intent in ("deny", "skip") or turn.value("skip"):
            turn.add("skipped", question)
            return True
        booking = bookings.of_conversation(database(), turn.conversation_id)
        if booking is None:
            return False
        return self._read_phone(turn, booking.id) if question == "contact_phone" else self._read_name(turn, booking.id)

    def _read_appointment(self, turn: Turn) -> bool:
        if turn.value("appointment"):
            return _book(turn, str(turn.value("appointment")))
        place = dates.ordinal(turn.words) if turn.words else None
        offered: list[str] = turn.slot("offered", [])
        if place is not None and place < len(offered):
            return _book(turn, offered[place])
        asked = dates.when(turn.words, today()) if turn.words else None
        if turn.value("later") or (asked and asked.later and asked.day is None):
            turn.set("look_after", turn.slot("last_offered"))
            return True
        if asked:
            self._look_at(turn, asked)
            return True
        if turn.intent in ("deny", "skip", "stop") or turn.value("skip"):
            turn.add("skipped", "appointment")
            turn.say("utter_no_appointment")
            return True
        return turn.intent in ("affirm", "ask_human", "book_adviser")

    def _look_at(self, turn: Turn, asked: dates.When) -> None:
        turn.set("look_on", asked.day.isoformat() if asked.day else None)
        turn.set("look_hours", list(asked.hours) if asked.hours else None)
        turn.set("look_after", None)
        if asked.day and asked.day < today():
            turn.set("look_on", None)
            turn.say("utter_day_is_past")

    def _read_phone(self, turn: Turn, booking_id: int) -> bool:
        found = PHONE.search(turn.words)
        if not found:
            return False
        bookings.set_contact(database(), booking_id, phone=re.sub(r"[\s-]", "", found.group(0)))
        turn.say("utter_phone_noted")
        return True

    def _read_name(self, turn: Turn, booking_id: int) -> bool:
        name = NAME_INTRODUCTION.sub("", turn.words.strip().rstrip(".!"))
        if not name or len(name) > LONGEST_NAME or "?" in name or PHONE.search(name):
            return False
        bookings.set_contact(database(), booking_id, name=name)
        turn.say("utter_name_noted", name=name)
        return True


def offer(turn: Turn, again: bool) -> None:
    """Offers up to three free moments, looking where the person asked to look."""
    moments = _free(turn)
    if not moments and (turn.slot("look_on") or turn.slot("look_hours")):
        turn.say("utter_no_moment_then")
        turn.set("look_on", None)
        turn.set("look_hours", None)
        moments = _free(turn)
    if not moments:
        turn.set("look_after", None)
        turn.add("skipped", "appointment")
        turn.say("utter_no_moments")
        return
    turn.set("offered", [_key(slot) for slot in moments])
    turn.set("last_offered", moments[-1].starts_at.isoformat())
    buttons = [{"title": _title(slot), "payload": f'/inform{{"appointment": "{_key(slot)}"}}'} for slot in moments]
    buttons.append({"title": label("booking", "later"), "payload": '/inform{"later": "yes"}'})
    buttons.append({"title": label("booking", "none"), "payload": '/inform{"skip": "yes"}'})
    turn.say("utter_moments_again" if again else "utter_moments", buttons=buttons)


def _free(turn: Turn) -> list[slots.Slot]:
    on, after, hours = turn.slot("look_on"), turn.slot("look_after"), turn.slot("look_hours")
    return slots.free_slots(
        database(),
        now(),
        region=turn.slot("region"),
        sector=turn.slot("sector"),
        on=date.fromisoformat(on) if on else None,
        after=datetime.fromisoformat(after) if after else None,
        hours=(hours[0], hours[1]) if hours else None,
        limit=OFFERED,
    )


def _book(turn: Turn, key: str) -> bool:
    """Books the moment; when somebody was faster, says so and offers others."""
    adviser_id, starts_at, medium = key.split("|")
    try:
        booking = bookings.book(
            database(), turn.conversation_id, adviser_id, datetime.fromisoformat(starts_at), medium, now()
        )
    except SlotTaken:
        turn.say("utter_moment_taken")
        return True
    where = booking.place if booking.medium == "place" else label("booking", "how", booking.medium)
    rows = [
        {"label": label("booking", "when"), "text": moment_in_words(booking.starts_at)},
        {"label": label("booking", "with"), "text": booking.adviser.name},
        {"label": label("booking", "where"), "text": where or ""},
        {"label": label("booking", "reference"), "text": booking.reference},
    ]
    turn.say(
        "utter_booked",
        cards=[{"type": "booking", "rows": rows}],
        moment=moment_in_words(booking.starts_at),
        adviser=booking.adviser.name,
        where=where,
    )
    return True


def _key(slot: slots.Slot) -> str:
    return f"{slot.adviser_id}|{slot.starts_at.isoformat()}|{slot.medium}"


def _title(slot: slots.Slot) -> str:
    return label("booking", "moment").format(
        moment=moment_in_words(slot.starts_at),
        how=label("booking", "how_short", slot.medium),
        adviser=slot.adviser_name,
    )


class ActionOfferAdviser(AnsweringAction):
    """The person asks for a human outside any form."""

    def name(self) -> str:
        """The name in the domain."""
        return "action_offer_adviser"

    def respond(self, turn: Turn) -> None:
        """Notes the request and starts the booking form, or tells which appointment there is."""
        fill_facts(turn)
        start_booking(turn, "asked")


def start_booking(turn: Turn, reason: str) -> None:
    """Lets the booking form follow; when there already is an appointment, says when it is."""
    booking = bookings.of_conversation(database(), turn.conversation_id, now())
    if booking is not None:
        turn.say(
            "utter_already_booked",
            moment=moment_in_words(booking.starts_at),
            adviser=booking.adviser.name,
            buttons=[_cancel_button()],
        )
        return
    if reason != "offered":
        want_human(turn, reason)
        turn.say("utter_to_a_human")
    turn.set("wants_human", None)
    turn.set("skipped", [name for name in turn.slot("skipped", []) if name != "appointment"])
    turn.set("asked", [name for name in turn.slot("asked", []) if name != "appointment"])
    for name in ("look_on", "look_hours", "look_after"):
        turn.set(name, None)
    turn.follow_with("booking_form")


def cancel(turn: Turn) -> None:
    """Cancels after a yes; says so when there is nothing to cancel."""
    booking = bookings.of_conversation(database(), turn.conversation_id)
    if booking is None:
        turn.say("utter_nothing_to_cancel")
    elif turn.value("confirmed"):
        bookings.cancel(database(), booking.id, now())
        turn.say("utter_cancelled", moment=moment_in_words(booking.starts_at))
    else:
        keep = {"title": label("booking", "keep"), "payload": "/deny"}
        turn.say("utter_check_cancel", moment=moment_in_words(booking.starts_at), buttons=[_cancel_button(), keep])


def _cancel_button() -> dict[str, str]:
    return {"title": label("booking", "cancel"), "payload": '/cancel_booking{"confirmed": "yes"}'}
