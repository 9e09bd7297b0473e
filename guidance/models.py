"""The tables. A table about a person has `conversation_id`: export and wipe find it by that column."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, String, TypeDecorator, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from guidance.errors import GuidanceError


class UtcDateTime(TypeDecorator[datetime]):
    """UTC in the database, aware in Python. SQLite keeps no time zone, so this refuses naive times and adds it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time: nobody could tell which moment it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise GuidanceError(f"The time {value} has no time zone; pass an aware datetime, for example in UTC.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
    }


def of_conversation(primary_key: bool = False) -> Any:
    return mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=primary_key, index=True)


class ConversationRow(Base):
    """A conversation. Its row is locked by every write about it; that makes the counters gapless."""

    __tablename__ = "conversation"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), index=True)
    address_hash: Mapped[str | None] = mapped_column(String(128), index=True)
    state: Mapped[str] = mapped_column(String(16), default="bot")
    started_at: Mapped[datetime]
    last_message_at: Mapped[datetime | None]
    last_seq: Mapped[int] = mapped_column(default=0)
    last_position: Mapped[int] = mapped_column(default=0)
    acknowledged_seq: Mapped[int] = mapped_column(default=0)


class StateChangeRow(Base):
    """A change of who has the word."""

    __tablename__ = "state_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    before: Mapped[str] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    who: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime]


class InboxRow(Base):
    """A message from a person. `redacted`: the words go as soon as the message is answered, and are never shown."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "message_id"),
        Index(
            "inbox_unanswered",
            "conversation_id",
            "position",
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    channel: Mapped[str] = mapped_column(String(32))
    message_id: Mapped[str]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    payload: Mapped[str | None]
    received_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    redacted: Mapped[bool] = mapped_column(default=False)
    taken_by: Mapped[str | None] = mapped_column(String(8))  # "bot" or "human": who had the word


class OutboxRow(Base):
    """A message to a person. `body` holds kind, buttons (title and token) and cards."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    seq: Mapped[int]
    position: Mapped[int]
    sender: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    body: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class ButtonRow(Base):
    """What a button token stands for, and when it was first used. Expired ones stay, to get a fitting answer."""

    __tablename__ = "button"
    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    title: Mapped[str]
    payload: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PlanRow(Base):
    """The plan of one conversation, in the person's words and in facts. The only place of a name or contact."""

    __tablename__ = "plan"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    need: Mapped[str | None]
    own_words: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    situation: Mapped[dict[str, Any]] = mapped_column(default=dict)
    looked_up: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    tried: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    step: Mapped[str | None]
    step_date: Mapped[date | None]
    name: Mapped[str | None]
    contact: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ResumeCodeRow(Base):
    """The code with which a person comes back to a conversation; one per conversation, and only its hash is kept.

    `used_by`: a hash of who used it, so that a repeat of the same deed after a lost connection is not refused.
    """

    __tablename__ = "resume_code"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[str | None] = mapped_column(String(64))


class ChatRow(Base):
    """A person's chat in a messenger, and the conversation that is held there now.

    `sealed` is the address, encrypted by the channel's key; `address_hash` finds it again. `delivered_seq`: everything
    up to this number was sent or given up. `closed`: why nothing can be sent any more.
    """

    __tablename__ = "chat"
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    address_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    sealed: Mapped[str]
    spoke_at: Mapped[datetime]
    delivered_seq: Mapped[int] = mapped_column(default=0)
    opted_out: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[str | None] = mapped_column(String(32))


class DeliveryRow(Base):
    """What became of one part of a message in a messenger; parts count from 0. `state`: see guidance.deliveries."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("conversation_id", "channel", "seq", "part"),
        Index("delivery_by_name", "channel", "channel_message_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    channel: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int]
    part: Mapped[int]
    channel_message_id: Mapped[str | None] = mapped_column(String(128))
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    why: Mapped[str | None]
    at: Mapped[datetime]


class HandoffRow(Base):
    """A request for a human; at most one open per conversation."""

    __tablename__ = "handoff"
    __table_args__ = (
        Index(
            "handoff_open",
            "conversation_id",
            unique=True,
            sqlite_where=text("status = 'requested'"),
            postgresql_where=text("status = 'requested'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    status: Mapped[str] = mapped_column(String(16), default="requested")
    reasons: Mapped[list[str]]
    requested_at: Mapped[datetime]
    outcome: Mapped[str | None]
    closed_at: Mapped[datetime | None]


class AdviserRow(Base):
    """A human adviser. Its row is locked while a slot is claimed. `closed_days`: ISO dates without appointments."""

    __tablename__ = "adviser"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    organisation: Mapped[str]
    region_codes: Mapped[list[str]]
    sectors: Mapped[list[str]]
    media: Mapped[list[str]]
    place_address: Mapped[str | None]
    languages: Mapped[list[str]]
    closed_days: Mapped[list[str]]
    demo: Mapped[bool]
    added_at: Mapped[datetime]


class AvailabilityRow(Base):
    """Weekly hours in local time (Europe/Amsterdam); weekday 0 is Monday."""

    __tablename__ = "availability"
    id: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    slot_minutes: Mapped[int]


class BookingRow(Base):
    """An appointment. It outlives a wiped conversation without a trace of the person, so the adviser sees it went."""

    __tablename__ = "booking"
    __table_args__ = (
        Index(
            "booking_active_slot",
            "adviser_id",
            "starts_at",
            unique=True,
            sqlite_where=text("status = 'booked'"),
            postgresql_where=text("status = 'booked'"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id", ondelete="SET NULL"), index=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    uid: Mapped[str] = mapped_column(String(64), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    medium: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16), default="booked")
    changed_at: Mapped[datetime]


class AccountRow(Base):
    """Someone who may use the desk."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(String(16))
    email: Mapped[str | None]
    adviser_id: Mapped[str | None] = mapped_column(ForeignKey("adviser.id", ondelete="SET NULL"))
    removed_at: Mapped[datetime | None]


class LoginAttemptRow(Base):
    """Failed logins under one name (hashed: people type passwords there), whether that account exists or not."""

    __tablename__ = "login_attempt"
    name_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]


class DeskSessionRow(Base):
    """A logged-in browser; only a hash of its token is kept."""

    __tablename__ = "desk_session"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class ResumeTryRow(Base):
    """Codes that did not exist, tried by one asker (hashed) or by everyone together, counted since `since`."""

    __tablename__ = "resume_try"
    asker_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    wrong: Mapped[int]
    since: Mapped[datetime]
