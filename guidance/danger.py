"""Who waits for a human in danger: a moment next week is no answer, so they hear again where somebody is now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from guidance.database import Database, lock_conversation
from guidance.errors import ConversationUnknown
from guidance.live_models import CustodyRow
from guidance.messages import Outgoing, OutMessage
from guidance.models import ConversationRow, HandoffRow, OutboxRow
from guidance.outbox import append

DANGER = frozenset({"safety_suicide", "safety_violence"})
"""The reasons for which a moment next week is no answer."""
SIGNPOST = "signpost"
"""The kind of message that says where help is now."""


def alone(db: Database, before: datetime) -> list[tuple[str, str]]:
    """Who waits in danger since before that moment, with the reason, and did not hear again where help is."""
    told = exists().where(
        OutboxRow.conversation_id == CustodyRow.conversation_id,
        OutboxRow.body["kind"].as_string() == SIGNPOST,
        OutboxRow.at >= CustodyRow.waiting_since,
    )
    query = (
        select(CustodyRow.conversation_id, HandoffRow.reasons)
        .join(ConversationRow, ConversationRow.id == CustodyRow.conversation_id)
        .join(HandoffRow, HandoffRow.conversation_id == CustodyRow.conversation_id)
        .where(ConversationRow.state == "waiting", HandoffRow.status == "requested")
        .where(CustodyRow.waiting_since < before, ~told)
        .order_by(CustodyRow.waiting_since)
    )
    with db.reading() as session:
        rows = session.execute(query).all()
    return [(conversation_id, min(DANGER & set(reasons))) for conversation_id, reasons in rows if DANGER & set(reasons)]


def signpost(db: Database, conversation_id: str, message: OutMessage, now: datetime) -> Outgoing | None:
    """Say where help is, once per waiting; None when a human came, or another process said it."""
    try:
        with db.transaction() as session:
            conversation, row = lock_conversation(session, conversation_id), session.get(CustodyRow, conversation_id)
            if conversation.state != "waiting" or row is None or row.waiting_since is None:
                return None
            said = select(OutboxRow.id).where(
                OutboxRow.conversation_id == conversation_id,
                OutboxRow.body["kind"].as_string() == SIGNPOST,
                OutboxRow.at >= row.waiting_since,
            )
            if session.scalar(said.limit(1)) is not None:
                return None
            return append(session, conversation, message, "desk", now)
    except ConversationUnknown:  # wiped in this very moment
        return None
