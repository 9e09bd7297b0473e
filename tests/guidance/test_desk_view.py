"""What the desk sees of a conversation: with a yes, without one, and when a second human is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from guidance import bookings, conversations, custody, desk_view, handoffs, notes
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.notes import TRANSCRIPT, NoteLine
from tests.guidance.people import NOW, add_adviser, local

SAM = Holder("sam", "Sam")
MINUTE = timedelta(minutes=1)
LINES = (NoteLine("need", "Wat je nodig hebt", "Ik bel op 0612345678"), NoteLine(TRANSCRIPT, "Ons gesprek", "Mag"))


def says(db: Database, conversation: str, text: str, minute: float) -> None:
    at = NOW + minute * MINUTE
    conversations.receive(db, conversation, text, "text", text, at)
    pending = conversations.oldest_unanswered(db, conversation)
    if pending is not None:
        conversations.answer(db, pending.inbox_id, [OutMessage(f"Antwoord op {text}")], at)


def talk(db: Database, conversation: str, minute: float) -> None:
    """One message to the bot, ten minutes with Sam, and one message to the bot."""
    says(db, conversation, f"bot {minute}", minute)
    handoffs.request(db, conversation, "safety_debt", NOW + (minute + 1) * MINUTE)
    custody.claim(db, conversation, SAM, OutMessage("Sam is er."), NOW + (minute + 2) * MINUTE)
    says(db, conversation, f"mens {minute}", minute + 3)
    custody.speak(db, conversation, SAM, f"Sam {minute}", NOW + (minute + 4) * MINUTE)
    custody.close(db, conversation, "sam", "helped", OutMessage("Sam gaat."), NOW + (minute + 5) * MINUTE)
    says(db, conversation, f"na {minute}", minute + 6)


def shown(db: Database, conversation: str) -> list[str]:
    return [line.text for line in desk_view.view(db, conversation).lines]


def agree(db: Database, conversation: str) -> None:
    notes.draft(db, conversation, LINES, NOW)
    notes.agree(db, conversation, NOW)


def test_without_a_yes_only_what_was_said_to_a_human_shows_also_afterwards(db: Database, conversation: str) -> None:
    talk(db, conversation, 0)
    first = ["Sam is er.", "mens 0", "Sam 0", "Sam gaat."]
    assert shown(db, conversation) == first
    talk(db, conversation, 60)
    assert shown(db, conversation) == [*first, "Sam is er.", "mens 60", "Sam 60", "Sam gaat."]
    assert desk_view.view(db, conversation).hidden == 8


def test_with_a_yes_all_of_it_shows(db: Database, conversation: str) -> None:
    talk(db, conversation, 0)
    agree(db, conversation)
    assert len(shown(db, conversation)) == 8 and desk_view.view(db, conversation).hidden == 0


def test_a_second_request_has_to_be_taken_before_it_is_uncovered(db: Database, conversation: str) -> None:
    talk(db, conversation, 0)
    agree(db, conversation)
    handoffs.request(db, conversation, "asked", NOW + 60 * MINUTE)
    seen = desk_view.view(db, conversation)
    assert not seen.accepted and "0612345678" not in seen.note[0].text and seen.hidden == 4
    custody.claim(db, conversation, SAM, OutMessage("Sam is er."), NOW + 61 * MINUTE)
    seen = desk_view.view(db, conversation)
    assert seen.accepted and "0612345678" in seen.note[0].text and seen.hidden == 0


def test_why_a_human_is_asked_shows_only_with_a_yes(db: Database, conversation: str) -> None:
    handoffs.request(db, conversation, "safety_debt", NOW)
    assert desk_view.view(db, conversation).reasons == ()
    agree(db, conversation)
    assert desk_view.view(db, conversation).reasons == ("safety_debt",)


@pytest.mark.parametrize(("asked_at", "accepted"), [(NOW, True), (local(2026, 11, 25, 9), False)])
def test_an_appointment_uncovers_what_goes_with_it_and_not_a_later_request(
    db: Database, conversation: str, asked_at: datetime, accepted: bool
) -> None:
    add_adviser(db)
    bookings.book(db, conversation, "anna", local(2026, 11, 24, 9), "phone", NOW)
    handoffs.request(db, conversation, "asked", asked_at)
    assert desk_view.view(db, conversation).accepted is accepted


@pytest.mark.parametrize("reason", ["safety_suicide", "safety_violence"])
def test_only_who_has_the_word_knows_the_danger_without_a_yes(db: Database, conversation: str, reason: str) -> None:
    says(db, conversation, "woorden die niemand leest", 0)
    for each in ("asked", reason):
        handoffs.request(db, conversation, each, NOW)
    assert desk_view.view(db, conversation).danger("sam") == ()  # nobody has it yet
    custody.claim(db, conversation, SAM, OutMessage("Sam is er."), NOW + MINUTE)
    seen = desk_view.view(db, conversation)
    assert seen.danger("sam") == (reason,) and seen.danger("kim") == ()
    assert seen.reasons == () and seen.note == () and [line.text for line in seen.lines] == ["Sam is er."]
    custody.transfer(db, conversation, SAM, Holder("kim", "Kim"), OutMessage("Kim is er."), NOW + 2 * MINUTE)
    seen = desk_view.view(db, conversation)
    assert seen.danger("sam") == () and seen.danger("kim") == (reason,)
    custody.close(db, conversation, "kim", "helped", OutMessage("Kim gaat."), NOW + 3 * MINUTE)
    assert desk_view.view(db, conversation).danger("kim") == ()


def test_other_trouble_is_told_by_the_note_or_not_at_all(db: Database, conversation: str) -> None:
    handoffs.request(db, conversation, "safety_debt", NOW)
    custody.claim(db, conversation, SAM, OutMessage("Sam is er."), NOW)
    assert desk_view.view(db, conversation).danger("sam") == ()


def test_who_said_no_to_the_note_is_not_passed_over_for_the_danger(db: Database, conversation: str) -> None:
    handoffs.request(db, conversation, "safety_suicide", NOW)
    custody.claim(db, conversation, SAM, OutMessage("Sam is er."), NOW)
    notes.withdraw(db, conversation, NOW)
    assert desk_view.view(db, conversation).danger("sam") == ()
    agree(db, conversation)
    seen = desk_view.view(db, conversation)
    assert seen.danger("sam") == () and seen.reasons == ("safety_suicide",)  # the note tells it
