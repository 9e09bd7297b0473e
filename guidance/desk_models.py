"""The tables of the desk: how advisers work, who was let in, what was done, mail on its way, texts, and review."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import DDL, ForeignKey, Index, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from guidance.models import Base


class WorkRulesRow(Base):
    """How an adviser works, beyond the weekly hours; without a row the defaults of `workrules` count."""

    __tablename__ = "work_rules"
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), primary_key=True)
    buffer_minutes: Mapped[int]
    daily_maximum: Mapped[int | None]
    holidays_off: Mapped[bool]
    video_link: Mapped[str | None]


class WorkBreakRow(Base):
    """A pause that returns every week, in local time; weekday 0 is Monday."""

    __tablename__ = "work_break"
    id: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]


class SpecialDayRow(Base):
    """A date that differs from the week: without hours a day off, with hours extra time."""

    __tablename__ = "special_day"
    id: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    starts: Mapped[time | None]
    ends: Mapped[time | None]


class CalendarFeedRow(Base):
    """The secret address of an adviser's own appointments; only its hash is kept."""

    __tablename__ = "calendar_feed"
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]


class AccountLinkRow(Base):
    """A single-use link by mail: an invitation (no account yet) or a new password. Only the token's hash is kept."""

    __tablename__ = "account_link"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    role: Mapped[str | None] = mapped_column(String(16))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AccountIdentityRow(Base):
    """The account somebody has at the organisation's own login (OpenID Connect)."""

    __tablename__ = "account_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]


class AuditRow(Base):
    """One deed at the desk. Each row carries the hash of the one before it, and the database refuses changes."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    deed: Mapped[str] = mapped_column(String(64))
    about: Mapped[str]
    detail: Mapped[str]
    hash: Mapped[str] = mapped_column(String(64))


class MailRow(Base):
    """A mail on its way. Once sent or given up its words are emptied; a wiped conversation takes its mail along."""

    __tablename__ = "mail"
    __table_args__ = (Index("mail_due", "done_at", "next_try_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str | None]
    attachments: Mapped[list[dict[str, Any]]]
    message_id: Mapped[str]
    made_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    failed: Mapped[bool] = mapped_column(default=False)


class TenantTextRow(Base):
    """A text of this organisation that takes the place of the one in the file."""

    __tablename__ = "tenant_text"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class OpeningHoursRow(Base):
    """When the desk answers live, in local time; weekday 0 is Monday. Without a region: of the whole organisation."""

    __tablename__ = "opening_hours"
    id: Mapped[int] = mapped_column(primary_key=True)
    region: Mapped[str | None] = mapped_column(String(8))
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]


class ReviewFlagRow(Base):
    """An answer of the bot that an adviser calls wrong: a case for the editor. It goes when the conversation goes."""

    __tablename__ = "review_flag"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    seq: Mapped[int]
    why: Mapped[str]
    flagged_by: Mapped[str]
    flagged_at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(default="")
    handled_by: Mapped[str | None]
    handled_at: Mapped[datetime | None]


_REFUSE_ON_SQLITE = """
CREATE TRIGGER IF NOT EXISTS audit_no_{deed} BEFORE {deed} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail cannot be changed'); END
"""
_REFUSE_ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the audit trail cannot be changed'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
"""
for _deed in ("UPDATE", "DELETE"):
    _trigger = DDL(_REFUSE_ON_SQLITE.format(deed=_deed))
    event.listen(AuditRow.__table__, "after_create", _trigger.execute_if(dialect="sqlite"))
event.listen(AuditRow.__table__, "after_create", DDL(_REFUSE_ON_POSTGRESQL).execute_if(dialect="postgresql"))
