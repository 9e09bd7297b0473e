"""The words of an appointment (data/appointments.yaml): moments as people say them, and where the talk is."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from guidance.messages import Button
from guidance.schedule import AMSTERDAM

if TYPE_CHECKING:
    from guidance.bookings import Booking
    from guidance.slots import Slot

FILE = Path(__file__).parent / "data" / "appointments.yaml"


@cache
def words() -> dict[str, Any]:
    """All of them, read once."""
    texts: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return texts


def moment_in_words(moment: datetime) -> str:
    """dinsdag 24 november om 10.00 uur, in the Netherlands."""
    calendar, local = words()["calendar"], moment.astimezone(AMSTERDAM)
    day, month = calendar["days"][local.weekday()], calendar["months"][local.month - 1]
    text: str = calendar["moment"].format(day=day, number=local.day, month=month, time=f"{local:%H.%M}")
    return text


def where_in_words(booking: Booking) -> str:
    """What the person does at that moment: wait for a call, open a link, go somewhere."""
    way = booking.medium
    if way == "phone" and booking.contact:
        way = "phone_number"
    elif way == "video" and not booking.video_link:
        way = "video_later"
    text: str = words()["where"][way].format(link=booking.video_link, place=booking.place)
    return text


def about(booking: Booking) -> dict[str, str]:
    """The places to fill in a text about this appointment."""
    return {
        "moment": moment_in_words(booking.starts_at),
        "adviser": booking.adviser.name,
        "organisation": booking.adviser.organisation,
        "how": words()["how"][booking.medium],
        "where": where_in_words(booking),
        "reference": booking.reference,
    }


def change_buttons() -> tuple[Button, ...]:
    """Another moment, or none."""
    names = words()["buttons"]
    return Button(names["move"], "/move_booking"), Button(names["cancel"], "/cancel_booking")


def talk_question(adviser: str | None) -> tuple[str, tuple[Button, ...]]:
    """Whether the talk was of use, with the answers to tap."""
    texts = words()["talk"]
    buttons = tuple(Button(title, f'/inform{{"useful": "{code}"}}') for code, title in texts["answers"].items())
    return texts["useful"].format(adviser=adviser or texts["somebody"]), buttons


def slot_button(slot: Slot) -> Button:
    """A moment to tap."""
    way = "visit" if slot.medium == "place" and slot.place else slot.medium
    how = words()["how"][way].format(place=slot.place)
    title = words()["buttons"]["slot"].format(
        moment=moment_in_words(slot.starts_at), how=how, adviser=slot.adviser_name
    )
    return Button(title, f'/inform{{"appointment": "{slot.key()}"}}')
