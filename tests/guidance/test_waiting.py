"""Waiting: when a human is near, the place in the queue, an estimate only when it was measured, and an end to it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from guidance import accounts, conversations, handoffs, opening, plans, presence, waiting
from guidance.advisers import Availability
from guidance.database import Database
from guidance.opening import Hours
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


def test_each_region_waits_and_is_called_within_its_own_hours(db: Database) -> None:
    """Who is in another region, or in none we know, keeps to the hours of the organisation."""
    add_adviser(db, region_codes=())  # helps everywhere
    accounts.create(db, "sam", "een lang genoeg wachtwoord", "adviser")
    opening.put(db, [Hours(day, time(9), time(17)) for day in range(5)])
    opening.put(db, [Hours(0, time(18), time(21))], "AM22")
    by_day, evening = NOW, local(2026, 11, 23, 19)
    for moment, live in ((by_day, {"AM01", None}), (evening, {"AM22"})):
        presence.note(db, "sam", moment)
        assert {region for region in ("AM01", "AM22", None) if waiting.is_live(db, region, moment)} == live
    assert waiting.call_windows(db, "AM22", by_day) == [
        (local(2026, 11, 23, 18), local(2026, 11, 23, 21)),
        (local(2026, 11, 30, 18), local(2026, 11, 30, 21)),
    ]
    assert waiting.call_windows(db, "AM01", by_day)[0] == (local(2026, 11, 24, 9), local(2026, 11, 24, 17))


def test_when_a_closed_desk_opens_is_told_only_where_hours_were_set(db: Database) -> None:
    add_adviser(db)
    assert waiting.opens_at(db, "AM22", local(2026, 11, 23, 13)) is None  # appointments are no promise to be there
    opening.put(db, [Hours(day, time(9), time(12)) for day in range(5)], "AM22")
    assert waiting.opens_at(db, "AM22", NOW) is None  # it is open
    assert waiting.opens_at(db, "AM22", local(2026, 12, 24, 13)) == local(2026, 12, 28, 9)  # past Christmas
    assert waiting.opens_at(db, "AM01", local(2026, 11, 23, 13)) is None
