"""What a person sent: stored once, answered in order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from guidance import chats, desk_events, transitions
from guidance.database import Database, lock_conversation, storable
from guidance.messages import Pending, TakenBy
from guidance.models import ConversationRow, InboxRow, StateChangeRow


def receive(
    db: Database,
    conversation_id: str,
    message_id: str,
    kind: str,
    text: str,
    now: datetime,
    payload: str | None = None,
    channel: str | None = None,
) -> bool:
    """Store a message, as `take_in` does; False when it is stored already. Raises ConversationUnknown."""
    return take_in(db, conversation_id, message_id, kind, text, now, payload, channel) is not None


def take_in(
    db: Database,
    conversation_id: str,
    message_id: str,
    kind: str,
    text: str,
    now: datetime,
    payload: str | None = None,
    channel: str | None = None,
) -> TakenBy | None:
    """Store a message; tells who got it, or None when this (channel, message id) is stored already.

    It is in the transcript at once. `kind` is "text", "button", "session" (opens the talk, not part of the transcript)
    or "other". `payload` is what the bot gets when that is not the text. `channel` is how it came, when not from where
    the person was; from now on they are there.
    Whoever has the word at this moment gets the message: with a human it is answered as far as the bot is concerned,
    and no later change makes it the bot's. Raises ConversationUnknown.
    """
    try:
        with db.transaction() as session:
            conversation = lock_conversation(session, conversation_id)
            conversation.last_position += 1
            if channel and channel != conversation.channel:
                conversation.channel = channel
                chats.came_back(session, channel, conversation_id, conversation.acknowledged_seq)
            if kind != "session":
                conversation.last_message_at = now
            row = InboxRow(
                conversation_id=conversation_id,
                channel=channel or conversation.channel,
                message_id=storable(message_id),
                position=conversation.last_position,
                kind=kind,
                text=storable(text),
                payload=payload,
                received_at=now,
            )
            session.add(row)
            _give(session, conversation, row, now)
            if kind != "session" and conversation.state in ("waiting", "human"):
                desk_events.add(db, session, conversation_id, "person", now)
            return "human" if row.taken_by == "human" else "bot"
    except IntegrityError:  # the unique (channel, message id): also right when the same message arrives twice at once
        return None


def is_received(db: Database, channel: str, message_id: str) -> bool:
    """Whether this message is stored already."""
    return kind_of(db, channel, message_id) is not None


def kind_of(db: Database, channel: str, message_id: str) -> str | None:
    """As what this message was stored: a tap that did not count is "other"; None when it is not stored."""
    same = select(InboxRow.kind).where(InboxRow.channel == channel, InboxRow.message_id == storable(message_id))
    with db.reading() as session:
        return session.scalar(same)


def _give(session: Session, conversation: ConversationRow, row: InboxRow, now: datetime) -> None:
    """Give the message to the human who has the word; after the end of a talk it is the bot's again."""
    if conversation.state == "human":
        row.answered_at, row.taken_by = now, "human"
    elif conversation.state == "closed" and row.kind != "session":
        change = StateChangeRow(conversation_id=conversation.id, before="closed", who="person", why="speaks", at=now)
        conversation.state = change.after = transitions.after("closed", "speak")
        session.add(change)


def unanswered(conversation_id: str) -> Select[tuple[InboxRow]]:
    """The messages that wait for an answer, the oldest first."""
    mine = select(InboxRow).where(InboxRow.conversation_id == conversation_id, InboxRow.answered_at.is_(None))
    return mine.order_by(InboxRow.position)


def queue(session: Session, conversation: ConversationRow, what: str, payload: str, now: datetime) -> None:
    """Let the bot say something of its own accord, in its turn: stored like a message, so that it is said once.

    It is no part of the transcript. `conversation` must be locked.
    """
    conversation.last_position += 1
    position = conversation.last_position
    row = InboxRow(
        conversation_id=conversation.id,
        channel=conversation.channel,
        message_id=f"{conversation.id}/{what}/{position}",
        position=position,
        kind="session",
        text="",
        payload=payload,
        received_at=now,
    )
    session.add(row)


def oldest_unanswered(db: Database, conversation_id: str) -> Pending | None:
    """The message whose turn it is, or None when all is answered."""
    with db.reading() as session:
        row = session.scalar(unanswered(conversation_id).limit(1))
        if row is None:
            return None
        return Pending(
            inbox_id=row.id,
            conversation_id=row.conversation_id,
            channel=row.channel,
            message_id=row.message_id,
            kind=row.kind,
            text=row.text,
            payload=row.payload,
            received_at=row.received_at,
            attempts=row.attempts,
        )


def conversations_with_unanswered(db: Database, channel: str, before: datetime | None = None) -> list[str]:
    """Ids of the conversations of this channel that wait for an answer, the longest waiting first.

    `before`: only messages that came before that moment.
    """
    old_enough = [InboxRow.received_at < before] if before else []
    query = (
        select(InboxRow.conversation_id)
        .where(InboxRow.channel == channel, InboxRow.answered_at.is_(None), *old_enough)
        .group_by(InboxRow.conversation_id)
        .order_by(func.min(InboxRow.received_at), func.min(InboxRow.id))
    )
    with db.reading() as session:
        return list(session.scalars(query))


def count_attempt(db: Database, inbox_id: int) -> int:
    """Note that answering failed once more; returns how often by now (0 when the message is gone)."""
    query = update(InboxRow).where(InboxRow.id == inbox_id).values(attempts=InboxRow.attempts + 1)
    with db.transaction() as session:
        return session.scalar(query.returning(InboxRow.attempts)) or 0


def redact_last_person_message(db: Database, conversation_id: str) -> None:
    """Do not keep the words of the message that is being answered (or else of the last one): for safety turns.

    They are hidden at once. A message that still waits keeps them until `answer`, because after a crash the bot must
    see the crisis again; one that is answered loses them now.
    """
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        mine = select(InboxRow).where(InboxRow.conversation_id == conversation_id, InboxRow.kind != "session")
        waiting = mine.where(InboxRow.answered_at.is_(None)).order_by(InboxRow.position).limit(1)
        row = session.scalar(waiting) or session.scalar(mine.order_by(InboxRow.position.desc()).limit(1))
        erased = row is not None and row.answered_at is not None
        if row is not None:
            row.redacted = True
            if erased:
                erase(row)
    if erased:
        db.overwrite_deleted()  # else the words still stand in SQLite's log file


def erase(row: InboxRow) -> None:
    """Take the person's words out of a row; the marker that stands in their place is added when it is shown."""
    row.text = ""
    row.payload = None
