"""Mail about an appointment: confirmed, changed or off, each version once, with a file for the person's calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from guidance import mail
from guidance.appointment_words import about, words
from guidance.booking_models import BookingNoticeRow, MailAddressRow
from guidance.booking_notices import claim, sent, was_sent
from guidance.bookings import Booking, as_booking
from guidance.database import Database
from guidance.invitations import ics
from guidance.mail import Attachment
from guidance.models import BookingRow

KIND = "mail"
Link = Callable[[Booking], str]
"""The address of the page where the person moves or cancels this appointment."""


def send_due(db: Database, organizer: str, link: Link, now: datetime) -> int:
    """Queue the mail about every version of an appointment that was not mailed yet; returns how many."""
    version = BookingNoticeRow.about == cast(BookingRow.sequence, String)
    told = sent(KIND)
    due = (
        select(BookingRow.id)
        .join(MailAddressRow, MailAddressRow.conversation_id == BookingRow.conversation_id)
        .where(BookingRow.starts_at > now, ~sent(KIND, version))
        .where((BookingRow.status == "booked") | ((BookingRow.status == "cancelled") & told))
    )
    with db.reading() as session:
        ids = list(session.scalars(due))
    return sum(_send(db, booking_id, organizer, link, now) for booking_id in ids)


def _send(db: Database, booking_id: int, organizer: str, link: Link, now: datetime) -> bool:
    with db.transaction() as session:
        seen = session.get(BookingRow, booking_id)
        earlier = was_sent(session, booking_id, KIND)
        row = claim(session, booking_id, KIND, str(seen.sequence), now) if seen else None
        if row is None or row.status not in ("booked", "cancelled"):
            return False
        booking = as_booking(session, row)
        cancelled = booking.status == "cancelled"
        invitation = ics(booking, organizer=organizer, attendee=booking.email)
        kind = f"text/calendar; method={'CANCEL' if cancelled else 'REQUEST'}; charset=utf-8"
        name = "cancelled" if cancelled else "moved" if earlier else "booked"
        queue(session, booking, name, link, now, (Attachment("afspraak.ics", kind, invitation),))
        return True


def queue(
    session: Session, booking: Booking, name: str, link: Link, now: datetime, attachments: tuple[Attachment, ...] = ()
) -> None:
    """Put one of the mails in the queue; nothing happens when no address is known."""
    if booking.email is None:
        return
    text = words()["mails"][name]
    values = {**about(booking), "link": link(booking)}
    mail.queue(
        session,
        booking.email,
        text["subject"].format(**values),
        text["text"].format(**values),
        now,
        attachments=attachments,
        conversation_id=booking.conversation_id,
    )
