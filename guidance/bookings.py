"""Appointments with an adviser: claimed atomically, moved, cancelled once, and as a calendar entry."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from guidance import mail_addresses, plans, schedule, workrules
from guidance.advisers import Adviser, as_adviser, as_availability
from guidance.booking_models import WaitingRow
from guidance.database import Database, lock_conversation, storable
from guidance.desk_models import WorkRulesRow
from guidance.errors import BookingUnknown, MediumNotOffered, SlotTaken
from guidance.invitations import ics
from guidance.models import AdviserRow, AvailabilityRow, BookingRow, PlanRow
from guidance.schedule import AMSTERDAM, Moment
from guidance.slots import HORIZON, NOTICE, held
from guidance.workrules import WorkRules

REFERENCE_ALPHABET = "34679CDFGHJKMNPQRTVWXY"  # nothing that looks or sounds like another, no vowels that make words
REFERENCE_LENGTH = 6

__all__ = [
    "Booking",
    "as_booking",
    "between",
    "book",
    "cancel",
    "get",
    "ics",
    "no_show",
    "of_conversation",
    "set_contact",
    "upcoming",
]


@dataclass(frozen=True)
class Booking:
    """An appointment, in UTC; status "booked", "cancelled", "no_show" or "withdrawn" (its conversation was wiped)."""

    id: int
    reference: str
    conversation_id: str | None
    adviser: Adviser
    starts_at: datetime
    ends_at: datetime
    medium: str
    place: str | None
    status: str
    name: str | None
    contact: str | None
    uid: str
    sequence: int
    changed_at: datetime
    email: str | None = None
    video_link: str | None = None


def book(
    db: Database,
    conversation_id: str,
    adviser_id: str,
    starts_at: datetime,
    medium: str | None,
    now: datetime,
    *,
    notice: timedelta = NOTICE,
) -> Booking:
    """Claim the slot of this adviser that starts then; of everybody who tries at once, exactly one gets it.

    The same conversation booking the same slot again gets the same booking. Booking another slot moves its coming
    appointment: same reference and calendar UID, SEQUENCE one higher, old slot free. `medium` None: the adviser's
    first choice. Raises SlotTaken, MediumNotOffered or ConversationUnknown; an earlier booking then stays as it was.
    """
    try:
        with db.transaction() as session:
            lock_conversation(session, conversation_id)
            row = session.scalar(_coming(conversation_id, now))
            adviser = session.scalar(select(AdviserRow).where(AdviserRow.id == adviser_id).with_for_update())
            if adviser is None:
                raise SlotTaken("This adviser has no appointments any more; offer fresh slots.")
            way = medium or adviser.media[0]
            if way not in adviser.media:
                raise MediumNotOffered(f"This adviser talks by {', '.join(adviser.media)}, not by {way}; ask again.")
            if row is None or (row.adviser_id, row.starts_at) != (adviser_id, starts_at):
                row = _claim(session, row, conversation_id, adviser, starts_at, now, notice)
            elif row.medium == way:
                return as_booking(session, row)
            else:
                row.sequence += 1
            row.medium, row.changed_at = way, now
            session.flush()
            return as_booking(session, row)
    except IntegrityError as error:  # the unique index on active slots: the last guard, whatever happens above
        raise SlotTaken("Someone else just booked this slot; offer fresh slots.") from error


def cancel(db: Database, booking_id: int, now: datetime) -> Booking:
    """Cancel and free the slot; cancelling again changes nothing. Raises BookingUnknown."""
    with db.transaction() as session:
        row = _row(session, booking_id, lock=True)
        if row.status == "booked":
            row.status, row.changed_at = "cancelled", now
            row.sequence += 1
        return as_booking(session, row)


def set_contact(db: Database, booking_id: int, name: str | None = None, phone: str | None = None) -> Booking:
    """How the adviser addresses and reaches the person; kept in the plan, so that it goes when that goes.

    None leaves a field as it is. Raises BookingUnknown, also when the conversation was wiped.
    """
    with db.transaction() as session:
        row = _row(session, booking_id)
        if row.conversation_id is None:
            raise BookingUnknown(f"Booking {booking_id} belongs to nobody any more; its conversation was wiped.")
        lock_conversation(session, row.conversation_id)
        plan = plans.own_row(session, row.conversation_id, row.changed_at)
        plan.name = plan.name if name is None else storable(name) or None
        plan.contact = plan.contact if phone is None else storable(phone) or None
        session.flush()
        return as_booking(session, row)


def get(db: Database, booking_id: int) -> Booking:
    """One booking. Raises BookingUnknown."""
    with db.reading() as session:
        return as_booking(session, _row(session, booking_id))


def of_conversation(db: Database, conversation_id: str, now: datetime | None = None) -> Booking | None:
    """The latest appointment of a conversation that is not cancelled, or None; with `now` only one that is not over."""
    query = select(BookingRow).where(BookingRow.conversation_id == conversation_id, BookingRow.status == "booked")
    if now is not None:
        query = query.where(BookingRow.ends_at > now)
    with db.reading() as session:
        row = session.scalar(query.order_by(BookingRow.starts_at.desc()).limit(1))
        return None if row is None else as_booking(session, row)


def upcoming(db: Database, now: datetime) -> list[Booking]:
    """All appointments that are not over, soonest first."""
    query = select(BookingRow).where(BookingRow.status == "booked", BookingRow.ends_at > now)
    with db.reading() as session:
        rows = session.scalars(query.order_by(BookingRow.starts_at, BookingRow.id))
        return [as_booking(session, row) for row in rows]


def between(
    db: Database, first: datetime, last: datetime, adviser_id: str | None = None, *, every_status: bool = False
) -> list[Booking]:
    """The appointments that start from one moment to before another, soonest first, also those nobody came to."""
    query = select(BookingRow).where(BookingRow.starts_at >= first, BookingRow.starts_at < last)
    if adviser_id is not None:
        query = query.where(BookingRow.adviser_id == adviser_id)
    if not every_status:
        query = query.where(BookingRow.status.in_(("booked", "no_show")))
    with db.reading() as session:
        rows = session.scalars(query.order_by(BookingRow.starts_at, BookingRow.id))
        return [as_booking(session, row) for row in rows]


def no_show(db: Database, booking_id: int, now: datetime, *, came: bool = False) -> Booking:
    """Nobody came to an appointment that has begun, or `came`: they did after all. Raises BookingUnknown."""
    with db.transaction() as session:
        row = _row(session, booking_id, lock=True)
        if row.starts_at <= now and row.status in ("booked", "no_show"):
            row.status = "booked" if came else "no_show"
        return as_booking(session, row)


def _claim(
    session: Session,
    row: BookingRow | None,
    conversation_id: str,
    adviser: AdviserRow,
    starts_at: datetime,
    now: datetime,
    notice: timedelta,
) -> BookingRow:
    """Put a new or moved booking on the slot; conversation and adviser must be locked."""
    rules = workrules.read(session, [adviser.id]).get(adviser.id, WorkRules())
    starts_at, ends_at = _offered(session, adviser, rules, starts_at, now, notice)
    _check_room(session, adviser, rules, (starts_at, ends_at), row.id if row else -1)
    if held(session, adviser.id, (starts_at, ends_at), now, but_for=conversation_id):
        raise SlotTaken("This slot is kept for somebody who waited for it; offer fresh slots.")
    _leave_line(session, conversation_id)
    if row is None:
        row = BookingRow(
            conversation_id=conversation_id,
            reference=_new_reference(session),
            uid=f"{uuid.uuid4()}@bijsturen",
            sequence=0,
        )
        row.status = "booked"
        session.add(row)
    else:
        row.sequence += 1
    row.adviser_id, row.starts_at, row.ends_at = adviser.id, starts_at, ends_at
    return row


def _leave_line(session: Session, conversation_id: str) -> None:
    """Who has an appointment does not wait for one."""
    session.execute(
        update(WaitingRow)
        .where(WaitingRow.conversation_id == conversation_id)
        .values(status="booked", offered_until=None)
    )


def _offered(
    session: Session, adviser: AdviserRow, rules: WorkRules, starts_at: datetime, now: datetime, notice: timedelta
) -> Moment:
    rows = session.scalars(select(AvailabilityRow).where(AvailabilityRow.adviser_id == adviser.id))
    hours = [as_availability(row) for row in rows]
    moment = schedule.moment_at(as_adviser(adviser), hours, starts_at, rules)
    if moment is None or not now + notice <= moment[0] <= now + HORIZON:
        raise SlotTaken("This slot is past, too soon or not offered any more; offer fresh slots.")
    return moment


def _check_room(session: Session, adviser: AdviserRow, rules: WorkRules, moment: Moment, own: int) -> None:
    """Raise SlotTaken when another appointment is too near, or the day has as many as the adviser wants."""
    day = moment[0].astimezone(AMSTERDAM).date()
    near = select(BookingRow.starts_at, BookingRow.ends_at).where(
        BookingRow.adviser_id == adviser.id,
        BookingRow.status == "booked",
        BookingRow.starts_at < moment[1] + timedelta(days=1),
        BookingRow.ends_at > moment[0] - timedelta(days=1),
        BookingRow.id != own,
    )
    others = [(starts, ends) for starts, ends in session.execute(near)]
    if not schedule.is_free(moment, others, rules.buffer):
        raise SlotTaken("Someone else booked this slot; offer fresh slots.")
    if rules.full(sum(starts.astimezone(AMSTERDAM).date() == day for starts, _ in others)):
        raise SlotTaken("This day is full; offer fresh slots.")


def _coming(conversation_id: str, now: datetime) -> Select[tuple[BookingRow]]:
    """The appointment of a conversation that still has to start."""
    mine = select(BookingRow).where(BookingRow.conversation_id == conversation_id, BookingRow.status == "booked")
    return mine.where(BookingRow.starts_at > now).order_by(BookingRow.starts_at.desc()).limit(1).with_for_update()


def _new_reference(session: Session) -> str:
    while True:
        reference = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))
        if session.scalar(select(BookingRow.id).where(BookingRow.reference == reference)) is None:
            return reference


def _row(session: Session, booking_id: int, lock: bool = False) -> BookingRow:
    row = session.get(BookingRow, booking_id, with_for_update=lock)
    if row is None:
        raise BookingUnknown(f"There is no booking {booking_id}; look it up again in its conversation.")
    return row


def as_booking(session: Session, row: BookingRow) -> Booking:
    """The row as a value that may leave its transaction."""
    adviser = session.get_one(AdviserRow, row.adviser_id)
    plan = session.get(PlanRow, row.conversation_id) if row.conversation_id else None
    return Booking(
        id=row.id,
        reference=row.reference,
        conversation_id=row.conversation_id,
        adviser=as_adviser(adviser),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        medium=row.medium,
        place=adviser.place_address if row.medium == "place" else None,
        status=row.status,
        name=plan.name if plan else None,
        contact=plan.contact if plan else None,
        uid=row.uid,
        sequence=row.sequence,
        changed_at=row.changed_at,
        email=mail_addresses.read(session, row.conversation_id),
        video_link=_video_link(session, row),
    )


def _video_link(session: Session, row: BookingRow) -> str | None:
    if row.medium != "video":
        return None
    rules = session.get(WorkRulesRow, row.adviser_id)
    return rules.video_link if rules else None
