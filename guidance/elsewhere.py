"""Somebody went over from a messenger to the website, or to another messenger: what still comes to the chat they left.

They read where they speak now. A chat that was left gets what must reach a person wherever they are (a reminder, a
moment that came free, an adviser whom nobody read for a while) and with it what was not read yet; the rest waits until
they speak there again. Where the talk goes on in another messenger it gets nothing: that messenger reaches them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance import follow_ups, reminders, waiting_list
from guidance.chats import chat_row
from guidance.database import Database
from guidance.deliveries import Waiting
from guidance.models import ConversationRow, OutboxRow

REACHES = (reminders.KIND, follow_ups.KIND, waiting_list.KIND)
"""Kinds of messages that come by themselves, days later: nobody waits for them at a screen."""
UNREAD = timedelta(minutes=1)
"""So long an adviser's words may stay unread on the website before they come to the chat, too."""

Verdict = Literal["send", "read", "later"]


def look(db: Database, waiting: Waiting, now: datetime) -> Verdict:
    """Whether this message is to be sent in this chat now, was read (or comes) elsewhere, or waits."""
    seq = waiting.message.seq
    with db.reading() as session:
        conversation = session.get(ConversationRow, waiting.chat.conversation_id)
        if conversation is None or conversation.channel == waiting.chat.channel:
            return "send"
        other = chat_row(session, conversation.channel, conversation.id)
        if conversation.acknowledged_seq >= seq or (other is not None and other.closed is None):
            return "read"
        return "send" if _must_reach(session, conversation.id, seq, now) else "later"


def _must_reach(session: Session, conversation_id: str, seq: int, now: datetime) -> bool:
    """Whether this message, or one after it, must reach the person wherever they are."""
    rows = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id, OutboxRow.seq >= seq)
    return any(
        row.body["kind"] in REACHES or (row.sender == "adviser" and row.at <= now - UNREAD)
        for row in session.scalars(rows)
    )
