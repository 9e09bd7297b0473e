"""What the desk does with an appointment: moved or off for the person, who hears of it in the conversation."""

from __future__ import annotations

from datetime import datetime

from guidance import bookings, conversations
from guidance.appointment_words import about, words
from guidance.bookings import Booking
from guidance.database import Database
from guidance.errors import ConversationUnknown
from guidance.messages import Outgoing, OutMessage
from guidance.slots import Slot, free_slots

OFFERED = 12


def can_change(booking: Booking, now: datetime) -> bool:
    """Whether it still has to begin, and somebody is to come."""
    return booking.status == "booked" and booking.starts_at > now and booking.conversation_id is not None


def slots_for(db: Database, booking: Booking, now: datetime) -> list[Slot]:
    """Other moments: first those of the same adviser, then what the colleagues have."""
    found = free_slots(db, now, limit=OFFERED * 4)
    return sorted(found, key=lambda slot: (slot.adviser_id != booking.adviser.id, slot.starts_at))[:OFFERED]


def move(
    db: Database, booking_id: int, adviser_id: str, starts_at: datetime, medium: str, now: datetime
) -> Outgoing | None:
    """Put it on another moment; returns what the person is told. Raises as bookings.book; nothing changes then."""
    booking = bookings.get(db, booking_id)
    if not can_change(booking, now) or booking.conversation_id is None:
        return None
    moved = bookings.book(db, booking.conversation_id, adviser_id, starts_at, medium, now)
    return _tell(db, moved, "moved_by_desk", now)


def cancel(db: Database, booking_id: int, now: datetime) -> Outgoing | None:
    """Call it off; returns what the person is told, None when there was nothing to call off."""
    booking = bookings.get(db, booking_id)
    if not can_change(booking, now):
        return None
    return _tell(db, bookings.cancel(db, booking_id, now), "cancelled_by_desk", now)


def _tell(db: Database, booking: Booking, text: str, now: datetime) -> Outgoing | None:
    message = OutMessage(words()[text].format(**about(booking)))
    try:
        return conversations.say(db, str(booking.conversation_id), message, now, sender="adviser")
    except ConversationUnknown:  # wiped in this very moment
        return None
