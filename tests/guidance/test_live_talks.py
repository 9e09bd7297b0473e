"""After a live talk: the two questions, each talk once, half an hour later, and never in the middle of something."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guidance import bookings, conversations, custody, follow_ups, handoffs, privacy
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.live_talks import REST, TOO_LATE
from tests.guidance.people import NOW, add_adviser, local

SAM = Holder("sam", "Sam")
NOTICE = OutMessage("…")
MINUTE = timedelta(minutes=1)
END = NOW + 10 * MINUTE


def talked(db: Database, conversation: str, reason: str = "asked", words: str = "Hallo", later: int = 0) -> None:
    shift = later * MINUTE
    handoffs.request(db, conversation, reason, NOW + shift)
    custody.claim(db, conversation, SAM, NOTICE, NOW + MINUTE + shift)
    if words:
        custody.speak(db, conversation, SAM, words, NOW + 2 * MINUTE + shift)


def release(db: Database, conversation: str, later: int = 0) -> None:
    custody.release(db, conversation, "sam", "/resume", NOTICE, END + later * MINUTE)


def test_who_was_given_back_to_the_bot_is_asked_once_after_half_an_hour(db: Database, conversation: str) -> None:
    talked(db, conversation)
    release(db, conversation)
    assert follow_ups.send_due(db, END + REST - MINUTE) == []
    [(person, message)] = follow_ups.send_due(db, END + REST)
    assert person == conversation and "Sam" in message.text and message.kind == "check_in"
    assert [button.title for button in message.buttons] == ["Ja", "Een beetje", "Nee"]
    assert follow_ups.send_due(db, END + REST + MINUTE) == []


def test_who_was_said_goodbye_is_asked_too_and_the_answer_is_kept_with_the_talk(
    db: Database, conversation: str
) -> None:
    talked(db, conversation)
    custody.close(db, conversation, "sam", "helped", NOTICE, END)
    assert len(follow_ups.send_due(db, END + REST)) == 1
    assert follow_ups.answer(db, conversation, END + REST, useful="yes")
    assert follow_ups.answer(db, conversation, END + REST, next_step="some")
    [kept] = privacy.export(db, conversation)["live_talk"]
    assert (kept["useful"], kept["next_step"]) == ("yes", "some")
    assert kept["handoff_id"] == handoffs.of_conversation(db, conversation)[0].id


def test_a_second_talk_is_asked_about_by_itself(db: Database, conversation: str) -> None:
    talked(db, conversation)
    release(db, conversation)
    follow_ups.send_due(db, END + REST)
    follow_ups.answer(db, conversation, END + REST, useful="no")
    talked(db, conversation, later=60)
    release(db, conversation, later=60)
    assert len(follow_ups.send_due(db, END + REST + 60 * MINUTE)) == 1
    follow_ups.answer(db, conversation, END + REST + 61 * MINUTE, useful="yes")
    assert [row["useful"] for row in privacy.export(db, conversation)["live_talk"]] == ["no", "yes"]


def test_the_answer_goes_to_the_talk_that_was_asked_about_last(db: Database, conversation: str) -> None:
    add_adviser(db)
    bookings.book(db, conversation, "anna", local(2026, 11, 24, 9), "phone", NOW)
    talked(db, conversation)
    release(db, conversation)
    follow_ups.send_due(db, END + REST)
    assert len(follow_ups.send_due(db, local(2026, 11, 24, 11))) == 1
    follow_ups.answer(db, conversation, local(2026, 11, 24, 12), useful="some")
    found = privacy.export(db, conversation)
    assert [row["useful"] for row in found["live_talk"]] == [None]
    assert [row["useful"] for row in found["talk_answer"]] == ["some"]


def test_nobody_is_asked_in_the_middle_of_a_new_topic_at_night_or_days_later(db: Database, conversation: str) -> None:
    talked(db, conversation)
    release(db, conversation)
    conversations.receive(db, conversation, "m1", "text", "iets anders", END + 20 * MINUTE)
    assert follow_ups.send_due(db, END + REST) == []
    assert follow_ups.send_due(db, local(2026, 11, 23, 23)) == []
    assert follow_ups.send_due(db, END + TOO_LATE) == []
    assert len(follow_ups.send_due(db, END + REST + 20 * MINUTE)) == 1


def test_while_the_next_human_is_awaited_nothing_is_asked(db: Database, conversation: str) -> None:
    talked(db, conversation)
    release(db, conversation)
    handoffs.request(db, conversation, "asked", END + MINUTE)
    assert follow_ups.send_due(db, END + REST) == []


@pytest.mark.parametrize(("reason", "words"), [("asked", ""), ("safety_suicide", "Ik ben er")])
def test_a_talk_that_was_none_and_one_about_danger_get_no_mark(
    db: Database, conversation: str, reason: str, words: str
) -> None:
    talked(db, conversation, reason, words)
    release(db, conversation)
    assert follow_ups.send_due(db, END + REST) == []


def test_waiting_that_ended_without_a_human_is_no_talk(db: Database, conversation: str) -> None:
    handoffs.request(db, conversation, "asked", NOW)
    custody.stop_waiting(db, conversation, "withdraw", custody.PERSON, "withdrawn", END)
    assert follow_ups.send_due(db, END + REST) == []
