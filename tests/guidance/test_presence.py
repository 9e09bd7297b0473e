"""A human is near when somebody who talks with people of the region has the desk open, and not when anybody has."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guidance import accounts, presence, team
from guidance.accounts import Role
from guidance.database import Database
from tests.guidance.people import NOW, add_adviser

PASSWORD = "een lang genoeg wachtwoord"


def at_the_desk(db: Database, role: Role, adviser_id: str | None = None) -> accounts.Account:
    account = accounts.create(db, "sam", PASSWORD, role, adviser_id=adviser_id)
    presence.note(db, "sam", NOW)
    return account


@pytest.mark.parametrize(
    ("role", "week", "near"),
    [
        ("adviser", True, True),
        ("adviser", False, True),
        ("coordinator", True, True),
        ("coordinator", False, False),
        ("editor", False, False),
        ("editor", True, False),
    ],
)
def test_who_only_watches_is_no_help_that_is_near(db: Database, role: Role, week: bool, near: bool) -> None:
    add_adviser(db)
    at_the_desk(db, role, "anna" if week else None)
    assert presence.somebody_for(db, "AM22", NOW) is near


def test_an_adviser_of_another_region_is_not_near_unless_nobody_works_there(db: Database) -> None:
    add_adviser(db)
    add_adviser(db, "bob", region_codes=("AM01",))
    at_the_desk(db, "adviser", "anna")
    assert presence.somebody_for(db, "AM22", NOW) and presence.somebody_for(db, None, NOW)
    assert not presence.somebody_for(db, "AM01", NOW)
    assert presence.somebody_for(db, "AM35", NOW)


def test_nobody_is_near_when_the_desk_is_closed_or_the_account_is_gone(db: Database) -> None:
    add_adviser(db)
    assert not presence.somebody_for(db, None, NOW)
    accounts.create(db, "chef", PASSWORD, "coordinator")
    sam = at_the_desk(db, "adviser", "anna")
    assert not presence.somebody_for(db, "AM22", NOW + timedelta(minutes=2))
    team.remove(db, sam.id, NOW)
    assert not presence.somebody_for(db, "AM22", NOW)
