"""Asking for a human twice is one request, and the human gets the whole picture."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from guidance import bookings, conversations, custody, handoffs, plans
from guidance.database import Database
from guidance.errors import ConversationUnknown
from tests.guidance.people import NOW, add_adviser, local

LATER = NOW + timedelta(minutes=1)


def test_while_a_request_is_open_asking_again_adds_only_the_reason(db: Database, conversation: str) -> None:
    first = handoffs.request(db, conversation, "asked", NOW)
    assert handoffs.request(db, conversation, "asked", LATER) == first
    assert handoffs.request(db, conversation, "not_understood", LATER) == first
    (handoff,) = handoffs.open_handoffs(db)
    assert (handoff.reasons, handoff.requested_at) == (("asked", "not_understood"), NOW)
    assert conversations.state(db, conversation) == "waiting"


def test_twenty_requests_at_once_are_one(db: Database, conversation: str) -> None:
    with ThreadPoolExecutor(20) as pool:
        ids = set(pool.map(lambda _: handoffs.request(db, conversation, "asked", NOW), range(20)))
    assert len(ids) == 1


def test_after_closing_a_new_request_is_a_new_handoff(db: Database, conversation: str) -> None:
    first = handoffs.request(db, conversation, "asked", NOW)
    custody.stop_waiting(db, conversation, "handle", "sam", "called", LATER)
    custody.stop_waiting(db, conversation, "handle", "sam", "again", LATER + timedelta(days=1))
    assert handoffs.open_handoffs(db) == []
    assert handoffs.request(db, conversation, "asked", LATER) != first
    assert [(handoff.status, handoff.outcome) for handoff in handoffs.of_conversation(db, conversation)] == [
        ("requested", None),
        ("closed", "called"),
    ]


def test_who_waits_longest_comes_first(db: Database, conversation: str) -> None:
    second = conversations.start(db, "website", NOW)
    handoffs.request(db, second, "asked", LATER)
    handoffs.request(db, conversation, "asked", NOW)
    assert [handoff.conversation_id for handoff in handoffs.open_handoffs(db)] == [conversation, second]


def test_the_summary_has_everything_an_adviser_needs(db: Database, conversation: str) -> None:
    found = plans.LookUp("training", "heftruck", "Heftruckcertificaat", "1 dag", "mbo", date(2026, 11, 20))
    plans.save(db, conversation, need="need_leren", own_words="ik wil vooruit", situation={"age": 44}, now=NOW)
    plans.save(db, conversation, looked_up=[found], step="Bellen", step_date=date(2026, 12, 1), name="Sam", now=NOW)
    conversations.receive(db, conversation, "m1", "text", "hoi", LATER)
    add_adviser(db)
    booking = bookings.book(db, conversation, "anna", local(2026, 11, 25, 9), "phone", NOW)
    bookings.set_contact(db, booking.id, phone="0612345678")
    handoffs.request(db, conversation, "asked", NOW)
    summary = handoffs.summary(db, conversation)
    assert (summary.need, summary.own_words, summary.situation) == (
        "need_leren",
        ((NOW, "ik wil vooruit"),),
        {"age": 44},
    )
    assert summary.looked_up == (found,)
    assert (summary.step, summary.step_date) == ("Bellen", date(2026, 12, 1))
    assert (summary.name, summary.contact) == ("Sam", "0612345678")
    assert summary.booking is not None
    assert summary.booking.reference == booking.reference
    assert (summary.reasons, summary.started_at, summary.last_message_at) == (("asked",), NOW, LATER)


def test_the_summary_of_a_conversation_without_plan_is_empty_but_there(db: Database, conversation: str) -> None:
    summary = handoffs.summary(db, conversation)
    assert (summary.need, summary.own_words, summary.booking, summary.last_message_at) == (None, (), None, None)


def test_the_summary_shows_no_words_of_a_safety_turn(db: Database, conversation: str) -> None:
    conversations.receive(db, conversation, "m1", "text", "geheim", NOW)
    conversations.redact_last_person_message(db, conversation)
    assert "geheim" not in str(handoffs.summary(db, conversation))


def test_what_does_not_exist_is_said_to_be_unknown(db: Database) -> None:
    with pytest.raises(ConversationUnknown):
        handoffs.request(db, "0" * 32, "asked", NOW)
    with pytest.raises(ConversationUnknown):
        handoffs.summary(db, "0" * 32)
