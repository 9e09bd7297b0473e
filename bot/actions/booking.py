"""The booking form: three moments with an adviser, a choice in words or by button, then a name and a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.actions import answers, contact, dates, pending, repair, steps, tenants
from bot.actions.base import AnsweringAction
from bot.actions.facts import fill_facts
from bot.actions.forms import Form
from bot.actions.handoff import want_human
from bot.actions.sources import AMSTERDAM, database, now, today
from bot.actions.tone import AsTyped
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words
from guidance import bookings, slots
from guidance.errors import SlotTaken

OFFERED = 3
LOOKED_AT = 4  # times as many moments are looked at, to offer different times
OFFERED_BY_US = ("offered", "misunderstood")
LOOKING = ("look_on", "look_hours", "look_medium", "look_after")
NO_NAMES = ("deny", "affirm", "thank", "resume", "correct", "insult", "cancel_booking", "stop", "think")
SURE_IT_IS_NO_NAME = 0.6
SURE_OF_A_QUESTION = 0.5


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
        if booking is None or turn.slot("moving"):
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
        if turn.intent in ("move_booking", "book_adviser"):
            turn.set("moving", True)
            forget_where_to_look(turn)
            asked = dates.when(turn.words, today()) if turn.words else None
            return self._look_for(turn, asked) if asked else True
        if turn.intent in ("deny", "skip") or turn.value("skip"):
            turn.add("skipped", question)
            return True
        booking = bookings.of_conversation(database(), turn.conversation_id)
        if booking is None:
            return False
        return self._read_phone(turn, booking.id) if question == "contact_phone" else self._read_name(turn, booking.id)

    def _read_appointment(self, turn: Turn) -> bool:
        if tenants.wants_to_call_now(turn):
            tenants.tell_how_to_call(turn)
            return True
        if turn.value("appointment"):
            return _book(turn, str(turn.value("appointment")))
        if turn.value("later"):
            turn.set("look_after", turn.slot("last_offered"))
            return True
        if turn.value("skip"):
            return _decline(turn)
        if _asks_something_else(turn):
            return False
        if steps.is_own_plan(turn):
            return _keep_step(turn)
        asked = dates.when(turn.words, today()) if turn.words else None
        if asked:
            return self._look_for(turn, asked)
        place = dates.ordinal(turn.words) if turn.words else None
        offered: list[str] = turn.slot("offered", [])
        if place is not None and place < len(offered):
            return _book(turn, offered[place])
        if pending.says_no(turn):
            return _decline(turn)
        if pending.says_yes(turn) and len(offered) == 1:
            return _book(turn, offered[0])
        return pending.says_yes(turn) or turn.intent in ("ask_human", "book_adviser", "move_booking", "resume")

    def _look_for(self, turn: Turn, asked: dates.When) -> bool:
        """Books when the words fit one offered moment; else looks for what was asked and offers that."""
        tells_when = asked.time is not None or asked.hours is not None
        if asked.day is None and turn.slot("look_on") and (tells_when or not asked.later):  # "dinsdag", then "om twee"
            asked = replace(asked, day=date.fromisoformat(turn.slot("look_on")))
        fitting = [key for key in turn.slot("offered", []) if _fits(key, asked)]
        only_a_day = asked.day is not None and asked.hours is None and not asked.later
        if (asked.time is not None or only_a_day) and len(fitting) == 1:
            return _book(turn, fitting[0])
        if asked.later and asked.day is None and asked.hours is None and asked.time is None:
            turn.set("look_after", turn.slot("last_offered"))
            return True
        turn.set("look_after", None)
        turn.set("look_medium", asked.medium)
        turn.set("look_hours", _hours(asked))
        past = asked.day is not None and asked.day < today()
        turn.set("look_on", asked.day.isoformat() if asked.day and not past else None)
        if past:
            turn.say("utter_day_is_past")
        return True

    def _read_phone(self, turn: Turn, booking_id: int) -> bool:
        number = contact.phone_in(turn.words)
        if number is None:
            return False
        bookings.set_contact(database(), booking_id, phone=number)
        turn.say("utter_phone_noted")
        return True

    def _read_name(self, turn: Turn, booking_id: int) -> bool:
        name = contact.name_in(turn.words)
        means_else = turn.intent in NO_NAMES or turn.intent.startswith(("ask_", "need_"))
        if name is None or repair.is_question(turn) or (means_else and turn.confidence >= SURE_IT_IS_NO_NAME):
            return False
        if dates.ordinal(name) is not None or dates.when(name, today()):
            return False
        bookings.set_contact(database(), booking_id, name=name)
        turn.say("utter_name_noted", name=AsTyped(name))
        return True


def _asks_something_else(turn: Turn) -> bool:
    """Whether the message is a clear question about something else: the time of a course is no time to meet."""
    about_else = turn.intent in answers.SIDE_QUESTIONS and turn.intent not in answers.CHATTER
    return about_else and bool(turn.words) and repair.is_question(turn) and turn.confidence >= SURE_OF_A_QUESTION


def _keep_step(turn: Turn) -> bool:
    """ "Ik ga maandag bij een kinderopvang kijken" names a day and asks for no appointment on it."""
    if turn.slot("step") is not None:
        return False
    steps.keep(turn, AsTyped(turn.words.strip()))
    return True


def _fits(key: str, asked: dates.When) -> bool:
    _, starts_at, medium = key.split("|")
    local = datetime.fromisoformat(starts_at).astimezone(AMSTERDAM)
    return (
        (asked.day is None or local.date() == asked.day)
        and (asked.time is None or local.hour * 60 + local.minute == asked.time)
        and (asked.medium is None or medium == asked.medium)
    )


def _hours(asked: dates.When) -> list[int] | None:
    """The hours to look in: around a time that was named, else the part of the day."""
    if asked.time is not None:
        return [asked.time // 60, asked.time // 60 + 1]
    return list(asked.hours) if asked.hours else None


def _decline(turn: Turn) -> bool:
    turn.add("skipped", "appointment")
    turn.set("moving", None)
    turn.say("utter_no_appointment")
    return True


def offer(turn: Turn, again: bool) -> None:
    """Offers up to three free moments, looking where the person asked to look."""
    moments = _free(turn)
    if not moments and any(turn.slot(name) for name in LOOKING):
        turn.say("utter_no_moment_then")
        forget_where_to_look(turn)
        moments = _free(turn)
    if not moments:
        turn.add("skipped", "appointment")
        turn.say("utter_no_moments")
        return
    turn.set("offered", [_key(slot) for slot in moments])
    turn.set("last_offered", moments[-1].starts_at.isoformat())
    titles = [_title(slot) for slot in moments]
    buttons = [
        {
            # Two moments that read alike are told apart by the adviser.
            "title": title if titles.count(title) == 1 else f"{title}, {slot.adviser_name}",
            "payload": f'/inform{{"appointment": "{_key(slot)}"}}',
        }
        for slot, title in zip(moments, titles, strict=True)
    ]
    buttons.append({"title": label("booking", "later"), "payload": '/inform{"later": "yes"}'})
    declined = "not_now" if turn.slot("asked_human") else "none"  # "nee, dank je" answers an offer, not one's own wish
    buttons.append({"title": label("booking", declined), "payload": '/inform{"skip": "yes"}'})
    first = "utter_moments_asked" if turn.slot("asked_human") else "utter_moments"
    turn.say("utter_moments_again" if again else first, buttons=buttons)


def _free(turn: Turn) -> list[slots.Slot]:
    on, after, hours = turn.slot("look_on"), turn.slot("look_after"), turn.slot("look_hours")
    found = slots.free_slots(
        database(),
        now(),
        region=turn.slot("region"),
        sector=turn.slot("sector"),
        on=date.fromisoformat(on) if on else None,
        after=datetime.fromisoformat(after) if after else None,
        hours=(hours[0], hours[1]) if hours else None,
        medium=turn.slot("look_medium"),
        limit=OFFERED * LOOKED_AT,
    )
    times = {slot.starts_at: slot for slot in reversed(found)}  # the first of each time
    at_different_times = [slot for slot in found if times[slot.starts_at] is slot]
    return (at_different_times if len(at_different_times) >= OFFERED else found)[:OFFERED]


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
    moved = turn.slot("moving")
    where = booking.place if booking.medium == "place" else label("booking", "how", booking.medium)
    turn.set("moving", None)
    rows = [
        {"label": label("booking", "when"), "text": moment_in_words(booking.starts_at)},
        {"label": label("booking", "with"), "text": booking.adviser.name},
        {"label": label("booking", "where"), "text": where or ""},
        {"label": label("booking", "reference"), "text": booking.reference},
    ]
    turn.say(
        "utter_moved" if moved else "utter_booked",
        cards=[{"type": "booking", "rows": rows}],
        moment=moment_in_words(booking.starts_at),
        adviser=booking.adviser.name,
        where=where,
    )
    if booking.adviser.demo and not moved:  # nobody may wait for a call that never comes
        turn.say("utter_demo_adviser")
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
            buttons=[
                {"title": label("booking", "other"), "payload": "/move_booking"},
                {"title": label("booking", "cancel"), "payload": "/cancel_booking"},
            ],
        )
        return
    turn.set("asked_human", reason not in OFFERED_BY_US or None)
    if tenants.wants_to_call_now(turn):
        tenants.tell_how_to_call(turn)
    if reason not in OFFERED_BY_US:
        want_human(turn, reason)
        turn.set("human_first", None if turn.slot("helped_needs") else True)
        turn.say("utter_to_a_human")
    turn.set("wants_human", None)
    _open(turn)


def move(turn: Turn) -> None:
    """Another moment for the appointment there is; booking it frees the old one."""
    if bookings.of_conversation(database(), turn.conversation_id, now()) is None:
        start_booking(turn, "asked")
        return
    turn.set("moving", True)
    turn.set("asked_human", True)
    _open(turn)


def _open(turn: Turn) -> None:
    turn.set("skipped", [name for name in turn.slot("skipped", []) if name != "appointment"])
    turn.set("asked", [name for name in turn.slot("asked", []) if name != "appointment"])
    forget_where_to_look(turn)
    turn.follow_with("booking_form")


def forget_where_to_look(turn: Turn) -> None:
    """The next offer is again the nearest moments of all."""
    for name in LOOKING:
        turn.set(name, None)
