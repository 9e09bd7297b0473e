"""The place in the queue, and an estimate that does not forget who gave up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guidance import conversations, custody, handoffs, plans
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.queueing import Queue, half_are_helped_within, queue
from tests.guidance.people import NOW

SAM = Holder("sam", "Sam")
NOTICE = OutMessage("Sam is er.")
MINUTE = timedelta(minutes=1)


def somebody(db: Database, minute: int, region: str | None = "AM22") -> str:
    at = NOW + minute * MINUTE
    conversation = conversations.start(db, "website", at)
    if region:
        plans.save(db, conversation, situation={"region": region}, now=at)
    handoffs.request(db, conversation, "asked", at)
    return conversation


def helped_after(db: Database, *minutes: int) -> None:
    for each in minutes:
        custody.claim(db, somebody(db, 0), SAM, NOTICE, NOW + each * MINUTE)


def gave_up_after(db: Database, *minutes: int) -> None:
    for each in minutes:
        custody.stop_waiting(db, somebody(db, 0), "withdraw", custody.PERSON, "withdrawn", NOW + each * MINUTE)


def test_the_place_counts_those_of_the_same_region_who_came_earlier(db: Database) -> None:
    first, elsewhere, unknown = somebody(db, 0), somebody(db, 1, "AM01"), somebody(db, 2, None)
    last = somebody(db, 3)
    later = NOW + 5 * MINUTE
    places = [queue(db, each, later) for each in (first, elsewhere, unknown, last)]
    assert [each.place for each in places if each] == [1, 1, 3, 3]
    custody.claim(db, first, SAM, NOTICE, later)
    moved = queue(db, last, later)
    assert moved and moved.place == 2
    assert queue(db, first, later) is None


def test_an_estimate_is_given_only_when_enough_was_measured(db: Database) -> None:
    helped_after(db, 2, 4, 6, 8)
    me = somebody(db, 10)
    assert queue(db, me, NOW + 10 * MINUTE) == Queue(1, None)
    helped_after(db, 30)
    assert queue(db, me, NOW + 30 * MINUTE) == Queue(1, 6)
    assert queue(db, me, NOW + timedelta(days=29)) == Queue(1, None)  # too long ago to go by


def test_who_gave_up_makes_the_estimate_longer_and_at_last_unknown(db: Database) -> None:
    helped_after(db, 2, 4, 6, 8, 10)
    me = somebody(db, 10)
    assert queue(db, me, NOW + 10 * MINUTE) == Queue(1, 6)
    gave_up_after(db, 5, 5, 5, 5)
    assert queue(db, me, NOW + 10 * MINUTE) == Queue(1, 8)
    gave_up_after(db, *[30] * 6)
    assert queue(db, me, NOW + 30 * MINUTE) == Queue(1, None)


def test_further_back_in_the_queue_takes_longer(db: Database) -> None:
    helped_after(db, 2, 4, 6, 8, 10)
    for minute in (10, 10, 11):
        last = somebody(db, minute)
    assert queue(db, last, NOW + 11 * MINUTE) == Queue(3, 18)


@pytest.mark.parametrize(
    ("waits", "half"),
    [
        ([], None),
        ([(60, True)], 60),
        ([(60, True), (120, True), (180, True)], 120),
        ([(60, True), (60, False), (180, True)], 180),
        ([(60, True), (100, False), (100, False)], None),
    ],
)
def test_the_median_is_that_of_kaplan_and_meier(waits: list[tuple[int, bool]], half: int | None) -> None:
    assert half_are_helped_within(waits) == half
