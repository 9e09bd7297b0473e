"""A word after a talk: a new moment for who was not there, two questions for who was. Each once, by day."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from guidance import live_talks
from guidance.appointment_words import slot_button, talk_question, words
from guidance.booking_models import BookingNoticeRow, TalkAnswerRow
from guidance.booking_notices import claim, sent
from guidance.bookings import as_booking
from guidance.database import Database, lock_conversation
from guidance.live_talks import BOT_MAY_SPEAK, KIND, REST, resting
from guidance.messages import Button, OutMessage
from guidance.models import BookingRow, ConversationRow, PlanRow
from guidance.outbox import say_within
from guidance.reminders import Said, is_quiet
from guidance.slots import Slot, free_slots

TALK, NO_SHOW = "talk", "no_show"
TOO_LATE = timedelta(days=2)
OFFERED = 3


def send_due(db: Database, now: datetime) -> list[Said]:
    """What is to be said after talks; nothing at night, while somebody talks, or to who has a next appointment."""
    if is_quiet(now):
        return []
    said = []
    for booking_id in _ids(db, NO_SHOW, "no_show", now):
        said += _say_no_show(db, booking_id, now)
    for booking_id in _ids(db, TALK, "booked", now):
        said += _ask_about_talk(db, booking_id, now)
    return said + live_talks.send_due(db, now)


def answer(
    db: Database, conversation_id: str, now: datetime, *, useful: str | None = None, next_step: str | None = None
) -> bool:
    """Keep what somebody says about the talk they were asked about last, an appointment or a live one.

    False when they were asked about none.
    """
    asked = select(BookingNoticeRow).join(BookingRow, BookingRow.id == BookingNoticeRow.booking_id)
    mine = asked.where(BookingRow.conversation_id == conversation_id, BookingNoticeRow.kind == TALK)
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        notice = session.scalar(mine.order_by(BookingNoticeRow.at.desc()).limit(1))
        live = live_talks.asked_last(session, conversation_id)
        if live is not None and (notice is None or live.asked_at >= notice.at):
            live.useful, live.next_step, live.answered_at = useful or live.useful, next_step or live.next_step, now
            return True
        if notice is None:
            return False
        row = session.get(TalkAnswerRow, notice.booking_id)
        if row is None:
            row = TalkAnswerRow(booking_id=notice.booking_id, conversation_id=conversation_id)
            session.add(row)
        row.useful, row.next_step, row.at = useful or row.useful, next_step or row.next_step, now
        return True


def _ids(db: Database, kind: str, status: str, now: datetime) -> list[int]:
    with db.reading() as session:
        return list(session.scalars(_due(kind, status, now)))


def _due(kind: str, status: str, now: datetime) -> Select[tuple[int]]:
    later = aliased(BookingRow)
    has_next = exists().where(
        later.conversation_id == BookingRow.conversation_id, later.status == "booked", later.starts_at > now
    )
    return (
        select(BookingRow.id)
        .join(ConversationRow, ConversationRow.id == BookingRow.conversation_id)
        .where(BookingRow.status == status, ~sent(kind), ~has_next, resting(now))
        .where(BookingRow.ends_at <= now - REST, BookingRow.ends_at > now - TOO_LATE)
    )


def _say_no_show(db: Database, booking_id: int, now: datetime) -> list[Said]:
    texts, slots = words(), _slots(db, booking_id, now)
    book = Button(texts["buttons"]["book"], "/book_adviser")
    text = texts["no_show" if slots else "no_show_without_slots"]
    return _say(db, booking_id, NO_SHOW, text, (*map(slot_button, slots), book), now)


def _ask_about_talk(db: Database, booking_id: int, now: datetime) -> list[Said]:
    with db.reading() as session:
        row = session.get(BookingRow, booking_id)
        adviser = as_booking(session, row).adviser.name if row else None
    return _say(db, booking_id, TALK, *talk_question(adviser), now)


def _say(db: Database, booking_id: int, kind: str, text: str, buttons: tuple[Button, ...], now: datetime) -> list[Said]:
    with db.transaction() as session:
        row = claim(session, booking_id, kind, "", now)
        if row is None or row.conversation_id is None:
            return []
        if session.get_one(ConversationRow, row.conversation_id).state not in BOT_MAY_SPEAK:
            session.rollback()  # the claim goes, too
            return []
        message = OutMessage(text, buttons, kind=KIND)
        return [(row.conversation_id, say_within(session, row.conversation_id, message, now))]


def _slots(db: Database, booking_id: int, now: datetime) -> list[Slot]:
    with db.reading() as session:
        row = session.get(BookingRow, booking_id)
        plan = session.get(PlanRow, row.conversation_id) if row and row.conversation_id else None
        known = plan.situation if plan else {}
    return free_slots(db, now, region=known.get("region"), sector=known.get("sector"), limit=OFFERED)
