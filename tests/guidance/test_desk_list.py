"""The lists of the desk on both databases: what is in them, in which order, and what can be filtered on."""

from __future__ import annotations

from datetime import timedelta

from guidance import bookings, conversations, custody, handoffs, notes, plans
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.desk_list import counts, find
from tests.guidance.people import NOW, add_adviser, local

SAM = Holder("sam", "Sam")
FIRST = frozenset({"safety_violence"})


def somebody(db: Database, minutes: int, reason: str = "asked", **facts: str) -> str:
    at = NOW - timedelta(minutes=minutes)
    conversation = conversations.start(db, "website", at)
    plans.save(db, conversation, situation=facts, now=at)
    handoffs.request(db, conversation, reason, at)
    return conversation


def ids(db: Database, view: str, **options) -> list[str]:  # type: ignore[no-untyped-def]
    return [row.conversation_id for row in find(db, view, "sam", NOW, first=FIRST, **options).rows]  # type: ignore[arg-type]


def test_urgent_ones_come_first_then_the_longest_waiting_page_by_page(db: Database) -> None:
    new, old, urgent = somebody(db, 1), somebody(db, 60), somebody(db, 5, "safety_violence")
    assert ids(db, "waiting") == [urgent, old, new]
    assert ids(db, "waiting", begin=1, size=1) == [old]
    assert find(db, "waiting", "sam", NOW, first=FIRST, size=1).fitting == 3


def test_filters_and_what_can_be_chosen(db: Database) -> None:
    here = somebody(db, 1, region="AM22", sector="zorg")
    there = somebody(db, 2, region="AM01", language="pl")
    urgent = somebody(db, 3, "safety_violence")
    assert ids(db, "waiting", filters={"region": "AM22"}) == [here]
    assert ids(db, "waiting", filters={"language": "pl"}) == [there]
    assert ids(db, "waiting", filters={"urgency": "urgent"}) == [urgent]
    assert ids(db, "waiting", filters={"region": "AM22", "urgency": "urgent"}) == []
    found = find(db, "waiting", "sam", NOW)
    assert found.choices == {"region": ("AM01", "AM22"), "sector": (), "language": ("nl", "pl")}
    notes.agree(db, here, NOW)
    assert find(db, "waiting", "sam", NOW).choices["sector"] == ("zorg",)
    assert ids(db, "waiting", filters={"sector": "zorg"}) == [here]


def test_without_a_yes_a_row_says_no_more_than_that_somebody_waits(db: Database) -> None:
    hidden = somebody(db, 1, "safety_violence", region="AM22", sector="zorg", language="pl")
    (row,) = find(db, "waiting", "sam", NOW, first=FIRST).rows
    assert (row.reasons, row.region, row.sector, row.need) == ((), None, None, None)
    assert (row.urgent, row.language) == (True, "pl")
    notes.agree(db, hidden, NOW)
    (row,) = find(db, "waiting", "sam", NOW, first=FIRST).rows
    assert (row.reasons, row.region, row.sector) == (("safety_violence",), "AM22", "zorg")


def test_each_conversation_stands_in_its_list(db: Database) -> None:
    add_adviser(db)
    waiting, mine, theirs, done, booked = (somebody(db, minutes) for minutes in (1, 2, 3, 4, 5))
    custody.claim(db, mine, SAM, OutMessage("Sam"), NOW)
    custody.claim(db, theirs, Holder("kim", "Kim"), OutMessage("Kim"), NOW)
    custody.claim(db, done, SAM, OutMessage("Sam"), NOW)
    custody.close(db, done, "sam", "helped", OutMessage("Dag"), NOW)
    bookings.book(db, booked, "anna", local(2026, 11, 25, 9), "phone", NOW)
    custody.stop_waiting(db, booked, "book", "person", "booked", NOW)
    assert (ids(db, "waiting"), ids(db, "mine"), ids(db, "team")) == ([waiting], [mine], [theirs])
    assert ids(db, "booked") == [booked] and set(ids(db, "closed")) == {done, booked}
    (row,) = find(db, "booked", "sam", NOW).rows
    assert row.booking and row.booking.adviser_name == "Anna Testpersoon"
    assert find(db, "closed", "sam", NOW).rows[0].outcome in ("helped", "booked")
    numbers = counts(db, "sam", NOW)
    assert (numbers.waiting, numbers.mine, numbers.team, numbers.booked) == (1, 1, 1, 1)


def test_words_said_in_danger_to_a_human_bring_the_conversation_to_the_top(db: Database) -> None:
    first, second = somebody(db, 9), somebody(db, 1)
    for conversation in (first, second):
        custody.claim(db, conversation, SAM, OutMessage("Sam"), NOW)
    custody.mark_urgent(db, second, "m", "safety_suicide", OutMessage("Bel 113"), NOW)
    assert ids(db, "mine") == [second, first]
