"""From the outbox to a messenger: what waits to be sent, and what became of each part.

A part goes from "trying" (with a reason while it waits) to "sent" (the messenger took it), "delivered", "read", or
"failed" (given up: the dead-letter list). Sending happens before it is noted: a crash exactly in between sends that one
part a second time, never none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from guidance import desk_events
from guidance.chats import Chat, chat_of, chat_row
from guidance.database import Database
from guidance.messages import Outgoing
from guidance.models import DeliveryRow, InboxRow, OutboxRow
from guidance.outbox import outgoing_of

State = Literal["trying", "sent", "delivered", "read", "failed"]
ORDER: tuple[State, ...] = ("trying", "sent", "delivered", "read")
NUDGE = -1
"""The part that tells that a message waits; it is no part of that message."""


@dataclass(frozen=True)
class Waiting:
    """The next message for a chat; the parts in `parts_done`, counted from 0, are sent or given up already."""

    chat: Chat
    message: Outgoing
    parts_done: frozenset[int] = frozenset()


@dataclass(frozen=True)
class DeadLetter:
    """A part that was given up, or that waits; `why` in a word or a code of the messenger."""

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
        parts = DeliveryRow.conversation_id == conversation_id, DeliveryRow.channel == channel, DeliveryRow.part >= 0
        back = select(DeliveryRow.seq).where(*parts, DeliveryRow.state == "trying")  # one that failed after all
        mine = OutboxRow.conversation_id == conversation_id
        left = (OutboxRow.seq > chat.delivered_seq) | OutboxRow.seq.in_(back)
        row = session.scalar(select(OutboxRow).where(mine, left).order_by(OutboxRow.seq).limit(1))
        if row is None:
            return None
        done = select(DeliveryRow.part).where(*parts, DeliveryRow.seq == row.seq, DeliveryRow.state != "trying")
        return Waiting(chat_of(chat), outgoing_of(row), frozenset(session.scalars(done)))


def note_sent(db: Database, waiting: Waiting, part: int, channel_message_id: str, now: datetime) -> None:
    """The messenger took this part, under this name."""
    with db.transaction() as session:
        row = _part(session, waiting, part, now)
        row.state, row.channel_message_id, row.why, row.at = "sent", channel_message_id, None, now
        _tell_desk(db, session, row.conversation_id, row.seq, now)


def note_trouble(db: Database, waiting: Waiting, part: int, why: str, now: datetime) -> int:
    """Sending this part failed once more; returns how often by now."""
    with db.transaction() as session:
        row = _part(session, waiting, part, now)
        row.attempts, row.why, row.at = row.attempts + 1, why, now
        return row.attempts


def note_waiting(db: Database, waiting: Waiting, part: int, why: str, now: datetime) -> None:
    """This part cannot be sent now, through no fault of its own: it counts as no try."""
    with db.transaction() as session:
        row = _part(session, waiting, part, now)
        row.why, row.at = why, now


def may_nudge(db: Database, waiting: Waiting) -> bool:
    """Whether somebody may be told here that something waits: not told since they spoke, and not talking elsewhere."""
    chat = waiting.chat
    told = select(DeliveryRow.id).where(
        DeliveryRow.conversation_id == chat.conversation_id,
        DeliveryRow.channel == chat.channel,
        DeliveryRow.part == NUDGE,
        DeliveryRow.state != "trying",
        DeliveryRow.at >= chat.spoke_at,
    )
    said = select(InboxRow.channel).where(InboxRow.conversation_id == chat.conversation_id)
    with db.reading() as session:
        last = session.scalar(said.order_by(InboxRow.position.desc()).limit(1))
        return last in (None, chat.channel) and session.scalar(told.limit(1)) is None


def give_up(db: Database, waiting: Waiting, part: int, why: str, now: datetime) -> None:
    """This part will not be sent: it goes to the dead letters, and what comes after it gets its turn."""
    with db.transaction() as session:
        row = _part(session, waiting, part, now)
        row.state, row.why, row.at = "failed", why, now
        _tell_desk(db, session, row.conversation_id, row.seq, now)


def note_done(db: Database, waiting: Waiting, parts: int) -> None:
    """All parts of the message, so many, are sent or given up."""
    chat, seq = waiting.chat, waiting.message.seq
    mine = DeliveryRow.conversation_id == chat.conversation_id, DeliveryRow.channel == chat.channel
    # Parts that are no more: another version cut the message in more pieces, and they would be looked for forever.
    gone = delete(DeliveryRow).where(*mine, DeliveryRow.seq == seq, DeliveryRow.part >= parts)
    with db.transaction() as session:
        session.execute(gone.where(DeliveryRow.state == "trying"))
        row = chat_row(session, chat.channel, chat.conversation_id)
        if row is not None:
            row.delivered_seq = max(row.delivered_seq, seq)


def skip_waiting(db: Database, channel: str, conversation_id: str) -> None:
    """What could not be sent while the chat was closed is not sent late."""
    mine = DeliveryRow.conversation_id == conversation_id, DeliveryRow.channel == channel
    with db.transaction() as session:
        session.execute(update(DeliveryRow).where(*mine, DeliveryRow.state == "trying").values(state="failed"))
        row = chat_row(session, channel, conversation_id)
        if row is not None:
            query = select(OutboxRow.seq).where(OutboxRow.conversation_id == conversation_id)
            row.delivered_seq = session.scalar(query.order_by(OutboxRow.seq.desc()).limit(1)) or 0


def note_state(
    db: Database, channel: str, channel_message_id: str, state: State, now: datetime, why: str | None = None
) -> bool:
    """What the messenger reports about a part it took; reports come out of order, so it never goes back.

    False when nothing changed: the part is further already, or not known.
    """
    before = ORDER[: ORDER.index(state)] if state in ORDER else ORDER
    mine = (DeliveryRow.channel == channel) & (DeliveryRow.channel_message_id == channel_message_id)
    with db.transaction() as session:
        changed = update(DeliveryRow).where(mine, DeliveryRow.state.in_(before)).values(state=state, why=why)
        message = session.execute(changed.returning(DeliveryRow.conversation_id, DeliveryRow.seq)).first()
        if message is not None:
            _tell_desk(db, session, message.conversation_id, message.seq, now)
        return message is not None


def take_back(db: Database, channel: str, channel_message_id: str, why: str, attempts: int) -> str | None:
    """The messenger took this part and could not bring it after all: it is to be sent again, under another name.

    Returns the id of its conversation; None when it is not known, or was tried `attempts` times: then it is given up.
    """
    query = select(DeliveryRow).filter_by(channel=channel, channel_message_id=channel_message_id, state="sent")
    with db.transaction() as session:
        row = session.scalar(query)
        if row is None:
            return None
        row.attempts, row.why = row.attempts + 1, why
        if row.part == NUDGE or row.attempts >= attempts:
            row.state = "failed"
            return None
        row.state, row.channel_message_id = "trying", None
        return row.conversation_id


def states(db: Database, channel: str, channel_message_ids: Sequence[str]) -> list[State]:
    """How far each of these parts is, in the same order; those that are not known are left out."""
    query = select(DeliveryRow.channel_message_id, DeliveryRow.state).where(
        DeliveryRow.channel == channel, DeliveryRow.channel_message_id.in_(channel_message_ids)
    )
    with db.reading() as session:
        known = {name: cast(State, state) for name, state in session.execute(query)}
    return [known[name] for name in channel_message_ids if name in known]


def of_conversation(db: Database, conversation_id: str) -> dict[int, State]:
    """How far each message is in the messengers it went to, by its number: as far as its slowest part.

    One of which a part was given up is "failed". What is only read on the website has no state.
    """
    parts = select(DeliveryRow.seq, DeliveryRow.state).where(
        DeliveryRow.conversation_id == conversation_id, DeliveryRow.part >= 0
    )
    slowest: tuple[State, ...] = ("failed", *ORDER)
    found: dict[int, State] = {}
    with db.reading() as session:
        for seq, state in session.execute(parts):
            found[seq] = min(found.get(seq, state), state, key=slowest.index)
    return found


def dead_letters(db: Database, limit: int = 100) -> list[DeadLetter]:
    """What was given up, the newest first."""
    return _letters(db, limit, DeliveryRow.state == "failed")


def waiting_letters(db: Database, limit: int = 100) -> list[DeadLetter]:
    """What waits for a reason, the newest first: for the person to speak again, or for our account to be mended."""
    return _letters(db, limit, DeliveryRow.state == "trying", DeliveryRow.why.is_not(None))


def _letters(db: Database, limit: int, *which: ColumnElement[bool]) -> list[DeadLetter]:
    query = select(DeliveryRow).where(*which).order_by(DeliveryRow.id.desc()).limit(limit)
    with db.reading() as session:
        return [
            DeadLetter(row.conversation_id, row.channel, row.seq, row.part, row.why or "", row.at)
            for row in session.scalars(query)
        ]


def _tell_desk(db: Database, session: Session, conversation_id: str, seq: int, now: datetime) -> None:
    """The adviser who has the conversation open sees at once what became of their words."""
    mine = OutboxRow.conversation_id == conversation_id, OutboxRow.seq == seq, OutboxRow.sender == "adviser"
    if session.scalar(select(OutboxRow.id).where(*mine)) is not None:
        desk_events.add(db, session, conversation_id, "adviser", now)


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
