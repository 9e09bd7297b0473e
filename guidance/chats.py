"""A person's chat in a messenger: which conversation is held there, and whether anything may be sent to it.

The address itself is never readable here: it comes in hashed (to find it again) and sealed (to send to it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from guidance.database import Database, lock_conversation
from guidance.models import ChatRow, ConversationRow, DeliveryRow

UNASKED = ("reminder", "check_in")
"""Kinds of messages that answer nothing; who opted out does not get them."""


@dataclass(frozen=True)
class Chat:
    """One chat. `spoke_at`: when the person last said something. `closed`: why nothing can be sent, or None."""

    channel: str
    address_hash: str
    conversation_id: str
    sealed: str
    spoke_at: datetime
    delivered_seq: int
    opted_out: bool
    closed: str | None


def hear(db: Database, channel: str, address_hash: str, sealed: str, conversation_id: str, now: datetime) -> Chat:
    """Note that the person spoke, at `now`: the chat is open (again), a new one holds `conversation_id` from now on.

    Start that conversation first; of two at once the one that lost stays empty. Raises ConversationUnknown.
    """
    with db.transaction() as session:
        db.take_turns(session.connection(), f"chat:{channel}:{address_hash}")
        row = session.get(ChatRow, (channel, address_hash))
        if row is None:
            lock_conversation(session, conversation_id)
            row = ChatRow(channel=channel, address_hash=address_hash, conversation_id=conversation_id)
            row.delivered_seq, row.opted_out = 0, False
            session.add(row)
        row.sealed, row.closed = sealed, None
        row.spoke_at = max(row.spoke_at, now) if row.spoke_at else now  # a message may come late, and after newer ones
        return chat_of(row)


def find(db: Database, channel: str, address_hash: str) -> Chat | None:
    """The chat of this address, or None: not seen before, or wiped."""
    with db.reading() as session:
        row = session.get(ChatRow, (channel, address_hash))
        return None if row is None else chat_of(row)


def of_conversation(db: Database, conversation_id: str) -> list[Chat]:
    """Every chat in which this conversation is held."""
    query = select(ChatRow).where(ChatRow.conversation_id == conversation_id).order_by(ChatRow.channel)
    with db.reading() as session:
        return [chat_of(row) for row in session.scalars(query)]


def go_over(db: Database, channel: str, address_hash: str, conversation_id: str) -> None:
    """Hold another conversation in this chat, from its next message on; doing so again changes nothing.

    Raises ConversationUnknown.
    """
    with db.transaction() as session:
        conversation = lock_conversation(session, conversation_id)
        mine = (ChatRow.channel == channel) & (ChatRow.address_hash == address_hash)
        mine &= ChatRow.conversation_id != conversation_id
        over = {"conversation_id": conversation_id, "delivered_seq": conversation.last_seq}
        session.execute(update(ChatRow).where(mine).values(**over))


def opt(db: Database, channel: str, address_hash: str, *, out: bool) -> None:
    """Whether the person wants nothing that they did not ask for: reminders, news. Answers always come."""
    _set(db, channel, address_hash, opted_out=out)


def close(db: Database, channel: str, address_hash: str, why: str) -> None:
    """Nothing can be sent there until the person speaks again; what waits then is not sent late."""
    _set(db, channel, address_hash, closed=why)


def reopen(db: Database, channel: str, address_hash: str) -> None:
    """Things can be sent there again."""
    _set(db, channel, address_hash, closed=None)


def move(db: Database, channel: str, address_hash: str, to_hash: str, sealed: str) -> None:
    """The messenger gave the chat another address."""
    with db.transaction() as session:
        row = session.get(ChatRow, (channel, address_hash))
        if row is not None and session.get(ChatRow, (channel, to_hash)) is None:
            row.address_hash, row.sealed = to_hash, sealed


def behind(db: Database, channel: str) -> list[str]:
    """The conversations with messages that their chat in this messenger did not get yet."""
    trying = select(DeliveryRow.conversation_id).where(DeliveryRow.channel == channel, DeliveryRow.state == "trying")
    left = (ChatRow.delivered_seq < ConversationRow.last_seq) | ChatRow.conversation_id.in_(trying)
    query = (
        select(ChatRow.conversation_id)
        .join(ConversationRow, ConversationRow.id == ChatRow.conversation_id)
        .where(ChatRow.channel == channel, ChatRow.closed.is_(None), left)
    )
    with db.reading() as session:
        return list(session.scalars(query))


def chat_of(row: ChatRow) -> Chat:
    """The row as a value."""
    return Chat(
        channel=row.channel,
        address_hash=row.address_hash,
        conversation_id=row.conversation_id,
        sealed=row.sealed,
        spoke_at=row.spoke_at,
        delivered_seq=row.delivered_seq,
        opted_out=row.opted_out,
        closed=row.closed,
    )


def chat_row(session: Session, channel: str, conversation_id: str) -> ChatRow | None:
    """The chat of this messenger in which the conversation is held; the one that spoke last when there are two."""
    query = select(ChatRow).where(ChatRow.channel == channel, ChatRow.conversation_id == conversation_id)
    return session.scalar(query.order_by(ChatRow.spoke_at.desc()).limit(1))


def came_back(session: Session, channel: str, conversation_id: str, read: int) -> None:
    """The person speaks in this messenger again: what they read elsewhere, up to number `read`, need not come here."""
    row = chat_row(session, channel, conversation_id)
    if row is None:
        return
    row.delivered_seq = max(row.delivered_seq, read)
    mine = DeliveryRow.conversation_id == conversation_id, DeliveryRow.channel == channel, DeliveryRow.seq <= read
    session.execute(delete(DeliveryRow).where(*mine, DeliveryRow.state == "trying"))


def _set(db: Database, channel: str, address_hash: str, **values: object) -> None:
    mine = (ChatRow.channel == channel) & (ChatRow.address_hash == address_hash)
    with db.transaction() as session:
        session.execute(update(ChatRow).where(mine).values(**values))
