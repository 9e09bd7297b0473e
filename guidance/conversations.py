"""A conversation from start to end: who has the word, its transcript, and (from inbox and outbox) its messages."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance.buttons import present, redeem, title_of
from guidance.database import Database, lock_conversation
from guidance.errors import ConversationUnknown, GuidanceError
from guidance.inbox import (
    conversations_with_unanswered,
    count_attempt,
    is_received,
    kind_of,
    oldest_unanswered,
    receive,
    redact_last_person_message,
    take_in,
)
from guidance.messages import (
    REDACTED,
    Button,
    Line,
    Outgoing,
    OutMessage,
    Pending,
    Redeemed,
    State,
    StateChange,
    TokenButton,
)
from guidance.models import ConversationRow, InboxRow, OutboxRow, StateChangeRow
from guidance.outbox import acknowledge, acknowledged_seq, answer, choices_now, last_numbers, outgoing_after, say

__all__ = [
    "REDACTED",
    "Button",
    "Line",
    "OutMessage",
    "Outgoing",
    "Pending",
    "Redeemed",
    "State",
    "StateChange",
    "TokenButton",
    "acknowledge",
    "acknowledged_seq",
    "answer",
    "channel",
    "choices_now",
    "conversations_with_unanswered",
    "count_attempt",
    "exists",
    "history",
    "is_received",
    "is_untouched",
    "kind_of",
    "last_numbers",
    "oldest_unanswered",
    "outgoing_after",
    "present",
    "receive",
    "redact_last_person_message",
    "redeem",
    "say",
    "set_state",
    "spoken_after",
    "start",
    "state",
    "state_changes",
    "take_in",
    "taken_by",
    "title_of",
]


def start(db: Database, channel: str, now: datetime, address_hash: str | None = None) -> str:
    """Start a conversation; returns its id (32 hex characters). `address_hash`: a hash, never the address itself."""
    conversation_id = uuid.uuid4().hex
    with db.transaction() as session:
        session.add(ConversationRow(id=conversation_id, channel=channel, address_hash=address_hash, started_at=now))
    return conversation_id


def exists(db: Database, conversation_id: str) -> bool:
    """Whether this conversation is known."""
    with db.reading() as session:
        return session.get(ConversationRow, conversation_id) is not None


def is_untouched(db: Database, conversation_id: str) -> bool:
    """Whether nothing was received or said in it yet. Raises ConversationUnknown."""
    with db.reading() as session:
        return _row(session, conversation_id).last_position == 0


def state(db: Database, conversation_id: str) -> str:
    """Who has the word: "bot", "waiting" (for a human), "human" or "closed". Raises ConversationUnknown."""
    with db.reading() as session:
        return _row(session, conversation_id).state


def channel(db: Database, conversation_id: str) -> str:
    """The channel on which the person is now. Raises ConversationUnknown."""
    with db.reading() as session:
        return _row(session, conversation_id).channel


def set_state(db: Database, conversation_id: str, state: State, who: str, why: str, now: datetime) -> None:
    """Give the word to someone else and log it; the same state again changes nothing. Raises ConversationUnknown."""
    if state not in get_args(State):
        raise GuidanceError(f"A conversation cannot be {state!r}; it is one of {', '.join(get_args(State))}.")
    with db.transaction() as session:
        row = lock_conversation(session, conversation_id)
        if row.state == state:
            return
        change = StateChangeRow(conversation_id=row.id, before=row.state, after=state, who=who, why=why, at=now)
        session.add(change)
        row.state = state


def state_changes(db: Database, conversation_id: str) -> list[StateChange]:
    """Every change of who has the word, oldest first."""
    query = select(StateChangeRow).where(StateChangeRow.conversation_id == conversation_id).order_by(StateChangeRow.id)
    with db.reading() as session:
        return [StateChange(row.before, row.after, row.who, row.why, row.at) for row in session.scalars(query)]


def taken_by(db: Database, conversation_id: str) -> dict[str, str | None]:
    """Who took each message of the person: "bot", "human", or None when it waits; by its words, for checking."""
    mine = select(InboxRow).where(InboxRow.conversation_id == conversation_id, InboxRow.kind != "session")
    with db.reading() as session:
        return {row.text: row.taken_by for row in session.scalars(mine.order_by(InboxRow.position))}


def history(db: Database, conversation_id: str) -> list[Line]:
    """The transcript, both directions, in the order in which it was stored. Redacted messages show `REDACTED`."""
    received = select(InboxRow).where(InboxRow.conversation_id == conversation_id, InboxRow.kind != "session")
    sent = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id)
    with db.reading() as session:
        lines = [_received(row) for row in session.scalars(received)]
        lines += [Line(row.sender, row.text, row.at, row.body, row.seq, row.position) for row in session.scalars(sent)]
    return sorted(lines, key=lambda line: line.position)


def spoken_after(db: Database, conversation_id: str, position: int) -> list[Line]:
    """What the person said after this position, in order."""
    mine = InboxRow.conversation_id == conversation_id, InboxRow.kind != "session", InboxRow.position > position
    with db.reading() as session:
        return [_received(row) for row in session.scalars(select(InboxRow).where(*mine).order_by(InboxRow.position))]


def _row(session: Session, conversation_id: str) -> ConversationRow:
    row = session.get(ConversationRow, conversation_id)
    if row is None:
        raise ConversationUnknown(f"There is no conversation {conversation_id}; start one first.")
    return row


def _received(row: InboxRow) -> Line:
    body: dict[str, object] = {"kind": row.kind, "message_id": row.message_id}
    if row.redacted:
        body["redacted"] = True
    return Line("person", REDACTED if row.redacted else row.text, row.received_at, body, position=row.position)
