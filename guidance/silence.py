"""An adviser who says nothing: measured from the first message of the person that got no answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, or_, select

from guidance.custody import TELL_AGAIN
from guidance.database import Database
from guidance.live_models import CustodyRow
from guidance.models import ConversationRow, InboxRow


def silent(db: Database, before: datetime, now: datetime) -> list[str]:
    """Where a person wrote to an adviser before that moment and got no word since, and was not told yet.

    Told once, and again when the person writes again and that stays unanswered too.
    """
    row, said = CustodyRow, InboxRow
    unanswered = and_(said.conversation_id == row.conversation_id, said.received_at > row.spoke_at)
    waits = and_(unanswered, said.taken_by == "human", said.kind != "session")
    again = and_(said.kind != "button", said.received_at > row.silence_told_at)  # "ik wacht nog" is no new message
    fresh = or_(row.silence_told_at.is_(None), again)
    query = (
        select(row.conversation_id)
        .join(ConversationRow, ConversationRow.id == row.conversation_id)
        .join(said, and_(waits, fresh))
        .where(ConversationRow.state == "human")
        .where(or_(row.silence_told_at.is_(None), row.silence_told_at <= now - TELL_AGAIN))
        .group_by(row.conversation_id)
        .having(func.min(said.received_at) < before)
    )
    with db.reading() as session:
        return list(session.scalars(query))
