"""What is said about an appointment is said once: who claims a notice sends it, in the same transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Exists, select
from sqlalchemy.orm import Session

from guidance.booking_models import BookingNoticeRow
from guidance.database import lock_conversation
from guidance.errors import ConversationUnknown
from guidance.models import BookingRow


def claim(session: Session, booking_id: int, kind: str, about: str, now: datetime) -> BookingRow | None:
    """The appointment, locked with its conversation, when this notice is ours to send.

    None when it was sent already, or when the appointment or its conversation is gone.
    """
    row = session.get(BookingRow, booking_id)
    if row is None or row.conversation_id is None:
        return None
    try:
        lock_conversation(session, row.conversation_id)  # first, as everybody does: so nobody waits in a circle
    except ConversationUnknown:
        return None
    row = session.get(BookingRow, booking_id, with_for_update=True)
    if row is None or was_sent(session, booking_id, kind, about):
        return None
    session.add(BookingNoticeRow(booking_id=booking_id, kind=kind, about=about, at=now))
    return row


def sent(kind: str, *about: ColumnElement[bool]) -> Exists:
    """Whether such a notice about an appointment went out, to use in a query over bookings."""
    mine = BookingNoticeRow.booking_id == BookingRow.id, BookingNoticeRow.kind == kind
    return select(BookingNoticeRow.id).where(*mine, *about).correlate(BookingRow).exists()


def was_sent(session: Session, booking_id: int, kind: str, about: str | None = None) -> bool:
    """Whether a notice of this kind (about this version) of the appointment went out."""
    query = select(BookingNoticeRow.id).where(BookingNoticeRow.booking_id == booking_id, BookingNoticeRow.kind == kind)
    if about is not None:
        query = query.where(BookingNoticeRow.about == about)
    return session.scalar(query.limit(1)) is not None
