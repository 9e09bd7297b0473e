"""Waiting: when a human is near, the place in the queue, an estimate only when it was measured, and an end to it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from guidance import accounts, conversations, handoffs, plans, presence, waiting
from guidance.advisers import Availability
from guidance.database import Database
from tests.guidance.people import NOW, add_adviser, local

MINUTE = timedelta(minutes=1)


def somebody(db: Database, minute: int, region: str | None = "AM22", reason: str = "asked") -> str:
    at = NOW + minute * MINUTE
    conversation = conversations.start(db, "website", at)
    if region:
        plans.save(db, conversation, situation={"region": region}, now=at)
    handoffs.request(db, conversation, reason, at)
    return conversation


def test_a_human_is_near_when_it_is_open_and_an_adviser_is_at_the_desk(db: Database) -> None:
    add_adviser(db)
    accounts.create(db, "sam", "een lang genoeg wachtwoord", "adviser")
    assert waiting.is_open(db, "AM22", NOW) and not waiting.is_live(db, "AM22", NOW)
    presence.note(db, "sam", NOW)
    presence.note(db, "sam", NOW)
    assert waiting.is_live(db, "AM22", NOW)
    assert not waiting.is_live(db, "AM22", NOW + 2 * MINUTE)  # the desk was closed meanwhile


@pytest.mark.parametrize(
    ("moment", "opened"),
    [
        (local(2026, 11, 23, 9), True),
        (local(2026, 11, 23, 11, 59), True),
        (local(2026, 11, 23, 12), False),
        (local(2026, 11, 23, 8, 59), False),
        (local(2026, 11, 22, 10), False),  # a Sunday
        (local(2026, 7, 6, 9), True),  # summer time
        (local(2026, 11, 24, 10), False),  # closed that day
    ],
)
def test_the_hours_are_those_of_the_region_in_dutch_time(db: Database, moment, opened: bool) -> None:  # type: ignore[no-untyped-def]
    add_adviser(db, closed_days=(local(2026, 11, 24, 12).date(),))
    add_adviser(db, "other", [Availability(day, time(0), time(23, 59)) for day in range(7)], region_codes=("AM01",))
    assert waiting.is_open(db, "AM22", moment) is opened


def test_who_lives_where_no_adviser_works_is_helped_by_any(db: Database) -> None:
    add_adviser(db)
    assert waiting.is_open(db, "AM01", NOW) and waiting.is_open(db, None, NOW)


def test_whoever_waited_too_long_is_offered_something_else_once(db: Database) -> None:
    conversation = somebody(db, 0)
    somebody(db, 0, reason="safety_suicide")  # for whom a moment next week is no answer
    assert waiting.overdue(db, NOW) == []
    assert waiting.overdue(db, NOW + MINUTE) == [conversation]
    assert waiting.offer_instead(db, conversation, "/book_adviser", NOW + MINUTE)
    assert not waiting.offer_instead(db, conversation, "/book_adviser", NOW + MINUTE)
    assert waiting.overdue(db, NOW + MINUTE) == []
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending and pending.payload == "/book_adviser"
    conversations.answer(db, pending.inbox_id, [], NOW)
    assert conversations.oldest_unanswered(db, conversation) is None
    assert conversations.history(db, conversation) == []


@pytest.mark.parametrize("reason", ["safety_debt", "safety_legal", "safety_bullying"])
def test_trouble_that_is_no_danger_is_offered_a_moment_too(db: Database, reason: str) -> None:
    assert waiting.overdue(db, NOW + MINUTE) == []
    worried = somebody(db, 0, reason=reason)
    assert waiting.overdue(db, NOW + MINUTE) == [worried]


def test_calling_back_is_offered_in_the_hours_to_come(db: Database) -> None:
    add_adviser(db)
    friday = local(2026, 11, 27, 13)
    assert waiting.call_windows(db, "AM22", friday, 2) == [
        (local(2026, 11, 30, 9), local(2026, 11, 30, 12)),
        (local(2026, 12, 1, 9), local(2026, 12, 1, 12)),
    ]
