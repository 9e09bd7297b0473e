"""An adviser's own calendar over CalDAV: where it is, and which appointments are not written there yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from guidance import calendar_feeds
from guidance.booking_models import CalendarCopyRow, OwnCalendarRow
from guidance.bookings import Booking, as_booking
from guidance.database import Database
from guidance.invitations import empty_calendar
from guidance.models import BookingRow

STANDS = ("booked", "no_show")
PAST = timedelta(days=1)


@dataclass(frozen=True)
class OwnCalendar:
    """Where it is; the password is sealed by the gateway and cannot be read here."""

    adviser_id: str
    url: str
    username: str
    sealed_password: str


@dataclass(frozen=True)
class Change:
    """An appointment to write to a calendar, or (`stands` False) to take out of it."""

    calendar: OwnCalendar
    booking: Booking
    stands: bool


Writer = Callable[[Change], None]
"""Carries a change out, again when it was carried out before; raises anything when that fails."""


def save(db: Database, calendar: OwnCalendar) -> None:
    """The calendar of this adviser from now on; everything to come is written to it."""
    with db.transaction() as session:
        session.merge(
            OwnCalendarRow(
                adviser_id=calendar.adviser_id,
                url=calendar.url,
                username=calendar.username,
                sealed_password=calendar.sealed_password,
            )
        )
        for copy in session.scalars(select(CalendarCopyRow).where(CalendarCopyRow.adviser_id == calendar.adviser_id)):
            session.delete(copy)


def remove(db: Database, adviser_id: str) -> None:
    """No calendar any more; what was written there stays there."""
    with db.transaction() as session:
        row = session.get(OwnCalendarRow, adviser_id)
        if row is not None:
            session.delete(row)


def of(db: Database, adviser_id: str) -> OwnCalendar | None:
    """The calendar of this adviser, or None."""
    with db.reading() as session:
        row = session.get(OwnCalendarRow, adviser_id)
        return _calendar(row) if row else None


def as_ics(booking: Booking) -> str:
    """The appointment as one file of that calendar, without anything about the person."""
    made = empty_calendar()
    made.add_component(calendar_feeds.event_of(booking))
    text: str = made.to_ical().decode()
    return text


def changes(db: Database, now: datetime) -> list[Change]:
    """What the calendars do not show yet, oldest first; an appointment that went to a colleague is two changes."""
    copy, row = CalendarCopyRow, BookingRow
    same = and_(copy.sequence == row.sequence, copy.status == row.status, copy.adviser_id == row.adviser_id)
    query = (
        select(row, copy)
        .outerjoin(copy, copy.booking_id == row.id)
        .where(row.starts_at > now - PAST, or_(copy.booking_id.is_(None), ~same))
        .order_by(row.id)
    )
    with db.reading() as session:
        calendars = {each.adviser_id: _calendar(each) for each in session.scalars(select(OwnCalendarRow))}
        return [
            change
            for booking, written in session.execute(query)
            for change in _changes(session, booking, written, calendars)
        ]


def write(db: Database, change: Change, writer: Writer) -> None:
    """Carry one change out and note it; a crash in between carries it out again, which changes nothing."""
    writer(change)
    with db.transaction() as session:
        if change.stands or change.booking.status not in STANDS:
            session.merge(
                CalendarCopyRow(
                    booking_id=change.booking.id,
                    adviser_id=change.calendar.adviser_id,
                    sequence=change.booking.sequence,
                    status=change.booking.status,
                )
            )
        elif (copy := session.get(CalendarCopyRow, change.booking.id)) is not None:
            session.delete(copy)  # it went to a colleague


def _changes(
    session: Session, row: BookingRow, written: CalendarCopyRow | None, calendars: dict[str, OwnCalendar]
) -> list[Change]:
    booking = as_booking(session, row)
    stands = row.status in STANDS
    found = []
    if written and written.status in STANDS and written.adviser_id != row.adviser_id:
        old = calendars.get(written.adviser_id)
        found += [Change(old, booking, stands=False)] if old else []
    new = calendars.get(row.adviser_id)
    if new and (stands or (written and written.status in STANDS)):
        found.append(Change(new, booking, stands))
    return found


def _calendar(row: OwnCalendarRow) -> OwnCalendar:
    return OwnCalendar(row.adviser_id, row.url, row.username, row.sealed_password)
