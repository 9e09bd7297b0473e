"""The tables around an appointment: where mail goes, what was sent about it, who waits for one, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from guidance.models import Base, of_conversation


class MailAddressRow(Base):
    """Where somebody gets mail about an appointment; it goes when the conversation goes."""

    __tablename__ = "mail_address"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    address: Mapped[str]


class BookingNoticeRow(Base):
    """Something that was said about an appointment, so that it is said once. `about`: which version of it."""

    __tablename__ = "booking_notice"
    __table_args__ = (UniqueConstraint("booking_id", "kind", "about"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(32))
    about: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class WaitingRow(Base):
    """Somebody who wants to hear when a moment comes free; the first in line is offered it for a limited time.

    `status`: "waiting", "offered", "booked" or "left".
    """

    __tablename__ = "waiting_list"
    __table_args__ = (Index("waiting_in_line", "status", "joined_at"),)
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    region: Mapped[str | None]
    sector: Mapped[str | None]
    medium: Mapped[str | None]
    language: Mapped[str | None]
    first_day: Mapped[date]
    last_day: Mapped[date]
    joined_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(16))
    adviser_id: Mapped[str | None] = mapped_column(ForeignKey("adviser.id", ondelete="SET NULL"))
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]


class PassedMomentRow(Base):
    """A moment that somebody in the line did not want, or did not answer to; it is not offered to them again."""

    __tablename__ = "passed_moment"
    conversation_id: Mapped[str] = of_conversation(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)


class TalkAnswerRow(Base):
    """What somebody says about the talk with an adviser; None while a question is open."""

    __tablename__ = "talk_answer"
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    useful: Mapped[str | None] = mapped_column(String(16))
    next_step: Mapped[str | None] = mapped_column(String(16))
    at: Mapped[datetime]


class OwnCalendarRow(Base):
    """An adviser's own calendar over CalDAV; the password is sealed with the key of the gateway."""

    __tablename__ = "own_calendar"
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str]
    username: Mapped[str]
    sealed_password: Mapped[str]


class CalendarCopyRow(Base):
    """What an appointment looked like when it was last written to a calendar, and whose calendar that is."""

    __tablename__ = "calendar_copy"
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), primary_key=True)
    adviser_id: Mapped[str] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"))
    sequence: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
