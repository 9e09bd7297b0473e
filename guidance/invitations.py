"""An appointment as a file for the person's own calendar."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from icalendar import Calendar, Event, vCalAddress, vText

if TYPE_CHECKING:
    from guidance.bookings import Booking

TEXTS = Path(__file__).parent / "data" / "calendar.yaml"


def ics(booking: Booking, *, organizer: str | None = None, attendee: str | None = None) -> bytes:
    """The appointment as an iCalendar file: moving or cancelling keeps the UID and raises the SEQUENCE.

    With the mail addresses of both it is an invitation, or takes one back (RFC 5546: METHOD, ORGANIZER, ATTENDEE).
    """
    texts = _texts()
    words = {
        "adviser": booking.adviser.name,
        "organisation": booking.adviser.organisation,
        "place": booking.place,
        "reference": booking.reference,
    }
    event = Event()
    event.add("uid", booking.uid)
    event.add("sequence", booking.sequence)
    event.add("dtstamp", booking.changed_at)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("status", "CONFIRMED" if booking.status == "booked" else "CANCELLED")
    event.add("summary", texts["summary"].format(**words))
    event.add("description", texts["description"][booking.medium].format(**words))
    event.add("location", booking.video_link or texts["location"][booking.medium].format(**words))
    calendar = empty_calendar()
    if organizer and attendee:
        calendar.add("method", "REQUEST" if booking.status == "booked" else "CANCEL")
        event.add("organizer", vCalAddress(f"mailto:{organizer}"))
        invited = vCalAddress(f"mailto:{attendee}")
        invited.params["PARTSTAT"] = vText("ACCEPTED")  # the person chose this moment: nothing is asked back
        event.add("attendee", invited, encode=False)
    calendar.add_component(event)
    return calendar.to_ical()


def empty_calendar() -> Calendar:
    """A calendar of ours, to put appointments in."""
    calendar = Calendar()
    calendar.add("prodid", "-//Bijsturen//NL")
    calendar.add("version", "2.0")
    return calendar


@cache
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return texts
