"""What the desk does with an appointment for the person: made, moved or off; they hear of it in the conversation."""

from __future__ import annotations

from datetime import datetime

from guidance import bookings, conversations, custody, plans
from guidance.accounts import Account
from guidance.appointment_words import about, words
from guidance.bookings import Booking
from guidance.custody import Holder
from guidance.database import Database
from guidance.errors import ConversationUnknown, HeldByOther
from guidance.messages import Outgoing, OutMessage
from guidance.slots import Slot, free_slots

OFFERED = 12


def can_change(booking: Booking, now: datetime) -> bool:
    """Whether it still has to begin, and somebody is to come."""
    return booking.status == "booked" and booking.starts_at > now and booking.conversation_id is not None


def may_change(account: Account, booking: Booking, holder: Holder | None) -> bool:
    """Whether this is the coordinator, the adviser of the appointment, or who talks with the person now."""
    talks = holder is not None and holder.account == account.username
    return account.role == "coordinator" or talks or booking.adviser.id == account.adviser_id


def slots_for(db: Database, conversation_id: str, now: datetime, own: str | None = None) -> list[Slot]:
    """Moments that fit the person's region, sector and language; those of the adviser `own` come first."""
    plan = plans.get(db, conversation_id)
    known = plan.situation if plan else {}

    def find(adviser_id: str | None) -> list[Slot]:
        region, sector, language = (known.get(name) for name in ("region", "sector", "language"))
        return free_slots(
            db, now, region=region, sector=sector, language=language, limit=OFFERED, adviser_id=adviser_id
        )

    mine = find(own)[: OFFERED // 2] if own else []
    return [*mine, *(slot for slot in find(None) if slot not in mine)][:OFFERED]


def book(
    db: Database,
    conversation_id: str,
    who: str,
    moment: tuple[str, datetime, str],
    now: datetime,
    *,
    phone: str | None = None,
) -> tuple[Booking, Outgoing | None]:
    """An appointment for the person, who need not wait any more; with it what they are told.

    `who`: the desk account; `phone`: where to call, when that was given. Raises HeldByOther when a colleague talks with
    the person, else as bookings.book.
    """
    holder = custody.holder_of(db, conversation_id)
    if holder is not None and holder.account != who:
        raise HeldByOther(holder.name)
    booking = bookings.book(db, conversation_id, *moment, now)
    if phone is not None:
        booking = bookings.set_contact(db, booking.id, phone=phone)
    custody.stop_waiting(db, conversation_id, "book", who, "booked", now)
    return booking, _tell(db, booking, "booked_by_desk", now)


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
