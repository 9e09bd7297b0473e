"""Who has a conversation: the deeds of transitions.py kept in the database, each whole or not at all.

Every deed locks the conversation first, as every message does. So a claim is won by one adviser, and a message that
comes in at the same moment belongs either to the bot or to the human, never to both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance import desk_events, holding, inbox, outbox
from guidance.database import Database
from guidance.errors import HeldByOther
from guidance.holding import CLOCK, PERSON
from guidance.live_models import CustodyRow
from guidance.messages import Outgoing, OutMessage
from guidance.models import ConversationRow, InboxRow
from guidance.transitions import Deed

__all__ = ["CLOCK", "PERSON", "Holder"]

TELL_AGAIN = timedelta(minutes=30)
"""How long after a word about a silent adviser the next one may come."""


@dataclass(frozen=True)
class Holder:
    """An adviser at the desk: the account, and the name under which the person hears them."""

    account: str
    name: str


def wait(db: Database, session: Session, conversation: ConversationRow, reason: str, now: datetime) -> None:
    """The person wants a human: part of the transaction of a request; `conversation` must be locked."""
    row, before = holding.custody_row(session, conversation.id), conversation.state
    holding.change(session, conversation, "ask", PERSON, reason, now)
    if before not in ("waiting", "human"):
        row.waiting_since, row.offered_at, row.urgent_at = now, None, None
    desk_events.add(db, session, conversation.id, "state", now)


def claim(db: Database, conversation_id: str, holder: Holder, notice: OutMessage, now: datetime) -> Outgoing | None:
    """Take the conversation: of all who try, one gets it; claiming what one has already gives None.

    What the bot has not answered yet is the human's from here. Raises HeldByOther, DeedRefused or ConversationUnknown.
    """
    with db.transaction() as session:
        conversation, row = holding.held(session, conversation_id)
        if conversation.state == "human" and row.holder == holder.account:
            return None
        if conversation.state == "human":
            raise HeldByOther(row.holder_name or "")
        holding.change(session, conversation, "claim", holder.account, "claimed", now)
        holding.measure(session, row, "claim", now)
        row.holder, row.holder_name, row.spoke_at, row.silence_told_at = holder.account, holder.name, now, None
        for message in session.scalars(inbox.unanswered(conversation_id)):
            message.answered_at, message.taken_by = now, "human"
        return holding.announced(db, session, conversation, notice, now)


def transfer(
    db: Database, conversation_id: str, holder: Holder, to: Holder, notice: OutMessage, now: datetime
) -> Outgoing:
    """Give the conversation to a colleague. Raises HeldByOther, DeedRefused or ConversationUnknown."""
    with db.transaction() as session:
        conversation, row = holding.own(session, conversation_id, holder.account)
        holding.change(session, conversation, "transfer", holder.account, f"to {to.account}", now)
        row.holder, row.holder_name, row.spoke_at, row.silence_told_at = to.account, to.name, now, None
        return holding.announced(db, session, conversation, notice, now)


def release(db: Database, conversation_id: str, who: str, resume: str, notice: OutMessage, now: datetime) -> Outgoing:
    """Give the word back to the bot, which gets `resume` next: its question again. `who`: the holder, or PERSON.

    Raises HeldByOther, DeedRefused or ConversationUnknown.
    """
    with db.transaction() as session:
        conversation, row = holding.own(session, conversation_id, who)
        holding.change(session, conversation, "release", who, "released", now)
        erased = holding.end(session, row, "talked", now)
        inbox.queue(session, conversation, "released", resume, now)
        said = holding.announced(db, session, conversation, notice, now)
    if erased:
        db.overwrite_deleted()
    return said


def close(db: Database, conversation_id: str, who: str, outcome: str, notice: OutMessage, now: datetime) -> Outgoing:
    """End the talk with an outcome (a short code). Raises HeldByOther, DeedRefused or ConversationUnknown."""
    with db.transaction() as session:
        conversation, row = holding.own(session, conversation_id, who)
        holding.change(session, conversation, "close", who, outcome, now)
        erased = holding.end(session, row, outcome, now)
        said = holding.announced(db, session, conversation, notice, now)
    if erased:
        db.overwrite_deleted()
    return said


def stop_waiting(db: Database, conversation_id: str, deed: Deed, who: str, outcome: str, now: datetime) -> bool:
    """The waiting ends without a talk: "withdraw", "book" or "handle". False when nobody waits there."""
    with db.transaction() as session:
        if _stop_waiting(session, conversation_id, deed, who, outcome, now) is None:
            return False
        desk_events.add(db, session, conversation_id, "state", now)
        return True


def handle(
    db: Database, conversation_id: str, who: str, outcome: str, notice: OutMessage, now: datetime
) -> Outgoing | None:
    """An adviser helped in another way: the waiting ends and the person hears so; None when nobody waits there.

    Raises ConversationUnknown.
    """
    with db.transaction() as session:
        conversation = _stop_waiting(session, conversation_id, "handle", who, outcome, now)
        return None if conversation is None else holding.announced(db, session, conversation, notice, now)


def speak(db: Database, conversation_id: str, holder: Holder, text: str, now: datetime) -> Outgoing:
    """What the adviser says, as it is. Raises HeldByOther, DeedRefused or ConversationUnknown."""
    with db.transaction() as session:
        conversation, row = holding.own(session, conversation_id, holder.account)
        row.spoke_at, row.silence_told_at = now, None
        said = outbox.append(session, conversation, OutMessage(text, name=holder.name), "adviser", now)
        desk_events.add(db, session, conversation_id, "adviser", now)
        return said


def tell_silence(db: Database, conversation_id: str, notice: OutMessage, now: datetime) -> Outgoing | None:
    """Tell the person that the adviser says nothing; not again within TELL_AGAIN. Raises as `close` does."""
    with db.transaction() as session:
        conversation, row = holding.own(session, conversation_id, PERSON)
        if row.silence_told_at is not None and now - row.silence_told_at < TELL_AGAIN:
            return None
        row.silence_told_at = now
        return holding.announced(db, session, conversation, notice, now)


def tell(db: Database, conversation_id: str, notice: OutMessage, now: datetime) -> Outgoing | None:
    """A word of ours beside the human, who reads it too; None when the bot has the word again, or it was said last.

    Raises ConversationUnknown.
    """
    with db.transaction() as session:
        conversation, _ = holding.held(session, conversation_id)
        if conversation.state != "human" or outbox.last_text(session, conversation) == notice.text:
            return None
        return holding.announced(db, session, conversation, notice, now)


def mark_urgent(
    db: Database, conversation_id: str, message_id: str, reason: str, signpost: OutMessage, now: datetime
) -> Outgoing | None:
    """Words of danger said to a human: the desk sees it at once and the person gets the signpost.

    The words stay readable as long as the human has the conversation. None when the bot has the word again.
    """
    with db.transaction() as session:
        conversation, row = holding.held(session, conversation_id)
        if conversation.state != "human":
            return None
        row.urgent_at = now
        said = select(InboxRow.id).where(InboxRow.conversation_id == conversation_id, InboxRow.message_id == message_id)
        row.urgent_inbox = [*row.urgent_inbox, *session.scalars(said)]
        for request in session.scalars(holding.open_request(conversation_id)):
            request.reasons = list(dict.fromkeys([*request.reasons, reason]))
        desk_events.add(db, session, conversation_id, "urgent", now)
        return holding.announced(db, session, conversation, signpost, now)


def holder_of(db: Database, conversation_id: str) -> Holder | None:
    """Who has this conversation, or None."""
    with db.reading() as session:
        row = session.get(CustodyRow, conversation_id)
        return Holder(row.holder, row.holder_name or row.holder) if row and row.holder else None


def last_holder_name(db: Database, conversation_id: str) -> str | None:
    """The name of the human with whom the person spoke last, also after the talk."""
    with db.reading() as session:
        row = session.get(CustodyRow, conversation_id)
        return row.holder_name if row else None


def _stop_waiting(
    session: Session, conversation_id: str, deed: Deed, who: str, outcome: str, now: datetime
) -> ConversationRow | None:
    """The conversation, in which nobody waits any more; None when nobody did."""
    conversation, row = holding.held(session, conversation_id)
    if conversation.state != "waiting":
        return None
    holding.change(session, conversation, deed, who, outcome, now)
    holding.measure(session, row, deed, now)
    holding.end(session, row, outcome, now)
    return conversation
