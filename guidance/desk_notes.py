"""What the desk keeps beside a conversation: notes from one adviser to the next, and up to where somebody has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from guidance import desk_events
from guidance.database import Database, lock_conversation, storable
from guidance.live_models import InternalNoteRow, SeenRow


@dataclass(frozen=True)
class InternalNote:
    """A note for colleagues. The person does not see it in the conversation, but may ask for it."""

    author: str
    text: str
    at: datetime


def add(db: Database, conversation_id: str, author: str, text: str, now: datetime) -> None:
    """Add a note. Raises ConversationUnknown."""
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        session.add(InternalNoteRow(conversation_id=conversation_id, author=author, text=storable(text), at=now))
        desk_events.add(db, session, conversation_id, "note", now)


def of_conversation(db: Database, conversation_id: str) -> list[InternalNote]:
    """The notes, oldest first."""
    query = (
        select(InternalNoteRow).where(InternalNoteRow.conversation_id == conversation_id).order_by(InternalNoteRow.id)
    )
    with db.reading() as session:
        return [InternalNote(row.author, row.text, row.at) for row in session.scalars(query)]


def read_up_to_now(db: Database, conversation_id: str, account: str) -> None:
    """This adviser has seen everything there is. Raises ConversationUnknown."""
    with db.transaction() as session:
        position = lock_conversation(session, conversation_id).last_position
        session.merge(SeenRow(account=account, conversation_id=conversation_id, position=position))
