"""Asking for a human, and what that human reads first: a summary to take in within a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from guidance import bookings, custody, holding, plans
from guidance.bookings import Booking
from guidance.database import Database, lock_conversation
from guidance.errors import ConversationUnknown
from guidance.models import ConversationRow, HandoffRow
from guidance.plans import LookUp


@dataclass(frozen=True)
class Handoff:
    """A request for a human; `reasons` are short codes such as "asked", never the person's words."""

    id: int
    conversation_id: str
    status: str
    reasons: tuple[str, ...]
    requested_at: datetime
    outcome: str | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Summary:
    """What an adviser needs to know before the first word; everything the bot knows and nothing it guesses."""

    conversation_id: str
    need: str | None
    situation: dict[str, Any]
    own_words: tuple[tuple[datetime, str], ...]
    looked_up: tuple[LookUp, ...]
    step: str | None
    step_date: date | None
    booking: Booking | None
    name: str | None
    contact: str | None
    reasons: tuple[str, ...]
    started_at: datetime
    last_message_at: datetime | None


def request(db: Database, conversation_id: str, reason: str, now: datetime) -> int:
    """Ask for a human; returns the handoff's id. While one is open it is returned, with a new reason added.

    The conversation waits from now on, and the desk hears so. Raises ConversationUnknown.
    """
    with db.transaction() as session:
        conversation = lock_conversation(session, conversation_id)
        row = session.scalar(holding.open_request(conversation_id))
        if row is None:
            row = HandoffRow(conversation_id=conversation_id, status="requested", reasons=[reason], requested_at=now)
            session.add(row)
            session.flush()
        elif reason not in row.reasons:
            row.reasons = [*row.reasons, reason]
        custody.wait(db, session, conversation, reason, now)
        return row.id


def open_handoffs(db: Database) -> list[Handoff]:
    """Everybody who waits for a human, the longest waiting first."""
    query = select(HandoffRow).where(HandoffRow.status == "requested").order_by(HandoffRow.requested_at, HandoffRow.id)
    with db.reading() as session:
        return [_handoff(row) for row in session.scalars(query)]


def latest(db: Database, limit: int = 100) -> list[Handoff]:
    """The newest requests for a human, open and closed."""
    query = select(HandoffRow).order_by(HandoffRow.requested_at.desc(), HandoffRow.id.desc()).limit(limit)
    with db.reading() as session:
        return [_handoff(row) for row in session.scalars(query)]


def of_conversation(db: Database, conversation_id: str) -> list[Handoff]:
    """All handoffs of one conversation, the newest first."""
    query = select(HandoffRow).where(HandoffRow.conversation_id == conversation_id).order_by(HandoffRow.id.desc())
    with db.reading() as session:
        return [_handoff(row) for row in session.scalars(query)]


def summary(db: Database, conversation_id: str) -> Summary:
    """What the adviser reads. Raises ConversationUnknown."""
    with db.reading() as session:
        conversation = session.get(ConversationRow, conversation_id)
    if conversation is None:
        raise ConversationUnknown(f"There is no conversation {conversation_id}; it may have been wiped.")
    plan = plans.get(db, conversation_id)
    reasons = [reason for handoff in reversed(of_conversation(db, conversation_id)) for reason in handoff.reasons]
    return Summary(
        conversation_id=conversation_id,
        need=plan.need if plan else None,
        situation=plan.situation if plan else {},
        own_words=plan.own_words if plan else (),
        looked_up=plan.looked_up if plan else (),
        step=plan.step if plan else None,
        step_date=plan.step_date if plan else None,
        booking=bookings.of_conversation(db, conversation_id),
        name=plan.name if plan else None,
        contact=plan.contact if plan else None,
        reasons=tuple(dict.fromkeys(reasons)),
        started_at=conversation.started_at,
        last_message_at=conversation.last_message_at,
    )


def _handoff(row: HandoffRow) -> Handoff:
    return Handoff(
        id=row.id,
        conversation_id=row.conversation_id,
        status=row.status,
        reasons=tuple(row.reasons),
        requested_at=row.requested_at,
        outcome=row.outcome,
        closed_at=row.closed_at,
    )
