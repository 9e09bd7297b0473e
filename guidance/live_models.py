"""The tables of the live human side: who holds a conversation, the note, and what the desk must hear of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from guidance.models import Base, of_conversation


class CustodyRow(Base):
    """Waiting for a human, or in the hands of one. `holder` is a desk account, `holder_name` what the person sees.

    `spoke_at`: the adviser's last word. `urgent_inbox`: messages whose words go when the human is done.
    """

    __tablename__ = "custody"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    holder: Mapped[str | None] = mapped_column(String(64), index=True)
    holder_name: Mapped[str | None]
    waiting_since: Mapped[datetime | None] = mapped_column(index=True)
    offered_at: Mapped[datetime | None]
    spoke_at: Mapped[datetime | None]
    silence_told_at: Mapped[datetime | None]
    urgent_at: Mapped[datetime | None]
    urgent_inbox: Mapped[list[int]] = mapped_column(JSON, default=list)


class NoteRow(Base):
    """What the person lets an adviser see: lines {key, label, text, struck}. It shows once `consented_at` is set."""

    __tablename__ = "handoff_note"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    changed_at: Mapped[datetime]
    consented_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class WaitRow(Base):
    """How long somebody waited and how that ended. It says nothing of who, so it stays when a conversation goes."""

    __tablename__ = "wait"
    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str | None] = mapped_column(String(8), index=True)
    seconds: Mapped[int]
    ended_by: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(index=True)


class DeskEventRow(Base):
    """Something the desk must hear of, never what was said."""

    __tablename__ = "desk_event"
    __table_args__ = ({"sqlite_autoincrement": True},)  # a number is never given twice, also after a wipe
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]


class InternalNoteRow(Base):
    """What one adviser tells the next. The person can ask for it, like for everything about them."""

    __tablename__ = "internal_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    author: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]


class SeenRow(Base):
    """Up to where an adviser has read a conversation."""

    __tablename__ = "desk_seen"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    position: Mapped[int]


class PresenceRow(Base):
    """When an adviser last had the desk open."""

    __tablename__ = "desk_presence"
    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    seen_at: Mapped[datetime]


class CallbackRow(Base):
    """A promise to call the person between two moments."""

    __tablename__ = "callback"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    from_at: Mapped[datetime]
    to_at: Mapped[datetime]
    asked_at: Mapped[datetime]


class LiveTalkRow(Base):
    """A live talk the person was asked about, with whom, and what they said of it; None while a question is open."""

    __tablename__ = "live_talk"
    handoff_id: Mapped[int] = mapped_column(ForeignKey("handoff.id", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    asked_at: Mapped[datetime]
    adviser: Mapped[str | None]
    useful: Mapped[str | None] = mapped_column(String(16))
    next_step: Mapped[str | None] = mapped_column(String(16))
    answered_at: Mapped[datetime | None]


class LeaseRow(Base):
    """Work on a conversation until `until` (guidance/leases.py). `work`: "turn", a messenger, or somebody types."""

    __tablename__ = "lease"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    work: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime]
