"""One process at a time works on a conversation, and what a dead one left is gone on with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from guidance import leases, privacy
from guidance.conversations import start
from guidance.database import Database
from guidance.leases import Lease
from tests.guidance.people import NOW

LASTS = timedelta(seconds=6)
LATER = NOW + LASTS


def test_of_two_processes_one_gets_the_lease_and_the_other_when_it_is_done(db: Database, conversation: str) -> None:
    assert leases.take(db, conversation, "turn", "a", NOW, LASTS) == Lease(unfinished=False)
    assert leases.take(db, conversation, "turn", "b", NOW, LASTS) is None
    leases.finish(db, conversation, "turn", "a")
    assert leases.take(db, conversation, "turn", "b", NOW, LASTS) == Lease(unfinished=False)


def test_of_many_at_the_same_moment_exactly_one_gets_it(db: Database, conversation: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        tries = list(pool.map(lambda name: leases.take(db, conversation, "turn", name, NOW, LASTS), "abcdefgh"))
    assert sum(found is not None for found in tries) == 1


def test_other_work_and_other_conversations_are_not_held_up(db: Database, conversation: str) -> None:
    assert leases.take(db, conversation, "turn", "a", NOW, LASTS)
    assert leases.take(db, conversation, "telegram", "b", NOW, LASTS)
    assert leases.take(db, start(db, "website", NOW), "turn", "b", NOW, LASTS)


def test_a_lease_of_a_dead_process_ends_and_who_goes_on_knows_that_it_was_begun(
    db: Database, conversation: str
) -> None:
    leases.take(db, conversation, "turn", "a", NOW, LASTS)
    assert leases.take(db, conversation, "turn", "b", LATER - timedelta(seconds=1), LASTS) is None
    assert leases.take(db, conversation, "turn", "b", LATER, LASTS) == Lease(unfinished=True)
    assert not leases.prolong(db, conversation, "turn", "a", LATER + LASTS)  # it was not dead after all: it must stop
    leases.finish(db, conversation, "turn", "a")  # and may not take away the other's
    assert leases.take(db, conversation, "turn", "c", LATER, LASTS) is None


def test_who_goes_on_working_keeps_it(db: Database, conversation: str) -> None:
    leases.take(db, conversation, "turn", "a", NOW, LASTS)
    assert leases.prolong(db, conversation, "turn", "a", LATER + LASTS)
    assert leases.take(db, conversation, "turn", "b", LATER, LASTS) is None


def test_who_stops_in_the_middle_lets_another_go_on_at_once(db: Database, conversation: str) -> None:
    leases.take(db, conversation, "turn", "a", NOW, LASTS)
    leases.leave(db, conversation, "turn", "a", NOW)
    assert leases.take(db, conversation, "turn", "b", NOW, LASTS) == Lease(unfinished=True)


def test_work_that_was_left_is_told_once_and_finished_work_never(db: Database, conversation: str) -> None:
    done = start(db, "website", NOW)
    for each in (conversation, done):
        leases.take(db, each, "telegram", "a", NOW, LASTS)
    leases.finish(db, done, "telegram", "a")
    assert leases.left(db, "telegram", NOW) == []
    assert leases.left(db, "turn", LATER) == []
    assert leases.left(db, "telegram", LATER) == [conversation]
    assert leases.left(db, "telegram", LATER) == []


def test_a_wiped_conversation_has_no_lease_and_gets_none(db: Database, conversation: str) -> None:
    leases.take(db, conversation, "turn", "a", NOW, LASTS)
    privacy.wipe(db, conversation)
    assert not leases.prolong(db, conversation, "turn", "a", LATER)
    assert leases.take(db, conversation, "turn", "a", NOW, LASTS) is None
