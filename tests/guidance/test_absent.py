"""No conversation is stuck with a human who is gone: a coordinator takes it over, or the person waits again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guidance import absent, accounts, conversations, custody, desk_events, handoffs, team
from guidance.accounts import Account
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.errors import DeedRefused
from tests.guidance.people import NOW

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


def test_another_talking_role_keeps_the_talk(db: Database, held: str, sam: Account) -> None:
    assert team.set_role(db, sam.id, "coordinator", LATER) == []
    assert custody.holder_of(db, held) == SAM
