"""The rows behind custody: what every deed reads and writes, with the conversation locked, and who waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from guidance import callbacks, desk_events, inbox, outbox, transitions
from guidance.database import Database, lock_conversation
from guidance.errors import DeedRefused, HeldByOther
from guidance.live_models import CustodyRow, WaitRow
from guidance.messages import Outgoing, OutMessage
from guidance.models import ConversationRow, HandoffRow, InboxRow, PlanRow, StateChangeRow
from guidance.transitions import Deed

PERSON, CLOCK = "person", "clock"


def custody_row(session: Session, conversation_id: str) -> CustodyRow:
    """The row of custody of this conversation, made when it is not there."""
    row = session.get(CustodyRow, conversation_id)
    if row is None:
        row = CustodyRow(conversation_id=conversation_id, urgent_inbox=[])
        session.add(row)
    return row


def held(session: Session, conversation_id: str) -> tuple[ConversationRow, CustodyRow]:
    """The conversation, locked, and who has it. Raises ConversationUnknown."""
    conversation = lock_conversation(session, conversation_id)
    return conversation, custody_row(session, conversation_id)


def own(session: Session, conversation_id: str, who: str) -> tuple[ConversationRow, CustodyRow]:
    """As `held`, when `who` has it or is the person. Raises HeldByOther, DeedRefused or ConversationUnknown."""
    conversation, row = held(session, conversation_id)
    if conversation.state != "human":
        raise DeedRefused("No human has this conversation; claim it first.")
    if who not in (row.holder, PERSON):
        raise HeldByOther(row.holder_name or "")
    return conversation, row


def change(session: Session, conversation: ConversationRow, deed: Deed, who: str, why: str, now: datetime) -> None:
    """Bring the conversation to its next state and log who did that and why. Raises DeedRefused."""
    before, after = conversation.state, transitions.after(conversation.state, deed)
    conversation.state = after
    if before != after or deed == "transfer":
        row = StateChangeRow(conversation_id=conversation.id, before=before, after=after, who=who, why=why, at=now)
        session.add(row)


def announced(
    db: Database, session: Session, conversation: ConversationRow, notice: OutMessage, now: datetime
) -> Outgoing:
    """Say it to the person, and let the desk hear that something changed."""
    said = outbox.append(session, conversation, notice, "desk", now)
    desk_events.add(db, session, conversation.id, "state", now)
    return said


def measure(session: Session, row: CustodyRow, ended_by: str, now: datetime) -> None:
    """Keep how long somebody waited, and how that ended; nothing of who it was."""
    plan = session.get(PlanRow, row.conversation_id)
    region = plan.situation.get("region") if plan else None
    waited = (now - row.waiting_since).total_seconds() if row.waiting_since else 0
    session.add(WaitRow(region=region, seconds=int(waited), ended_by=ended_by, at=now))


def end(session: Session, row: CustodyRow, outcome: str, now: datetime) -> bool:
    """Nobody holds or awaits it any more; what was said in danger is not kept. Whether words were taken out."""
    erased = bool(row.urgent_inbox)
    row.holder = row.waiting_since = row.urgent_at = None
    for inbox_id in row.urgent_inbox:
        message = session.get(InboxRow, inbox_id)
        if message is not None:
            message.redacted = True
            inbox.erase(message)
    row.urgent_inbox = []
    callbacks.clear(session, row.conversation_id)
    for request in session.scalars(open_request(row.conversation_id)):
        request.status, request.outcome, request.closed_at = "closed", outcome, now
    return erased


def open_request(conversation_id: str) -> Select[tuple[HandoffRow]]:
    """The request for a human that is still open."""
    return select(HandoffRow).where(HandoffRow.conversation_id == conversation_id, HandoffRow.status == "requested")


def waiting_since(before: datetime) -> Select[tuple[str, list[str]]]:
    """Who waits since before that moment, with the reasons of the open request; the longest waiting first."""
    return (
        select(CustodyRow.conversation_id, HandoffRow.reasons)
        .join(ConversationRow, ConversationRow.id == CustodyRow.conversation_id)
        .join(HandoffRow, HandoffRow.conversation_id == CustodyRow.conversation_id)
        .where(ConversationRow.state == "waiting", HandoffRow.status == "requested")
        .where(CustodyRow.waiting_since < before)
        .order_by(CustodyRow.waiting_since)
    )
