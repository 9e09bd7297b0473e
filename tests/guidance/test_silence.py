"""An adviser who says nothing: measured from what got no answer, told once, and again when somebody writes again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guidance import conversations, custody, handoffs, silence
from guidance.conversations import OutMessage
from guidance.custody import TELL_AGAIN, Holder
from guidance.database import Database
from tests.guidance.people import NOW

SAM = Holder("sam", "Sam")
MINUTE = timedelta(minutes=1)
QUIET = 5 * MINUTE
NOTICE = OutMessage("Sam is even stil.")


@pytest.fixture
def talk(db: Database, conversation: str) -> str:
    handoffs.request(db, conversation, "asked", NOW)
    custody.claim(db, conversation, SAM, OutMessage("Sam is er."), NOW)
    return conversation


def says(db: Database, conversation: str, minute: int, kind: str = "text") -> None:
    conversations.receive(db, conversation, f"m{minute}", kind, "ben je er?", NOW + minute * MINUTE)


def silent(db: Database, minute: int) -> list[str]:
    at = NOW + minute * MINUTE
    return silence.silent(db, at - QUIET, at)


def test_who_answers_after_six_minutes_is_not_told_at_once_that_the_adviser_is_silent(db: Database, talk: str) -> None:
    says(db, talk, 6)
    assert silent(db, 7) == [] and silent(db, 11) == []
    assert silent(db, 12) == [talk]


def test_more_messages_do_not_make_the_wait_begin_again(db: Database, talk: str) -> None:
    for minute in (1, 4, 6):
        says(db, talk, minute)
    assert silent(db, 7) == [talk]


def test_nobody_hears_of_silence_when_they_said_nothing_or_got_an_answer(db: Database, talk: str) -> None:
    assert silent(db, 60) == []
    says(db, talk, 1)
    custody.speak(db, talk, SAM, "Ja hoor", NOW + 2 * MINUTE)
    assert silent(db, 60) == []


def test_it_is_told_once_and_again_when_the_person_writes_again_much_later(db: Database, talk: str) -> None:
    says(db, talk, 1)
    assert custody.tell_silence(db, talk, NOTICE, NOW + 10 * MINUTE)
    assert custody.tell_silence(db, talk, NOTICE, NOW + 10 * MINUTE) is None
    says(db, talk, 11, kind="button")  # "ik wacht nog even"
    assert silent(db, 60) == []
    says(db, talk, 61)
    assert silent(db, 62) == [] and silent(db, 67) == [talk]
    assert custody.tell_silence(db, talk, NOTICE, NOW + 67 * MINUTE)
    says(db, talk, 68)
    assert silent(db, 80) == []
    assert silent(db, 68 + int(TELL_AGAIN / MINUTE)) == [talk]
