"""Who wants to hear when a moment comes free: first in line is offered it, and it is kept for them for a while."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from guidance.appointment_words import moment_in_words, slot_button, words
from guidance.booking_models import PassedMomentRow, WaitingRow
from guidance.database import Database, lock_conversation
from guidance.messages import Button, Outgoing, OutMessage
from guidance.outbox import say_within
from guidance.reminders import HUMAN_TALKS, is_quiet
from guidance.slots import NOTICE, Slot, free_slots, held

KEPT_FOR = timedelta(hours=3)
KIND = "waiting_offer"
PASS, LEAVE = "pass", "leave"
"""What a button says to the bot: not this moment, or no moment at all any more."""


def join(
    db: Database,
    conversation_id: str,
    first_day: date,
    last_day: date,
    now: datetime,
    *,
    region: str | None = None,
    sector: str | None = None,
    medium: str | None = None,
    language: str | None = None,
) -> None:
    """Stand in line for these days; who stands there already keeps the place. Raises ConversationUnknown."""
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = session.get(WaitingRow, conversation_id)
        if row is None or row.status not in ("waiting", "offered"):
            row = session.merge(WaitingRow(conversation_id=conversation_id, joined_at=now, status="waiting"))
        row.region, row.sector, row.medium, row.language = region, sector, medium, language
        row.first_day, row.last_day = first_day, last_day


def leave(db: Database, conversation_id: str) -> None:
    """Out of the line; a moment that was kept is free for the next."""
    with db.transaction() as session:
        mine = update(WaitingRow).where(WaitingRow.conversation_id == conversation_id)
        session.execute(mine.where(WaitingRow.status != "booked").values(status="left", offered_until=None))


def pass_on(db: Database, conversation_id: str) -> bool:
    """Not the moment that is kept: it is free for the next, and is not offered here again. False when none is kept.

    The place in the line stays.
    """
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = session.get(WaitingRow, conversation_id, with_for_update=True)
        if row is None or row.status != "offered":
            return False
        _pass(session, row)
        return True


def payload(code: str) -> str:
    """What the button for PASS or LEAVE sends."""
    return f'/inform{{"wait": "{code}"}}'


def place_in_line(db: Database, conversation_id: str) -> int | None:
    """1 for the first, or None for who does not wait."""
    waiting = select(WaitingRow.conversation_id).where(WaitingRow.status.in_(("waiting", "offered")))
    with db.reading() as session:
        line = list(session.scalars(waiting.order_by(WaitingRow.joined_at, WaitingRow.conversation_id)))
    return line.index(conversation_id) + 1 if conversation_id in line else None


def send_due(db: Database, now: datetime) -> list[tuple[str, Outgoing]]:
    """Offer what is free to who waits for it, in order; who does not answer in time goes to the end of the line."""
    _lapse(db, now)
    if is_quiet(now):
        return []
    said = []
    for row in _line(db, now):
        slot = _first_free(db, row, now)
        if slot is not None:
            said += _offer(db, row.conversation_id, slot, now)
    return said


def _lapse(db: Database, now: datetime) -> None:
    """Offers nobody took, and lines for days that are past."""
    late = select(WaitingRow).where(WaitingRow.status == "offered", WaitingRow.offered_until <= now)
    over = update(WaitingRow).where(WaitingRow.status == "waiting", WaitingRow.last_day < now.date())
    with db.transaction() as session:
        for row in session.scalars(late.with_for_update()):
            _pass(session, row)
            row.joined_at = now
        session.execute(over.values(status="left"))


def _pass(session: Session, row: WaitingRow) -> None:
    """Back in the line, and this moment is not offered again: a no, or silence, is an answer."""
    if row.starts_at is not None:
        session.merge(PassedMomentRow(conversation_id=row.conversation_id, starts_at=row.starts_at))
    row.status, row.offered_until = "waiting", None


def _line(db: Database, now: datetime) -> list[WaitingRow]:
    query = select(WaitingRow).where(WaitingRow.status == "waiting", WaitingRow.last_day >= now.date())
    with db.reading() as session:
        return list(session.scalars(query.order_by(WaitingRow.joined_at, WaitingRow.conversation_id)))


def _first_free(db: Database, row: WaitingRow, now: datetime) -> Slot | None:
    with db.reading() as session:
        mine = select(PassedMomentRow.starts_at).where(PassedMomentRow.conversation_id == row.conversation_id)
        passed = set(session.scalars(mine))
    found = free_slots(
        db,
        now,
        region=row.region,
        sector=row.sector,
        medium=row.medium,
        language=row.language,
        on=[row.first_day + timedelta(days=number) for number in range((row.last_day - row.first_day).days + 1)],
        wanted=lambda start: start.astimezone(UTC) not in passed,
        limit=1,
        notice=NOTICE + KEPT_FOR,
    )
    return found[0] if found else None


def _offer(db: Database, conversation_id: str, slot: Slot, now: datetime) -> list[tuple[str, Outgoing]]:
    with db.transaction() as session:
        db.take_turns(session.connection(), "waiting_list")
        conversation = lock_conversation(session, conversation_id)
        row = session.get(WaitingRow, conversation_id, with_for_update=True)
        taken = held(session, slot.adviser_id, (slot.starts_at, slot.ends_at), now)
        if row is None or row.status != "waiting" or taken or conversation.state in HUMAN_TALKS:
            return []
        row.status, row.adviser_id, row.offered_until = "offered", slot.adviser_id, now + KEPT_FOR
        row.starts_at, row.ends_at = slot.starts_at, slot.ends_at
        return [(conversation_id, _say(session, conversation_id, slot, now))]


def _say(session: Session, conversation_id: str, slot: Slot, now: datetime) -> Outgoing:
    texts = words()
    text = texts["waiting_offer"].format(
        moment=moment_in_words(slot.starts_at),
        how=texts["how"][slot.medium],
        adviser=slot.adviser_name,
        until=moment_in_words(now + KEPT_FOR),
    )
    take = Button(texts["waiting_take"], slot_button(slot).payload)
    buttons = take, Button(texts["waiting_pass"], payload(PASS)), Button(texts["waiting_leave"], payload(LEAVE))
    return say_within(session, conversation_id, OutMessage(text, buttons, kind=KIND), now)
