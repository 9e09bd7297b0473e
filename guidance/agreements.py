"""What adviser and person agreed: a line the adviser wrote when the talk ended, which the person read then."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from guidance.database import Database
from guidance.models import OutboxRow

ENDS_TALK = ("released", "closed")


@dataclass(frozen=True)
class Agreement:
    """With whom, and what."""

    name: str
    text: str


def of_last_talk(db: Database, conversation_id: str) -> Agreement | None:
    """The agreement with which the last talk with a human ended; None when there was no talk or none was written.

    It is part of a message to the person, so it is wiped, and given to who asks for their data, with the conversation.
    """
    query = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id, OutboxRow.sender == "desk")
    with db.reading() as session:
        rows = session.scalars(query.order_by(OutboxRow.seq.desc()))
        ended = next((row for row in rows if row.body["kind"] in ENDS_TALK), None)
        if ended is None or not ended.body.get("agreed"):
            return None
        return Agreement(ended.body.get("name", ""), ended.body["agreed"])
