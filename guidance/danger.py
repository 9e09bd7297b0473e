"""Who waits for a human in danger: a moment next week is no answer, so they hear again where somebody is now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from guidance.database import Database, lock_conversation
from guidance.errors import ConversationUnknown
from guidance.holding import waiting_since
from guidance.live_models import CustodyRow
from guidance.messages import Outgoing, OutMessage
from guidance.models import OutboxRow
from guidance.outbox import append

DANGER = frozenset({"safety_suicide", "safety_violence"})
"""The reasons for which a moment next week is no answer."""
SIGNPOST = "signpost"
"""The kind of message that says where help is now."""
_TOLD = exists().where(
    OutboxRow.conversation_id == CustodyRow.conversation_id,
    OutboxRow.body["kind"].as_string() == SIGNPOST,
    OutboxRow.at >= CustodyRow.waiting_since,
)


def alone(db: Database, before: datetime) -> list[tuple[str, str]]:
    """Who waits in danger since before that moment, with the reason, and did not hear again where help is."""
    with db.reading() as session:
        rows = session.execute(waiting_since(before).where(~_TOLD)).all()
    return [(conversation_id, min(found)) for conversation_id, reasons in rows if (found := DANGER & set(reasons))]


def signpost(db: Database, conversation_id: str, message: OutMessage, now: datetime) -> Outgoing | None:
    """Say where help is, once per waiting; None when a human came, or another process said it."""
    try:
        with db.transaction() as session:
            conversation = lock_conversation(session, conversation_id)
            untold = select(CustodyRow).where(CustodyRow.waiting_since.is_not(None), ~_TOLD)
            row = session.scalar(untold.where(CustodyRow.conversation_id == conversation_id))
            if conversation.state != "waiting" or row is None:
                return None
            return append(session, conversation, message, "desk", now)
    except ConversationUnknown:  # wiped in this very moment
        return None
