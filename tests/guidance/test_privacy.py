"""The person can see everything that is kept, and can have it gone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from guidance import (
    bookings,
    callbacks,
    chats,
    conversations,
    deliveries,
    desk_notes,
    handoffs,
    leases,
    mail,
    mail_addresses,
    notes,
    plans,
    privacy,
    resume_codes,
    reviews,
    waiting_list,
)
from guidance.booking_models import PassedMomentRow, TalkAnswerRow
from guidance.conversations import Button, OutMessage
from guidance.database import Database
from guidance.errors import ConversationUnknown
from guidance.live_models import LiveTalkRow
from guidance.models import Base, BookingRow
from tests.guidance.people import NOW, add_adviser, local

NINE = local(2026, 11, 24, 9)
ABOUT_NOBODY = {"adviser", "availability", "account", "desk_session", "login_attempt", "resume_try"} | {
    *("account_identity", "account_link", "audit", "calendar_feed", "opening_hours", "special_day", "tenant_text"),
    *("work_break", "work_rules", "own_calendar", "calendar_copy", "booking_notice", "desk_presence", "wait"),
}
SECRETS = ("mijn geheime woorden", "Samira Geheim", "0612345678")


def live_through_everything(db: Database, conversation: str) -> int:
    """Fill every table that is about a person; returns the booking's id."""
    conversations.receive(db, conversation, f"m-{conversation}", "text", SECRETS[0], NOW)
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending is not None
    [sent] = conversations.answer(db, pending.inbox_id, [OutMessage("Hoi", (Button("Ja", "/affirm"),))], NOW)
    reviews.flag(db, conversation, sent.seq, f"klopt niet bij {SECRETS[1]}", "anna", NOW)
    mail.send(db, "samira@example.nl", "Je afspraak", f"Dag {SECRETS[1]}", NOW, conversation_id=conversation)
    conversations.set_state(db, conversation, "human", "anna", "taken", NOW)
    found = plans.LookUp("budget", "slim", "SLIM", "x", "y", date(2026, 11, 20))
    plans.save(db, conversation, own_words=SECRETS[0], looked_up=[found], step_date=date(2026, 12, 1), now=NOW)
    handoffs.request(db, conversation, "asked", NOW)
    resume_codes.issue(db, conversation, NOW)
    booking = bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    bookings.set_contact(db, booking.id, name=SECRETS[1], phone=SECRETS[2])
    chats.hear(db, "whatsapp", f"hash of {conversation}", "sealed", conversation, NOW)
    waiting = deliveries.next_waiting(db, "whatsapp", conversation)
    assert waiting
    deliveries.note_sent(db, waiting, 0, "name at the messenger", NOW)
    callbacks.ask(db, conversation, NINE, NINE + timedelta(hours=2), NOW)
    notes.draft(db, conversation, [notes.NoteLine("need", "Nodig", SECRETS[0])], NOW)
    desk_notes.add(db, conversation, "anna", f"bel {SECRETS[1]}", NOW)
    desk_notes.read_up_to_now(db, conversation, "anna")
    mail_addresses.keep(db, conversation, "samira@example.nl")
    waiting_list.join(db, conversation, NINE.date(), NINE.date(), NOW)
    leases.take(db, conversation, "turn", "a gateway", NOW, timedelta(seconds=6))
    with db.transaction() as session:
        answer = TalkAnswerRow(booking_id=booking.id, conversation_id=conversation, useful="yes", at=NOW)
        session.add(answer)
        session.add(PassedMomentRow(conversation_id=conversation, starts_at=NINE))
        asked = handoffs.of_conversation(db, conversation)[0].id
        session.add(LiveTalkRow(handoff_id=asked, conversation_id=conversation, asked_at=NOW))
    return booking.id


@pytest.fixture(autouse=True)
def _an_adviser(db: Database) -> None:
    add_adviser(db)


def test_every_table_is_either_about_a_conversation_or_about_nobody() -> None:
    about_someone = {table.name for table in Base.metadata.sorted_tables if "conversation_id" in table.columns}
    assert {table.name for table in Base.metadata.sorted_tables} == about_someone | ABOUT_NOBODY | {"conversation"}


def test_the_export_has_rows_of_every_table_about_the_person(db: Database, conversation: str) -> None:
    live_through_everything(db, conversation)
    found = privacy.export(db, conversation)
    assert set(found) == {table.name for table in Base.metadata.sorted_tables} - ABOUT_NOBODY
    assert [name for name, rows in found.items() if not rows] == []
    text = json.dumps(found, ensure_ascii=False)
    assert all(secret in text for secret in SECRETS)
    assert found["booking"][0]["adviser"] == "Anna Testpersoon"


def test_the_export_shows_nothing_of_others(db: Database, conversation: str) -> None:
    other = conversations.start(db, "website", NOW)
    live_through_everything(db, other)
    assert not any(secret in json.dumps(privacy.export(db, conversation)) for secret in SECRETS)


def test_after_wiping_nothing_is_left_but_an_empty_booking(db: Database, conversation: str) -> None:
    booking_id = live_through_everything(db, conversation)
    privacy.wipe(db, conversation)
    with db.reading() as session:
        counts = {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }
    assert {name: count for name, count in counts.items() if count and name not in ABOUT_NOBODY} == {"booking": 1}
    booking = bookings.get(db, booking_id)
    assert (booking.status, booking.conversation_id, booking.name, booking.contact) == ("withdrawn", None, None, None)
    assert handoffs.open_handoffs(db) == []
    with pytest.raises(ConversationUnknown):
        privacy.export(db, conversation)


def test_wiping_frees_the_slot_and_wiping_again_is_fine(db: Database, conversation: str) -> None:
    live_through_everything(db, conversation)
    privacy.wipe(db, conversation)
    other = conversations.start(db, "website", NOW)
    booking = bookings.book(db, other, "anna", NINE, "phone", NOW)
    privacy.wipe(db, conversation)
    assert bookings.upcoming(db, NOW) == [booking]


def test_wiping_leaves_others_alone(db: Database, conversation: str) -> None:
    other = conversations.start(db, "website", NOW)
    live_through_everything(db, other)
    privacy.wipe(db, conversation)
    assert all(privacy.export(db, other).values())


def test_a_cancelled_booking_loses_its_person_but_stays_cancelled(db: Database, conversation: str) -> None:
    booking_id = live_through_everything(db, conversation)
    bookings.cancel(db, booking_id, NOW)
    privacy.wipe(db, conversation)
    booking = bookings.get(db, booking_id)
    assert (booking.status, booking.conversation_id) == ("cancelled", None)


def test_an_answer_that_comes_after_wiping_is_not_stored(db: Database, conversation: str) -> None:
    conversations.receive(db, conversation, "m1", "text", "hoi", NOW)
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending is not None
    privacy.wipe(db, conversation)
    assert conversations.answer(db, pending.inbox_id, [OutMessage("Hoi")], NOW) == []
    assert not conversations.exists(db, conversation)


def test_wiped_words_are_not_in_the_files_of_sqlite_any_more(db: Database, conversation: str) -> None:
    if not db.is_sqlite:
        pytest.skip("PostgreSQL reclaims deleted rows in its own time (autovacuum)")
    live_through_everything(db, conversation)
    privacy.wipe(db, conversation)
    kept = b"".join(path.read_bytes() for path in Path(str(db.url.database)).parent.iterdir())
    assert b"conversation" in kept
    assert not [secret for secret in SECRETS if secret.encode() in kept]


def test_booking_rows_name_no_person() -> None:
    assert not {"name", "contact", "phone"} & set(BookingRow.__table__.columns.keys())


def test_a_conversation_that_fell_silent_is_wiped_and_the_others_stay(db: Database) -> None:
    silent, talking, awaited = (conversations.start(db, "website", NOW) for _ in range(3))
    conversations.receive(db, talking, "m", "text", "hoi", NOW + timedelta(hours=20))
    bookings.book(db, awaited, "anna", NINE, "phone", NOW)
    assert privacy.wipe_idle(db, NOW + timedelta(hours=22), days=1) == 0
    assert privacy.wipe_idle(db, NOW + timedelta(hours=25), days=1) == 2  # by then the appointment is over
    assert [conversations.exists(db, each) for each in (silent, talking, awaited)] == [False, True, False]


def test_who_still_has_an_appointment_to_come_is_kept(db: Database) -> None:
    awaited = conversations.start(db, "website", NOW - timedelta(days=40))
    bookings.book(db, awaited, "anna", NINE, "phone", NOW)
    assert privacy.wipe_idle(db, NOW, days=30) == 0
    assert privacy.wipe_idle(db, NINE + timedelta(days=1), days=30) == 1
