"""The two questions after a live talk with an adviser: each talk once, when it has rested, in the conversation itself.

A talk is a handoff in which an adviser said something and which a human ended; its answers are kept under its number.
Whoever spoke of danger is not asked for a mark.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from guidance.appointment_words import talk_question
from guidance.danger import DANGER
from guidance.database import Database, lock_conversation
from guidance.errors import ConversationUnknown
from guidance.live_models import CustodyRow, LiveTalkRow
from guidance.messages import OutMessage
from guidance.models import ConversationRow, HandoffRow, OutboxRow, StateChangeRow
from guidance.outbox import say_within
from guidance.reminders import Said, is_quiet

KIND = "check_in"
"""The kind of message; who opted out of these does not get it (guidance.chats.UNASKED)."""
REST = timedelta(minutes=30)
TOO_LATE = timedelta(hours=20)
"""A messenger that lets us answer for a day after the person spoke gets the question in that day, or not at all."""
BOT_MAY_SPEAK = ("bot", "closed")


def send_due(db: Database, now: datetime) -> list[Said]:
    """Ask after the talks that ended half an hour ago; nothing at night, while somebody talks, or to who waits."""
    if is_quiet(now):
        return []
    with db.reading() as session:
        due = [(row.id, row.conversation_id) for row in session.scalars(_due(now)) if not DANGER & set(row.reasons)]
    return [said for handoff_id, conversation_id in due for said in _ask(db, handoff_id, conversation_id, now)]


def asked_last(session: Session, conversation_id: str) -> LiveTalkRow | None:
    """The live talk this person was asked about last, or None."""
    mine = select(LiveTalkRow).where(LiveTalkRow.conversation_id == conversation_id)
    return session.scalar(mine.order_by(LiveTalkRow.asked_at.desc()).limit(1))


def resting(now: datetime) -> ColumnElement[bool]:
    """Whether the bot may begin about a talk that is over: the person said nothing for a while, and has no human."""
    last = ConversationRow.last_message_at
    return and_(or_(last.is_(None), last <= now - REST), ConversationRow.state.in_(BOT_MAY_SPEAK))


def _due(now: datetime) -> Select[tuple[HandoffRow]]:
    ended = exists().where(
        StateChangeRow.conversation_id == HandoffRow.conversation_id,
        StateChangeRow.at == HandoffRow.closed_at,
        StateChangeRow.before == "human",
    )
    heard = exists().where(
        OutboxRow.conversation_id == HandoffRow.conversation_id,
        OutboxRow.sender == "adviser",
        OutboxRow.at >= HandoffRow.requested_at,
        OutboxRow.at <= HandoffRow.closed_at,
    )
    asked = exists().where(LiveTalkRow.handoff_id == HandoffRow.id)
    return (
        select(HandoffRow)
        .join(ConversationRow, ConversationRow.id == HandoffRow.conversation_id)
        .where(HandoffRow.closed_at <= now - REST, HandoffRow.closed_at > now - TOO_LATE, ended, heard, ~asked)
        .where(resting(now))
        .order_by(HandoffRow.id)
    )


def _ask(db: Database, handoff_id: int, conversation_id: str, now: datetime) -> list[Said]:
    try:
        with db.transaction() as session:
            conversation = lock_conversation(session, conversation_id)
            if conversation.state not in BOT_MAY_SPEAK or session.get(LiveTalkRow, handoff_id) is not None:
                return []
            custody = session.get(CustodyRow, conversation_id)
            adviser = custody.holder_name if custody else None
            session.add(
                LiveTalkRow(handoff_id=handoff_id, conversation_id=conversation_id, asked_at=now, adviser=adviser)
            )
            text, buttons = talk_question(adviser)
            message = OutMessage(text, buttons, kind=KIND)
            return [(conversation_id, say_within(session, conversation_id, message, now))]
    except ConversationUnknown:  # wiped in this very moment
        return []
