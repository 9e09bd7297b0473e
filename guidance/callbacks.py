"""A promise to call somebody back between two moments; the adviser sees it in the list of who waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from guidance import desk_events
from guidance.database import Database, lock_conversation
from guidance.live_models import CallbackRow


def ask(db: Database, conversation_id: str, from_at: datetime, to_at: datetime, now: datetime) -> None:
    """Note when the person wants to be called, in the place of what was noted before. Raises ConversationUnknown."""
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = CallbackRow(conversation_id=conversation_id, from_at=from_at, to_at=to_at, asked_at=now)
        session.merge(row)
        desk_events.add(db, session, conversation_id, "state", now)


def get(db: Database, conversation_id: str, now: datetime | None = None) -> tuple[datetime, datetime] | None:
    """Between which moments, or None when nothing was promised; with `now` only a promise that is not over."""
    with db.reading() as session:
        row = session.get(CallbackRow, conversation_id)
        return None if row is None or (now is not None and row.to_at < now) else (row.from_at, row.to_at)


def clear(session: Session, conversation_id: str) -> None:
    """The call was made, or is not needed any more: part of the transaction that ends the waiting or the talk."""
    session.execute(delete(CallbackRow).where(CallbackRow.conversation_id == conversation_id))
