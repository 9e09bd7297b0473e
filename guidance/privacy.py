"""The person owns the conversation: everything about it in one answer, and everything gone in one go."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from guidance.database import Database, lock_conversation
from guidance.models import AdviserRow, Base, BookingRow, ConversationRow, OutboxRow

WIPE = "wipe"  # the kind of message that tells a person everything is gone


def export(db: Database, conversation_id: str) -> dict[str, Any]:
    """Everything kept about a conversation, ready for JSON: per table (inbox, outbox, plan, …) a list of rows.

    Every table with a `conversation_id` takes part, so a table that is added later cannot be forgotten.
    Raises ConversationUnknown.
    """
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        found = {"conversation": _rows(session, Base.metadata.tables["conversation"], "id", conversation_id)}
        for table in Base.metadata.sorted_tables:
            if "conversation_id" in table.columns:
                found[table.name] = _rows(session, table, "conversation_id", conversation_id)
        for booking in found["booking"]:
            adviser = session.get_one(AdviserRow, booking["adviser_id"])
            booking |= {"adviser": adviser.name, "organisation": adviser.organisation}
    return found


def wipe(db: Database, conversation_id: str) -> None:
    """Remove everything about a conversation; wiping an unknown one is fine.

    Its appointments stay as empty shells (status "withdrawn", nobody's): the slots are free again and the adviser sees
    that they went. The database deletes the rest along with the conversation.
    """
    with db.transaction() as session:
        row = session.get(ConversationRow, conversation_id, with_for_update=True)
        if row is None:
            return
        mine = update(BookingRow).where(BookingRow.conversation_id == conversation_id)
        session.execute(mine.where(BookingRow.status == "booked").values(status="withdrawn"))
        session.execute(mine.values(conversation_id=None))
        session.delete(row)
    db.overwrite_deleted()


def wipe_idle(db: Database, now: datetime, days: int) -> int:
    """Wipe every conversation in which nobody said anything for that many days; returns how many.

    Who still has an appointment to come is kept until it is over.
    """
    last_word = func.coalesce(ConversationRow.last_message_at, ConversationRow.started_at)
    awaited = select(BookingRow.conversation_id).where(
        BookingRow.status == "booked", BookingRow.ends_at > now, BookingRow.conversation_id.is_not(None)
    )
    idle = select(ConversationRow.id).where(last_word < now - timedelta(days=days), ConversationRow.id.not_in(awaited))
    with db.reading() as session:
        ids = list(session.scalars(idle))
    for conversation_id in ids:
        wipe(db, conversation_id)
    return len(ids)


def left_to_wipe(db: Database) -> list[str]:
    """The conversations in which the person was told that all is wiped, while the wipe itself did not come through."""
    promised = select(OutboxRow.conversation_id).where(OutboxRow.body["kind"].as_string() == WIPE).distinct()
    with db.reading() as session:
        return list(session.scalars(promised))


def _rows(session: Session, table: Table, column: str, value: str) -> list[dict[str, Any]]:
    rows = session.execute(select(table).where(table.c[column] == value).order_by(*table.primary_key)).mappings()
    return [{key: _plain(kept) for key, kept in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
