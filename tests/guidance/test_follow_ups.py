"""After an appointment: a kind word to who was not there, two questions to who was; once, and never in between."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guidance import bookings, conversations, follow_ups, privacy
from guidance.bookings import Booking
from guidance.database import Database
from tests.guidance.people import NOW, add_adviser, local

START = local(2026, 11, 26, 10, 30)
AFTER = START + timedelta(minutes=45) + follow_ups.REST
MINUTE = timedelta(minutes=1)


@pytest.fixture
def booked(db: Database, conversation: str) -> Booking:
    add_adviser(db)
    return bookings.book(db, conversation, "anna", START, "phone", NOW)


def test_who_was_not_there_gets_one_kind_word_with_new_moments(db: Database, booked: Booking) -> None:
    bookings.no_show(db, booked.id, START + MINUTE)
    assert follow_ups.send_due(db, START + 2 * MINUTE) == []  # they may still come
    [(_, message)] = follow_ups.send_due(db, AFTER)
    assert "gemist" in message.text and len(message.buttons) == 4
    assert follow_ups.send_due(db, AFTER + MINUTE) == []


def test_who_was_there_is_asked_whether_it_helped_once(db: Database, booked: Booking, conversation: str) -> None:
    assert follow_ups.send_due(db, AFTER - MINUTE) == []
    [(_, message)] = follow_ups.send_due(db, AFTER)
    assert message.kind == "check_in" and [button.title for button in message.buttons] == ["Ja", "Een beetje", "Nee"]
    assert follow_ups.send_due(db, AFTER + MINUTE) == []
    assert follow_ups.answer(db, conversation, AFTER, useful="some")
    assert follow_ups.answer(db, conversation, AFTER, next_step="yes")
    [kept] = privacy.export(db, conversation)["talk_answer"]
    assert (kept["useful"], kept["next_step"]) == ("some", "yes")


def test_nothing_is_asked_in_the_middle_of_a_new_topic(db: Database, booked: Booking, conversation: str) -> None:
    conversations.receive(db, conversation, "m1", "text", "iets anders", AFTER - 5 * MINUTE)
    assert follow_ups.send_due(db, AFTER) == []
    assert len(follow_ups.send_due(db, AFTER + follow_ups.REST)) == 1


@pytest.mark.parametrize("state", ["waiting", "human"])
def test_nothing_is_asked_while_a_human_is_there_or_awaited(
    db: Database, booked: Booking, conversation: str, state: conversations.State
) -> None:
    conversations.set_state(db, conversation, state, "anna", "test", NOW)
    assert follow_ups.send_due(db, AFTER) == []


@pytest.mark.parametrize("came", [True, False])
def test_an_adviser_who_ended_the_talk_stands_in_no_way(
    db: Database, booked: Booking, conversation: str, came: bool
) -> None:
    conversations.set_state(db, conversation, "closed", "anna", "helped", NOW)
    bookings.no_show(db, booked.id, START + MINUTE, came=came)
    [(_, message)] = follow_ups.send_due(db, AFTER)
    assert ("nuttig" if came else "gemist") in message.text
    assert conversations.state(db, conversation) == "closed"  # nobody spoke yet


def test_nothing_is_asked_at_night_after_a_cancelled_talk_or_when_a_next_one_is_booked(
    db: Database, booked: Booking, conversation: str
) -> None:
    assert follow_ups.send_due(db, local(2026, 11, 26, 23)) == []
    bookings.book(db, conversation, "anna", START + timedelta(days=1), "phone", AFTER - MINUTE)
    assert follow_ups.send_due(db, AFTER) == []
    coming = bookings.of_conversation(db, conversation, AFTER)
    assert coming is not None
    bookings.cancel(db, coming.id, AFTER)
    assert len(follow_ups.send_due(db, AFTER)) == 1  # the first talk did take place


def test_an_answer_to_no_question_is_not_kept(db: Database, conversation: str) -> None:
    assert not follow_ups.answer(db, conversation, NOW, useful="yes")
