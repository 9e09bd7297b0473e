"""What the desk must hear of, numbered in the order in which it became true: after a break nothing is missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from guidance.database import Database
from guidance.live_models import DeskEventRow

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class DeskEvent:
    """`kind`: "state", "person", "adviser", "urgent", "note"; what was said stands in the conversation."""

    id: int
    conversation_id: str
    kind: str


def add(db: Database, session: Session, conversation_id: str, kind: str, now: datetime) -> None:
    """Add an event to a transaction, as its last step.

    Writers take turns: else a later number could be there before an earlier one, and a reader would miss that one.
    """
    session.flush()
    db.take_turns(session.connection(), "desk_event")
    session.add(DeskEventRow(conversation_id=conversation_id, kind=kind, at=now))
    session.flush()


def after(db: Database, last: int, limit: int = 500) -> list[DeskEvent]:
    """The events with a number above `last`, in order."""
    query = select(DeskEventRow).where(DeskEventRow.id > last).order_by(DeskEventRow.id).limit(limit)
    with db.reading() as session:
        return [DeskEvent(row.id, row.conversation_id, row.kind) for row in session.scalars(query)]


def newest(db: Database) -> int:
    """The highest number so far, 0 when there is none."""
    with db.reading() as session:
        return session.scalar(select(func.max(DeskEventRow.id))) or 0


def forget_old(db: Database, now: datetime) -> None:
    """Drop what nobody can have missed any more: who was away that long reads the whole list."""
    with db.transaction() as session:
        session.execute(delete(DeskEventRow).where(DeskEventRow.at < now - KEPT))
