"""Buttons under messages to a person: what a tap stands for, and which choices there are now.

A tap counts once. The same button again is
- the same tap, while the first one waits for its answer (a finger that trembles, a slow network);
- a wish to have it again, while its message is the last one with choices: nothing else can be meant, so it is allowed;
- an answer to a question of before, once there are newer choices: the payload of then may mean something else by now
  ("/affirm" to the next question), so it never reaches the bot. A human is another matter: that way is always open.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance.database import Database, storable
from guidance.errors import ButtonExpired, ButtonUnknown, ButtonUsed, ButtonWaiting
from guidance.messages import Button, Redeemed
from guidance.models import ButtonRow, InboxRow, OutboxRow

ALWAYS = ("/ask_human",)
"""Payloads that mean the same at any moment."""

NOTICES = ("notice", "wait")
"""The kinds of messages that ask nothing: their button to a human leaves the choices as they were."""


def redeem(db: Database, conversation_id: str, token: str, now: datetime) -> Redeemed:
    """What a tapped button stands for; notes the first use.

    Raises ButtonUnknown (also for a button of another conversation), ButtonExpired, ButtonWaiting (this tap is being
    answered already) or ButtonUsed (and there are newer choices).
    """
    with db.transaction() as session:
        row = session.get(ButtonRow, storable(token))
        if row is None or row.conversation_id != conversation_id:
            raise ButtonUnknown("This button was not sent in this conversation; let the person type the answer.")
        if row.expires_at <= now:
            raise ButtonExpired("This button is too old; let the person type the answer or ask again.")
        if row.used_at is not None and _waits(session, row):
            raise ButtonWaiting("This button was tapped already and is being answered.")
        if row.used_at is not None and not _holds(session, row):
            raise ButtonUsed("This button was used and the conversation went on; offer the choices of now.")
        row.used_at = row.used_at or now
        return Redeemed(title=row.title, payload=row.payload)


def title_of(db: Database, conversation_id: str, token: str) -> str:
    """What stands on a button of this conversation, whether it still counts or not; empty when it is not known."""
    with db.reading() as session:
        row = session.get(ButtonRow, storable(token))
        return row.title if row is not None and row.conversation_id == conversation_id else ""


def present(db: Database, conversation_id: str) -> tuple[Button, ...]:
    """The choices of the last message that offered any, to be offered again; empty when there were none."""
    with db.reading() as session:
        rows = [session.get(ButtonRow, token) for token in _present_tokens(session, conversation_id)]
        return tuple(Button(row.title, row.payload) for row in rows if row is not None)


def _holds(session: Session, button: ButtonRow) -> bool:
    return button.payload in ALWAYS or button.token in _present_tokens(session, button.conversation_id)


def _waits(session: Session, button: ButtonRow) -> bool:
    waiting = select(InboxRow.id).where(
        InboxRow.conversation_id == button.conversation_id,
        InboxRow.answered_at.is_(None),
        InboxRow.kind == "button",
        InboxRow.payload == button.payload,
    )
    return session.scalar(waiting.limit(1)) is not None


def _present_tokens(session: Session, conversation_id: str) -> list[str]:
    said = select(OutboxRow).where(OutboxRow.conversation_id == conversation_id).order_by(OutboxRow.seq.desc())
    for row in session.scalars(said.execution_options(yield_per=10)):
        if row.body["buttons"] and row.body["kind"] not in NOTICES:
            return [button["token"] for button in row.body["buttons"]]
    return []
