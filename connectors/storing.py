"""A message from a person as it goes into the inbox: what is kept of it, and what the bot gets in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from connectors.messages import ASK_HUMAN, GREET, RESUME, Incoming
from connectors.tapping import tap
from connectors.unread import load_unread
from guidance import conversations
from guidance.database import Database
from guidance.errors import ButtonWaiting


@dataclass(frozen=True)
class Stored:
    """`new`: it was not stored before. `payload`: what the bot gets instead of the text. `human`: who has the word."""

    new: bool
    payload: str | None = None
    human: bool = False


def store(db: Database, incoming: Incoming, ask_human: str, now: datetime) -> Stored:
    """Put a message into the inbox, once; `ask_human` stands in the transcript for the standing way to a human.

    Raises ConversationUnknown.
    """
    try:
        kind, text, payload = _kept(db, incoming, ask_human, now)
    except ButtonWaiting:
        return Stored(new=False)
    place = db, incoming.conversation_id, incoming.message_id
    taken_by = conversations.take_in(*place, kind, text, now, payload, incoming.channel)
    return Stored(taken_by is not None, payload, taken_by == "human")


def _kept(db: Database, incoming: Incoming, ask_human: str, now: datetime) -> tuple[str, str, str | None]:
    """The kind, the text and the payload to store. Raises ButtonWaiting."""
    match incoming.kind:
        case "session":
            return "session", incoming.text, GREET
        case "resume":
            return "session", incoming.text, RESUME
        case "ask_human":
            return "button", ask_human, ASK_HUMAN
        case "deed":
            return "button", incoming.text, incoming.payload
        case "other":
            return "other", load_unread().shown(incoming.notice, incoming.text), incoming.notice
        case "button":
            return tap(db, incoming, now)
        case "text":
            return "text", incoming.text, None
