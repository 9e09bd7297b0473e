"""From the outbox to a messenger: what waits to be sent, and what became of each part.

A part goes from "trying" to "sent" (the messenger took it), "delivered", "read", or "failed" (given up: the dead-letter
list). Sending happens before it is noted: a crash exactly in between sends that one part a second time, never none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from guidance.chats import Chat, chat_of, chat_row
from guidance.database import Database
from guidance.messages import Outgoing
from guidance.models import DeliveryRow, OutboxRow
from guidance.outbox import outgoing_of

State = Literal["trying", "sent", "delivered", "read", "failed"]
ORDER: tuple[State, ...] = ("trying", "sent", "delivered", "read")


@dataclass(frozen=True)
class Waiting:
    """The next message for a chat, of which the first `parts_sent` parts are sent already."""

    chat: Chat
    message: Outgoing
    parts_sent: int


@dataclass(frozen=True)
class DeadLetter:
    """A part that was given up."""

    conversation_id: str
    channel: str
    seq: int
    part: int
    why: str
    at: datetime


def next_waiting(db: Database, channel: str, conversation_id: str) -> Waiting | None:
    """The oldest message that this conversation's chat did not get yet; None when there is none, or it is closed."""
    with db.reading() as session:
        chat = chat_row(session, channel, conversation_id)
        if chat is None or chat.closed:
            return None
        mine = OutboxRow.conversation_id == conversation_id
        query = select(OutboxRow).where(mine, OutboxRow.seq > chat.delivered_seq).order_by(OutboxRow.seq).limit(1)
        row = session.scalar(query)
        if row is None:
            return None
        parts = select(DeliveryRow).where(
            DeliveryRow.conversation_id == conversation_id,
            DeliveryRow.channel == channel,
            DeliveryRow.seq == row.seq,
            DeliveryRow.state != "trying",
        )
        return Waiting(chat_of(chat), outgoing_of(row), len(session.scalars(parts).all()))


def note_sent(db: Database, waiting: Waiting, part: int, channel_message_id: str, now: datetime) -> None:
    """The messenger took this part, under this name."""
    with db.transaction() as session:
        row = _part(session, waiting, part, now)
        row.state, row.channel_message_id, row.why, row.at = "sent", channel_message_id, None, now


def note_trouble(db: Database, waiting: Waiting, part: int, why: str, now: datetime) -> int:
    """Sending this part failed once more; returns how often by now."""
    with db.transaction() as session:
        row = _part(session, waiting, part, now)
        row.attempts, row.why, row.at = row.attempts + 1, why, now
        return row.attempts


def give_up(db: Database, waiting: Waiting, part: int, why: str, now: datetime) -> None:
    """This part will not be sent: it goes to the dead letters, and what comes after it gets its turn."""
    with db.transaction() as session:
        row = _part(session, waiting, part, now)
        row.state, row.why, row.at = "failed", why, now


def note_done(db: Database, waiting: Waiting) -> None:
    """All parts of the message are sent or given up."""
    with db.transaction() as session:
        row = chat_row(session, waiting.chat.channel, waiting.chat.conversation_id)
        if row is not None:
            row.delivered_seq = max(row.delivered_seq, waiting.message.seq)


def skip_waiting(db: Database, channel: str, conversation_id: str) -> None:
    """What could not be sent while the chat was closed is not sent late."""
    with db.transaction() as session:
        row = chat_row(session, channel, conversation_id)
        if row is not None:
            query = select(OutboxRow.seq).where(OutboxRow.conversation_id == conversation_id)
            row.delivered_seq = session.scalar(query.order_by(OutboxRow.seq.desc()).limit(1)) or 0


def note_state(db: Database, channel: str, channel_message_id: str, state: State, why: str | None = None) -> None:
    """What the messenger reports about a part it took; reports come out of order, so it never goes back."""
    before = ORDER[: ORDER.index(state)] if state in ORDER else ORDER
    mine = (DeliveryRow.channel == channel) & (DeliveryRow.channel_message_id == channel_message_id)
    with db.transaction() as session:
        changed = update(DeliveryRow).where(mine, DeliveryRow.state.in_(before))
        session.execute(changed.values(state=state, why=why))


def dead_letters(db: Database, limit: int = 100) -> list[DeadLetter]:
    """What was given up, the newest first."""
    query = select(DeliveryRow).where(DeliveryRow.state == "failed").order_by(DeliveryRow.id.desc()).limit(limit)
    with db.reading() as session:
        return [
            DeadLetter(row.conversation_id, row.channel, row.seq, row.part, row.why or "", row.at)
            for row in session.scalars(query)
        ]


def _part(session: Session, waiting: Waiting, part: int, now: datetime) -> DeliveryRow:
    key = {
        "conversation_id": waiting.chat.conversation_id,
        "channel": waiting.chat.channel,
        "seq": waiting.message.seq,
        "part": part,
    }
    row = session.scalar(select(DeliveryRow).filter_by(**key))
    if row is None:
        row = DeliveryRow(**key, state="trying", attempts=0, at=now)
        session.add(row)
    return row
