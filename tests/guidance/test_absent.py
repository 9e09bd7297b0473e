"""No conversation is stuck with a human who is gone: a coordinator takes it over, or the person waits again."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from guidance import (
    absent,
    accounts,
    bookings,
    calendar_feeds,
    conversations,
    custody,
    desk_events,
    handoffs,
    own_calendars,
    team,
    workrules,
)
from guidance.accounts import Account
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.errors import DeedRefused
from guidance.own_calendars import OwnCalendar
from guidance.slots import free_slots
from guidance.workrules import SpecialDay, WorkRules
from tests.guidance.people import NOW, add_adviser, local

SAM, KIM = Holder("sam", "Sam"), Holder("kim", "Kim")
NOTICE = OutMessage("…")
LATER = NOW + timedelta(minutes=30)


@pytest.fixture
def sam(db: Database) -> Account:
    return accounts.create(db, "sam", "een lang genoeg wachtwoord", "adviser")


@pytest.fixture
def held(db: Database, conversation: str) -> str:
    handoffs.request(db, conversation, "asked", NOW)
    custody.claim(db, conversation, SAM, NOTICE, NOW)
    return conversation


def test_a_takeover_gives_it_to_the_coordinator_and_is_logged_with_both(db: Database, held: str) -> None:
    assert absent.take_over(db, held, KIM, NOTICE, LATER)
    assert custody.holder_of(db, held) == KIM
    change = conversations.state_changes(db, held)[-1]
    assert (change.before, change.after, change.who, change.why) == ("human", "human", "kim", "from sam")
    assert absent.take_over(db, held, KIM, NOTICE, LATER) is None
    custody.close(db, held, "kim", "helped", NOTICE, LATER)


def test_what_no_human_has_cannot_be_taken_over(db: Database, conversation: str) -> None:
    with pytest.raises(DeedRefused):
        absent.take_over(db, conversation, KIM, NOTICE, LATER)


@pytest.mark.parametrize("leaves", ["removed", "editor"])
def test_who_talked_with_somebody_who_leaves_waits_again_in_the_old_place(
    db: Database, held: str, sam: Account, leaves: str
) -> None:
    seen = desk_events.newest(db)
    left = team.remove(db, sam.id, LATER) if leaves == "removed" else team.set_role(db, sam.id, "editor", LATER)
    assert left == [(held, "Sam")]
    assert conversations.state(db, held) == "waiting" and custody.holder_of(db, held) is None
    assert [each.conversation_id for each in handoffs.open_handoffs(db)] == [held]
    assert desk_events.after(db, seen)
    assert conversations.state_changes(db, held)[-1].why == "left the desk"
    said = absent.tell(db, held, "/resume", NOTICE, LATER)
    assert said and said.sender == "desk"
    pending = conversations.oldest_unanswered(db, held)
    assert pending and pending.payload == "/resume"
    custody.claim(db, held, KIM, NOTICE, LATER)
    assert absent.tell(db, held, "/resume", NOTICE, LATER) is None


@pytest.mark.parametrize("leaves", ["removed", "editor"])
def test_nobody_is_offered_a_moment_with_somebody_who_left_and_no_calendar_elsewhere_shows_what_stands(
    db: Database, conversation: str, leaves: str
) -> None:
    add_adviser(db)
    evening = SpecialDay(local(2026, 11, 25, 12).date(), time(19), time(20, 30))
    workrules.save(db, "anna", WorkRules(special_days=(evening,)))
    anna = accounts.create(db, "anna", "een lang genoeg wachtwoord", "adviser", adviser_id="anna")
    bookings.book(db, conversation, "anna", local(2026, 11, 24, 9), "phone", NOW)
    secret = calendar_feeds.renew(db, "anna", NOW)
    own_calendars.save(db, OwnCalendar("anna", "https://cal.example.nl", "anna", "sealed"))
    assert any(slot.starts_at == local(2026, 11, 25, 19) for slot in free_slots(db, NOW, on=evening.day, limit=50))
    team.remove(db, anna.id, NOW) if leaves == "removed" else team.set_role(db, anna.id, "editor", NOW)
    assert free_slots(db, NOW) == [] and bookings.of_conversation(db, conversation) is not None
    assert calendar_feeds.adviser_of(db, secret) is None and own_calendars.of(db, "anna") is None


def test_another_talking_role_keeps_the_talk(db: Database, held: str, sam: Account) -> None:
    assert team.set_role(db, sam.id, "coordinator", LATER) == []
    assert custody.holder_of(db, held) == SAM
