"""An adviser's appointments as a calendar to subscribe to, at a secret address that can be renewed."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from icalendar import Event
from sqlalchemy import select

from guidance import bookings
from guidance.bookings import Booking
from guidance.database import Database
from guidance.desk_models import CalendarFeedRow
from guidance.invitations import empty_calendar
from guidance.login_attempts import hashed

PAST, FUTURE = timedelta(days=30), timedelta(days=180)
TEXTS = Path(__file__).parent / "data" / "adviser_calendar.yaml"


def renew(db: Database, adviser_id: str, now: datetime) -> str:
    """A new secret for the address; the old address stops working. Only a hash is kept, so it is shown once."""
    token = secrets.token_urlsafe(32)
    with db.transaction() as session:
        session.merge(CalendarFeedRow(adviser_id=adviser_id, token_hash=hashed(token), made_at=now))
    return token


def made_at(db: Database, adviser_id: str) -> datetime | None:
    """Since when there is an address, or None."""
    with db.reading() as session:
        row = session.get(CalendarFeedRow, adviser_id)
        return row.made_at if row else None


def adviser_of(db: Database, token: str) -> str | None:
    """Whose address this is, or None."""
    with db.reading() as session:
        return session.scalar(select(CalendarFeedRow.adviser_id).where(CalendarFeedRow.token_hash == hashed(token)))


def feed(db: Database, adviser_id: str, now: datetime) -> bytes:
    """The calendar. Without names or numbers: calendar services of others read it too."""
    calendar = empty_calendar()
    calendar.add("x-wr-calname", _texts()["name"])
    for booking in bookings.between(db, now - PAST, now + FUTURE, adviser_id, every_status=True):
        calendar.add_component(event_of(booking))
    return calendar.to_ical()


def event_of(booking: Booking) -> Event:
    """One appointment as an adviser's calendar shows it."""
    texts = _texts()
    event = Event()
    event.add("uid", booking.uid)
    event.add("sequence", booking.sequence)
    event.add("dtstamp", booking.changed_at)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("status", "CONFIRMED" if booking.status in ("booked", "no_show") else "CANCELLED")
    event.add("summary", texts["summary"][booking.medium])
    event.add("description", texts["description"].format(reference=booking.reference))
    if booking.place:
        event.add("location", booking.place)
    return event


@cache
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return texts
