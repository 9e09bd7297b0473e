"""A conversation whose human is gone: taken over by a coordinator, or put back in the line. Never stuck."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from guidance import desk_events, holding, inbox
from guidance.custody import Holder
from guidance.database import Database
from guidance.errors import ConversationUnknown, DeedRefused
from guidance.live_models import CustodyRow
from guidance.messages import Outgoing, OutMessage
from guidance.models import ConversationRow


def take_over(db: Database, conversation_id: str, to: Holder, notice: OutMessage, now: datetime) -> Outgoing | None:
    """Take the conversation from whoever has it; None when that is oneself. Logged with both names.

    Who may do this is not decided here. Raises DeedRefused or ConversationUnknown.
    """
    with db.transaction() as session:
        conversation, row = holding.held(session, conversation_id)
        if conversation.state == "human" and row.holder == to.account:
            return None
        holding.change(session, conversation, "transfer", to.account, f"from {row.holder}", now)
        row.holder, row.holder_name, row.spoke_at, row.silence_told_at = to.account, to.name, now, None
        return holding.announced(db, session, conversation, notice, now)


def put_back(db: Database, account: str, now: datetime) -> list[tuple[str, str]]:
    """Whoever talks with this account waits again, in the old place; gives each conversation and the name it heard.

    For an account that leaves the desk. What the person is told is for the caller: see `tell`.
    """
    mine = select(CustodyRow.conversation_id).join(ConversationRow, ConversationRow.id == CustodyRow.conversation_id)
    mine = mine.where(CustodyRow.holder == account, ConversationRow.state == "human")
    with db.reading() as session:
        ids = list(session.scalars(mine))
    return [(each, name) for each in ids if (name := _put_back(db, each, account, now)) is not None]


def tell(db: Database, conversation_id: str, resume: str, notice: OutMessage, now: datetime) -> Outgoing | None:
    """Say that the human is gone, and let the bot go on with `resume` meanwhile; None when another human is there."""
    try:
        with db.transaction() as session:
            conversation, _ = holding.held(session, conversation_id)
            if conversation.state != "waiting":
                return None
            inbox.queue(session, conversation, "abandoned", resume, now)
            return holding.announced(db, session, conversation, notice, now)
    except ConversationUnknown:  # wiped in this very moment
        return None


def _put_back(db: Database, conversation_id: str, account: str, now: datetime) -> str | None:
    """The name of the holder who is gone; None when the talk ended or went to a colleague meanwhile."""
    try:
        with db.transaction() as session:
            conversation, row = holding.held(session, conversation_id)
            if row.holder != account:
                return None
            holding.change(session, conversation, "abandon", account, "left the desk", now)
            row.holder, row.silence_told_at, row.offered_at = None, None, None
            row.waiting_since = row.waiting_since or now
            desk_events.add(db, session, conversation_id, "state", now)
            return row.holder_name or account
    except (ConversationUnknown, DeedRefused):
        return None
