"""What people said about their talks: with the conversation they let read, and counted so that it points to nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from guidance import bookings, conversations, desk_view, follow_ups, notes, privacy, talk_answers
from guidance.database import Database
from guidance.live_models import LiveTalkRow
from guidance.models import HandoffRow
from guidance.talk_answers import Tally
from tests.guidance.people import NOW, add_adviser, local
from tests.guidance.test_live_talks import END, REST, release, talked

HOUR = timedelta(hours=1)


def said(db: Database, adviser: str | None, useful: str, next_step: str | None = "yes", at: datetime = NOW) -> str:
    """Somebody answered about a live talk with this adviser."""
    conversation = conversations.start(db, "website", at)
    answered(db, conversation, adviser, useful, next_step, at)
    return conversation


def answered(
    db: Database, conversation: str, adviser: str | None, useful: str, next_step: str | None, at: datetime
) -> None:
    with db.transaction() as session:
        handoff = HandoffRow(conversation_id=conversation, status="closed", reasons=["asked"], requested_at=at)
        session.add(handoff)
        session.flush()
        session.add(
            LiveTalkRow(
                handoff_id=handoff.id,
                conversation_id=conversation,
                asked_at=at,
                adviser=adviser,
                useful=useful,
                next_step=next_step,
                answered_at=at,
            )
        )


def test_answers_about_both_kinds_of_talk_are_found_with_the_adviser(db: Database, conversation: str) -> None:
    add_adviser(db)
    bookings.book(db, conversation, "anna", local(2026, 11, 24, 9), "phone", NOW)
    talked(db, conversation)
    release(db, conversation)
    follow_ups.send_due(db, END + REST)
    assert talk_answers.of_conversation(db, conversation) == ()  # asked is not answered
    follow_ups.answer(db, conversation, END + REST, useful="yes")
    follow_ups.send_due(db, local(2026, 11, 24, 11))
    follow_ups.answer(db, conversation, local(2026, 11, 24, 12), useful="some", next_step="no")
    found = talk_answers.of_conversation(db, conversation)
    assert [(each.adviser, each.useful, each.next_step) for each in found] == [
        ("Sam", "yes", None),
        ("Anna Testpersoon", "some", "no"),
    ]


def test_an_adviser_reads_the_answers_only_with_the_whole_conversation(db: Database, conversation: str) -> None:
    talked(db, conversation)
    release(db, conversation)
    follow_ups.send_due(db, END + REST)
    follow_ups.answer(db, conversation, END + REST, useful="no")
    assert desk_view.view(db, conversation).answers == ()
    notes.draft(db, conversation, [notes.NoteLine("need", "Nodig", "Werk")], END)
    notes.agree(db, conversation, END)
    assert desk_view.view(db, conversation).answers == ()
    notes.draft(db, conversation, [notes.NoteLine(notes.TRANSCRIPT, "Ons gesprek", "Mag")], END)
    notes.agree(db, conversation, END)
    assert [each.useful for each in desk_view.view(db, conversation).answers] == ["no"]


def test_under_five_people_nothing_is_counted_out_loud(db: Database) -> None:
    assert talk_answers.tallies(db) == talk_answers.Tallies(None, {}, {})
    for _ in range(4):
        said(db, "Sam", "yes")
    assert talk_answers.tallies(db) == talk_answers.Tallies(None, {}, {})
    said(db, "Sam", "no", None)
    assert talk_answers.tallies(db).everybody == Tally(5, (4, 0, 1), (4, 0, 0))


def test_one_person_who_answers_often_is_still_one(db: Database, conversation: str) -> None:
    for number in range(5):
        answered(db, conversation, None, "no", None, NOW + number * HOUR)
    assert talk_answers.tallies(db).everybody is None


@pytest.mark.parametrize(
    ("talks", "shown"),
    [
        ({"Sam": 5}, {"Sam"}),
        ({"Sam": 5, "Bo": 5}, {"Sam", "Bo"}),
        ({"Sam": 9, "Bo": 6, "Kim": 5}, {"Sam", "Bo", "Kim"}),
        ({"Sam": 9, "Bo": 6, "Kim": 2}, {"Sam"}),  # with Bo shown, what is left over would be Kim's two
        ({"Sam": 9, "Bo": 3, "Kim": 2}, {"Sam"}),
        ({"Sam": 9, "Kim": 4}, set()),
        ({"Sam": 9, None: 1}, set()),  # from before we kept with whom
    ],
)
def test_who_had_few_talks_cannot_be_worked_out_from_the_others(
    db: Database, talks: dict[str | None, int], shown: set[str]
) -> None:
    for adviser, number in talks.items():
        for _ in range(number):
            said(db, adviser, "yes")
    found = talk_answers.tallies(db)
    assert set(found.advisers) == shown
    assert found.everybody and found.everybody.people == sum(talks.values())


def test_months_are_dutch_months_the_last_first(db: Database) -> None:
    for _ in range(5):
        said(db, "Sam", "yes", at=local(2026, 12, 1, 0))  # still November in UTC
        said(db, "Sam", "some", at=local(2026, 11, 30, 23))
    found = talk_answers.tallies(db).months
    assert list(found) == [date(2026, 12, 1), date(2026, 11, 1)]
    assert found[date(2026, 12, 1)].useful == (5, 0, 0) and found[date(2026, 11, 1)].useful == (0, 5, 0)


def test_a_wiped_conversation_is_counted_no_more(db: Database) -> None:
    people = [said(db, "Sam", "yes") for _ in range(5)]
    privacy.wipe(db, people[0])
    assert talk_answers.tallies(db).everybody is None
