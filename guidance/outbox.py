"""What is said to a person: numbered without gaps, stored with the answered mark, replayed until acknowledged."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from guidance.buttons import NOTICES
from guidance.database import Database, lock_conversation, storable
from guidance.errors import Hushed
from guidance.inbox import erase
from guidance.messages import Outgoing, OutMessage, TokenButton
from guidance.models import ButtonRow, ConversationRow, InboxRow, OutboxRow

BUTTON_LIFETIME = timedelta(days=7)


def answer(db: Database, inbox_id: int, replies: Sequence[OutMessage], now: datetime) -> list[Outgoing]:
    """Mark a message answered and store its replies, in one transaction; returns the replies as stored.

    Answering again stores nothing and returns []; so does answering a message that was wiped meanwhile, or that a
    human took over while the answer was made.
    """
    with db.transaction() as session:
        conversation = session.scalar(
            select(ConversationRow)
            .join(InboxRow, InboxRow.conversation_id == ConversationRow.id)
            .where(InboxRow.id == inbox_id)
            .with_for_update(of=ConversationRow)
        )
        message = session.get(InboxRow, inbox_id)
        if conversation is None or message is None or message.answered_at is not None:
            return []
        message.answered_at, message.taken_by = now, "bot"
        message.redacted = message.redacted or not all(reply.keep_text for reply in replies)
        if message.redacted:
            erase(message)
        stored = [append(session, conversation, reply, "bot", now) for reply in replies]
        erased = message.redacted
    if erased:
        db.overwrite_deleted()  # else the words still stand in SQLite's log file
    return stored


def say(db: Database, conversation_id: str, message: OutMessage, now: datetime, sender: str = "bot") -> Outgoing:
    """Store a message that answers nothing: a notice, or (sender "adviser") a human.

    Raises ConversationUnknown, and Hushed when it is the bot that would speak while a human has the word.
    """
    with db.transaction() as session:
        return say_within(session, conversation_id, message, now, sender)


def say_within(
    session: Session, conversation_id: str, message: OutMessage, now: datetime, sender: str = "bot"
) -> Outgoing:
    """As `say`, within a transaction of the caller: it is said exactly when that comes through."""
    return append(session, lock_conversation(session, conversation_id), message, sender, now)


def outgoing_after(db: Database, conversation_id: str, seq: int) -> list[Outgoing]:
    """All messages to the person with a number above `seq`, in order: the replay after a lost connection."""
    query = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id, OutboxRow.seq > seq)
    with db.reading() as session:
        return [outgoing_of(row) for row in session.scalars(query.order_by(OutboxRow.seq))]


def last_numbers(db: Database, conversation_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Of each of these conversations the number of the last message to the person, and the position of the last line.

    Those that are unknown are left out.
    """
    row = ConversationRow
    query = select(row.id, row.last_seq, row.last_position).where(row.id.in_(conversation_ids))
    with db.reading() as session:
        return {known.id: (known.last_seq, known.last_position) for known in session.execute(query)}


def choices_now(db: Database, conversation_id: str) -> Outgoing | None:
    """The message that a typed number may answer: the newest that is no notice, when it offers choices.

    None when something else was said or asked since, and while a human has the word: then a number is an answer to it.
    """
    said = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id).order_by(OutboxRow.seq.desc())
    with db.reading() as session:
        conversation = session.get(ConversationRow, conversation_id)
        if conversation is None or conversation.state == "human":
            return None
        rows = session.scalars(said.execution_options(yield_per=10))
        newest = next((row for row in rows if row.body["kind"] not in NOTICES), None)
        return outgoing_of(newest) if newest is not None and newest.body["buttons"] else None


def last_text(session: Session, conversation: ConversationRow) -> str | None:
    """What was said to the person last."""
    mine = select(OutboxRow.text).where(OutboxRow.conversation_id == conversation.id)
    return session.scalar(mine.order_by(OutboxRow.seq.desc()).limit(1))


def acknowledge(db: Database, conversation_id: str, seq: int, now: datetime) -> None:
    """Note that the client has everything up to `seq`. Never goes back, nor beyond what was sent."""
    known = ConversationRow.id == conversation_id
    further = (ConversationRow.acknowledged_seq < seq) & (ConversationRow.last_seq >= seq)
    with db.transaction() as session:
        session.execute(update(ConversationRow).where(known, further).values(acknowledged_seq=seq))


def acknowledged_seq(db: Database, conversation_id: str) -> int:
    """The highest number the client acknowledged, 0 at first."""
    query = select(ConversationRow.acknowledged_seq).where(ConversationRow.id == conversation_id)
    with db.reading() as session:
        return session.scalar(query) or 0


def append(
    session: Session, conversation: ConversationRow, message: OutMessage, sender: str, now: datetime
) -> Outgoing:
    """Give the message the next number; `conversation` must be locked. Raises Hushed for the bot beside a human."""
    if sender == "bot" and conversation.state == "human":
        raise Hushed("A human has the word in this conversation; the bot says nothing.")
    conversation.last_seq += 1
    conversation.last_position += 1
    tokens = [secrets.token_urlsafe(12) for _ in message.buttons]
    for button, token in zip(message.buttons, tokens, strict=True):
        session.add(
            ButtonRow(
                token=token,
                conversation_id=conversation.id,
                title=button.title,
                payload=button.payload,
                expires_at=now + BUTTON_LIFETIME,
            )
        )
    shown = [{"title": button.title, "token": token} for button, token in zip(message.buttons, tokens, strict=True)]
    row = OutboxRow(
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        position=conversation.last_position,
        sender=sender,
        text=storable(message.text),
        body={"kind": message.kind, "buttons": shown, "cards": list(message.cards)}
        | ({"name": message.name} if message.name else {})
        | ({"agreed": storable(message.agreed)} if message.agreed else {}),
        at=now,
    )
    session.add(row)
    return outgoing_of(row)


def outgoing_of(row: OutboxRow) -> Outgoing:
    """The row as a value."""
    return Outgoing(
        seq=row.seq,
        sender=row.sender,
        text=row.text,
        buttons=tuple(TokenButton(button["title"], button["token"]) for button in row.body["buttons"]),
        cards=tuple(row.body["cards"]),
        kind=row.body["kind"],
        at=row.at,
        name=row.body.get("name", ""),
    )
