"""What somebody says to a moment that came free: not this one, none at all, or yes; in every form and outside one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from guidance import bookings, waiting_list
from guidance.booking_models import WaitingRow
from guidance.database import Database
from guidance.slots import Slot, free_slots, held
from tests.bot.dialogue import Dialogue

PASS, LEAVE = waiting_list.payload(waiting_list.PASS), waiting_list.payload(waiting_list.LEAVE)


@pytest.fixture
def kept(db: Database, conversation: str) -> Slot:
    """Somebody in line for whom a moment is kept."""
    now = datetime.now(UTC)
    slot = free_slots(db, now, limit=1)[0]
    waiting_list.join(db, conversation, now.date(), now.date() + timedelta(days=20), now)
    with db.transaction() as session:
        row = session.get_one(WaitingRow, conversation)
        row.status, row.adviser_id, row.offered_until = "offered", slot.adviser_id, now + waiting_list.KEPT_FOR
        row.starts_at, row.ends_at = slot.starts_at, slot.ends_at
    return slot


def is_kept(db: Database, slot: Slot) -> bool:
    with db.reading() as session:
        return held(session, slot.adviser_id, (slot.starts_at, slot.ends_at), datetime.now(UTC))


def test_a_no_to_this_moment_frees_it_and_keeps_the_place(db: Database, conversation: str, kept: Slot) -> None:
    assert is_kept(db, kept)
    talk = Dialogue(conversation).sends(PASS)
    assert not is_kept(db, kept) and waiting_list.place_in_line(db, conversation) == 1
    assert "lijst" in talk.heard and talk.form is None
    assert set(talk.buttons) == {"Zelf een moment zoeken", "Haal me van de lijst"}
    talk.presses("Haal me van de lijst")
    assert waiting_list.place_in_line(db, conversation) is None


def test_off_the_list_frees_the_moment_too(db: Database, conversation: str, kept: Slot) -> None:
    talk = Dialogue(conversation).sends(LEAVE)
    assert not is_kept(db, kept) and waiting_list.place_in_line(db, conversation) is None
    talk.presses("Zelf een moment zoeken")
    assert talk.question == "appointment" and talk.slot("offered")


@pytest.mark.parametrize("payload", [PASS, LEAVE])
def test_in_the_middle_of_a_form_its_question_stays(db: Database, conversation: str, kept: Slot, payload: str) -> None:
    talk = Dialogue(conversation).says("mijn rug wil niet meer", "need_zwaar_gezondheid").says("ja", "affirm")
    form, question = talk.form, talk.question
    assert question
    talk.sends(payload)
    assert not is_kept(db, kept) and (talk.form, talk.question) == (form, question)
    assert "niet begr" not in talk.heard


def test_a_no_that_comes_too_late_says_how_it_stands(db: Database, conversation: str, kept: Slot) -> None:
    bookings.book(db, conversation, kept.adviser_id, kept.starts_at, kept.medium, datetime.now(UTC))
    talk = Dialogue(conversation).sends(PASS)
    assert "niet op de lijst" in talk.heard
    assert bookings.of_conversation(db, conversation) is not None
