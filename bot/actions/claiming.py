"""Booking one moment: claimed for this person, told with date, adviser and place, or somebody was faster."""

from __future__ import annotations

import re
from datetime import date

from bot.actions import dates, demonstration
from bot.actions.sources import AMSTERDAM, database, now
from bot.actions.turn import Turn
from bot.actions.wording import label, moment_in_words
from guidance import advisers, bookings, custody, slots
from guidance.advisers import Adviser
from guidance.bookings import Booking
from guidance.errors import MediumNotOffered, SlotTaken
from guidance.slots import read_key

TO_CHECK = "checked_moment"


def book(turn: Turn, key: str) -> bool:
    """Books the moment; when somebody was faster, says so: the form then offers others."""
    turn.set(TO_CHECK, None)
    before = booked(turn)
    try:
        booking = bookings.book(database(), turn.conversation_id, *read_key(key), now())
    except (SlotTaken, MediumNotOffered, ValueError):
        turn.say("utter_moment_taken")
        return True
    custody.stop_waiting(database(), turn.conversation_id, "book", custody.PERSON, "booked", now())
    moved = turn.slot("moving")
    turn.set("moving", None)
    same_time = before is not None and before.starts_at == booking.starts_at
    _tell(turn, booking, ("utter_way_changed" if same_time else "utter_moved") if moved else "utter_booked")
    if booking.adviser.demo and not moved:  # nobody may wait for a call that never comes
        if not demonstration.was_told(turn):
            turn.say("utter_demo_adviser")
    elif not moved and booking.email is None:
        turn.say("utter_mail_if_wanted")
    return True


def check(turn: Turn, key: str, asked: dates.When) -> bool:
    """Books a moment that was chosen in words, but reads the full date back first when it was not said in full."""
    _, start, _ = read_key(key)
    day = start.astimezone(AMSTERDAM).date()
    if asked.time is not None and (_said_in_full(turn.words, day) or _is_only_day(turn, day)):
        return book(turn, key)
    read_back(turn, key)
    turn.waits = True
    return True


def is_confirmed(key: str, asked: dates.When | None, *, says_yes: bool) -> bool:
    """Whether the moment that was read back is taken: by a yes that names no other, or by its day or time again."""
    if asked is None or asked.problem:
        return says_yes
    names = asked.day is not None or asked.time is not None
    return fits(key, asked) and (names or says_yes)


def read_back(turn: Turn, key: str) -> None:
    """Asks whether it is this moment."""
    turn.set(TO_CHECK, key)
    turn.say(
        "utter_check_moment",
        moment=moment_in_words(read_key(key)[1]),
        how=how_in_words(key),
        buttons=[
            {"title": label("booking", "that_one"), "payload": f'/inform{{"appointment": "{key}"}}'},
            {"title": label("booking", "other"), "payload": '/inform{"later": "yes"}'},
        ],
    )


def by_way(key: str, medium: str, region: str | None) -> str | None:
    """The same moment with another way to talk; None when this adviser does not talk that way with this region."""
    adviser_id, start, _ = read_key(key)
    adviser = _adviser(adviser_id)
    ways = slots.offered_media(adviser, region) if adviser else ()
    return f"{adviser_id}|{start.isoformat()}|{medium}" if medium in ways else None


def key_of(booking: Booking) -> str:
    """What the button of this appointment would have said."""
    return f"{booking.adviser.id}|{booking.starts_at.isoformat()}|{booking.medium}"


def how_in_words(key: str) -> str:
    """The way to talk, and the town where one must go for it."""
    adviser_id, _, medium = read_key(key)
    adviser = _adviser(adviser_id)
    return way_in_words(medium, adviser.place_address if adviser else None)


def way_in_words(medium: str, place: str | None) -> str:
    """The same of a way and a place that are known."""
    if medium == "place" and place:
        return label("booking", "visit").format(place=place)
    return label("booking", "how_short", medium)


def _adviser(adviser_id: str) -> Adviser | None:
    return next((each for each in advisers.all(database()) if each.id == adviser_id), None)


def pointed_at(turn: Turn) -> str | None:
    """The offered moment that is pointed at by its place or by who it is with: "de eerste, vera", "die van vera"."""
    if not turn.words:
        return None
    offered: list[str] = turn.slot("offered", [])
    places = (dates.ordinal(part) for part in (turn.words, *re.split(r"[,.;]", turn.words)))
    place = next((place for place in places if place is not None), None)
    by_place = offered[place] if place is not None and place < len(offered) else None
    by_name = _with_named(turn, offered)
    if by_place and (by_place in by_name or not by_name):
        return by_place
    return by_name[0] if len(by_name) == 1 else None


def _with_named(turn: Turn, offered: list[str]) -> list[str]:
    """The offered moments with the adviser who is named; of several those whose name stands on the screen."""
    said = set(re.findall(r"[^\W\d_]{3,}", turn.said))
    if "?" in turn.words:
        return []
    names = {each.id: each.name.lower().split()[0] for each in advisers.all(database())}
    found = [key for key in offered if names.get(read_key(key)[0]) in said]
    titled = [
        key
        for key in found
        for button in turn.slot("shown", [])
        if key in button["payload"] and said & set(button["title"].lower().split())
    ]
    return titled or found


def booked(turn: Turn) -> Booking | None:
    """The appointment that stands and is still to come."""
    return bookings.of_conversation(database(), turn.conversation_id, now())


def tell_booked(turn: Turn) -> None:
    """When the appointment is, and how to move or cancel it; nothing when there is none."""
    if booking := booked(turn):
        turn.say(
            "utter_already_booked",
            moment=moment_in_words(booking.starts_at),
            adviser=booking.adviser.name,
            buttons=[
                {"title": label("booking", "other"), "payload": "/move_booking"},
                {"title": label("booking", "cancel"), "payload": "/cancel_booking"},
            ],
        )


def fits(key: str, asked: dates.When) -> bool:
    """Whether an offered moment is what the words ask for."""
    _, start, medium = read_key(key)
    local = start.astimezone(AMSTERDAM)
    return (
        asked.suits(local)
        and (asked.time is None or local.hour * 60 + local.minute == asked.time)
        and (asked.medium is None or medium == asked.medium)
        and (asked.hours is None or asked.time is not None or asked.hours[0] <= local.hour < asked.hours[1])
    )


def _said_in_full(words: str, day: date) -> bool:
    """Whether the number of the day was typed: nothing is left to read back."""
    return re.search(rf"\b{day.day}\b", words) is not None


def _is_only_day(turn: Turn, day: date) -> bool:
    """Whether this is the one day they asked for, and only moments of it stand on the screen: the time was open."""
    days = {read_key(key)[1].astimezone(AMSTERDAM).date() for key in turn.before("offered") or []}
    return turn.before("look_on") == day.isoformat() and turn.before("look_until") is None and days == {day}


def _tell(turn: Turn, booking: Booking, response: str) -> None:
    visits = booking.medium == "place" and booking.place
    where = way_in_words("place", booking.place) if visits else label("booking", "how", booking.medium)
    rows = [
        {"label": label("booking", "when"), "text": moment_in_words(booking.starts_at)},
        {"label": label("booking", "with"), "text": booking.adviser.name},
        {"label": label("booking", "where"), "text": where or ""},
        {"label": label("booking", "reference"), "text": booking.reference},
    ]
    if booking.video_link:
        rows.append({"label": label("booking", "link"), "text": booking.video_link})
    turn.say(
        response,
        cards=[{"type": "booking", "rows": rows}],
        moment=moment_in_words(booking.starts_at),
        adviser=booking.adviser.name,
        where=where,
        how=way_in_words(booking.medium, booking.place),
    )
