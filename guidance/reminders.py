"""A word a day and an hour before an appointment: kept in the database, so sent once and not lost in a restart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance import appointment_mail
from guidance.appointment_mail import Link
from guidance.appointment_words import about, change_buttons, words
from guidance.booking_models import BookingNoticeRow
from guidance.booking_notices import claim, sent
from guidance.bookings import as_booking
from guidance.database import Database
from guidance.messages import Outgoing, OutMessage
from guidance.models import BookingRow, ConversationRow
from guidance.outbox import say_within
from guidance.schedule import AMSTERDAM, utc

MORNING, EVENING = time(8), time(21)
KIND = "reminder"
"""The kind of message; who opted out of these does not get it (guidance.chats.UNASKED)."""
HUMAN_TALKS = ("human",)


@dataclass(frozen=True)
class Reminder:
    """`before`: how long before the appointment it is due; `until`: how late it may still come."""

    name: str
    before: timedelta
    until: timedelta


REMINDERS = (
    Reminder("day", timedelta(days=1), timedelta(hours=3)),
    Reminder("hour", timedelta(hours=1), timedelta()),
)
Said = tuple[str, Outgoing]
"""A conversation and what was said in it."""


def is_quiet(now: datetime) -> bool:
    """Whether people sleep: nothing is sent that nobody waits for."""
    return not MORNING <= now.astimezone(AMSTERDAM).time() < EVENING


def due_at(starts_at: datetime, reminder: Reminder) -> datetime:
    """When the reminder goes out: its own moment, or the next morning when that is at night."""
    wanted = starts_at - reminder.before
    local = wanted.astimezone(AMSTERDAM)
    if local.time() < MORNING:
        return utc(local.date(), MORNING)
    return utc(local.date() + timedelta(days=1), MORNING) if local.time() >= EVENING else wanted


def send_due(db: Database, link: Link, now: datetime) -> list[Said]:
    """Say and mail every reminder that is due. What was booked or moved after that moment gets none."""
    if is_quiet(now):
        return []
    said = []
    for reminder in REMINDERS:
        for booking_id in _due(db, reminder, "chat", now):
            said += _say(db, booking_id, reminder, now)
        for booking_id in _due(db, reminder, "mail", now):
            _mail(db, booking_id, reminder, link, now)
    return said


def _due(db: Database, reminder: Reminder, way: str, now: datetime) -> list[int]:
    notice = sent(_kind(reminder, way), BookingNoticeRow.at >= BookingRow.changed_at)
    query = (
        select(BookingRow)
        .join(ConversationRow, ConversationRow.id == BookingRow.conversation_id)
        .where(
            BookingRow.status == "booked",
            BookingRow.starts_at > now + reminder.until,
            BookingRow.starts_at <= now + reminder.before,
            ~notice,
        )
    )
    if way == "chat":  # while a human talks nobody else does; afterwards it is still in time, or not
        query = query.where(ConversationRow.state.not_in(HUMAN_TALKS))
    with db.reading() as session:
        return [row.id for row in session.scalars(query) if row.changed_at < due_at(row.starts_at, reminder) <= now]


def _say(db: Database, booking_id: int, reminder: Reminder, now: datetime) -> list[Said]:
    with db.transaction() as session:
        row = _claimed(session, booking_id, _kind(reminder, "chat"), now)
        if row is None or row.conversation_id is None:
            return []
        if session.get_one(ConversationRow, row.conversation_id).state in HUMAN_TALKS:
            session.rollback()  # the claim goes, too
            return []
        text = words()["reminders"][reminder.name].format(**about(as_booking(session, row)))
        message = OutMessage(text, change_buttons(), kind=KIND)
        return [(row.conversation_id, say_within(session, row.conversation_id, message, now))]


def _mail(db: Database, booking_id: int, reminder: Reminder, link: Link, now: datetime) -> None:
    with db.transaction() as session:
        row = _claimed(session, booking_id, _kind(reminder, "mail"), now)
        if row is not None:
            appointment_mail.queue(session, as_booking(session, row), reminder.name, link, now)


def _claimed(session: Session, booking_id: int, kind: str, now: datetime) -> BookingRow | None:
    """The appointment, when it still stands at the moment it was seen at and this was not sent for that moment."""
    seen = session.get(BookingRow, booking_id)
    if seen is None or seen.status != "booked":
        return None
    row = claim(session, booking_id, kind, seen.starts_at.isoformat(), now)
    return row if row is not None and row.status == "booked" else None


def _kind(reminder: Reminder, way: str) -> str:
    return f"{reminder.name}_{way}"
