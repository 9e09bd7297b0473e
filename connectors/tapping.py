"""A tap on a button that does not count any more is answered with the choices of now, on every channel alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectors.messages import Incoming
from connectors.notices import Notices
from guidance import conversations
from guidance.conversations import OutMessage, Pending
from guidance.database import Database
from guidance.errors import ButtonExpired, ButtonUnknown, ButtonUsed

WITH_CHOICES = {
    "button_expired": "button_expired_choices",
    "button_unknown": "button_unknown_choices",
    "button_used": "button_used",
}
"""Notices that offer the choices of now, and how they are said when there are choices."""


def tap(db: Database, incoming: Incoming, now: datetime) -> tuple[str, str, str]:
    """How a tap is stored: kind, text and payload. Raises ButtonWaiting when it needs no storing."""
    try:
        button = conversations.redeem(db, incoming.conversation_id, incoming.token, now)
        return "button", button.title, button.payload
    except ButtonExpired:
        notice = "button_expired"
    except ButtonUsed:
        notice = "button_used"
    except ButtonUnknown:
        notice = "button_unknown"
    # Telegram tells what stands on a button of the last days only; a human who has the word reads this.
    title = incoming.text or conversations.title_of(db, incoming.conversation_id, incoming.token)
    return "other", title, notice


def answer_to(db: Database, pending: Pending, notices: Notices) -> OutMessage:
    """The notice for a message that the bot does not see; one about a button comes with the choices of now."""
    name = pending.payload or "unsupported"
    choices = conversations.present(db, pending.conversation_id) if name in WITH_CHOICES else ()
    if not choices:
        return notices.message(name)
    # Not a notice: from now on these are the choices.
    return replace(notices.message(WITH_CHOICES[name]), buttons=choices, kind="text")
