"""Invitations and new passwords: one use, not for ever, and only a hash is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from guidance import account_links, accounts, advisers, team
from guidance.accounts import Account
from guidance.database import Database
from guidance.desk_models import AccountLinkRow
from guidance.errors import AccountInvalid, AccountUnknown, LastCoordinator, LinkUnusable, UsernameTaken
from guidance.slots import free_slots
from tests.guidance.people import NOW, add_adviser

PASSWORD = "een lang wachtwoord"
MAIL = "bo@example.nl"


@pytest.fixture
def chief(db: Database) -> Account:
    return accounts.create(db, "chef", PASSWORD, "coordinator", email="chef@example.nl")


def test_an_invitation_becomes_one_account_with_its_role(db: Database) -> None:
    token = account_links.invite(db, MAIL, "editor", NOW)
    assert [link.email for link in account_links.invited(db, NOW)] == [MAIL]
    made = account_links.accept(db, token, "Bo", PASSWORD, NOW)
    assert (made.username, made.role, made.email) == ("bo", "editor", MAIL)
    assert accounts.verify(db, "bo", PASSWORD, NOW) == made
    assert account_links.invited(db, NOW) == []
    with pytest.raises(LinkUnusable):
        account_links.accept(db, token, "bo2", PASSWORD, NOW)
    assert [account.username for account in team.everyone(db)] == ["bo"]


def test_a_name_that_is_taken_or_a_short_password_does_not_use_up_the_invitation(db: Database, chief: Account) -> None:
    token = account_links.invite(db, MAIL, "adviser", NOW)
    with pytest.raises(UsernameTaken):
        account_links.accept(db, token, "chef", PASSWORD, NOW)
    with pytest.raises(AccountInvalid):
        account_links.accept(db, token, "bo", "kort", NOW)
    assert account_links.accept(db, token, "bo", PASSWORD, NOW).role == "adviser"


def test_an_invitation_ends_after_a_week_and_when_a_newer_one_is_sent_or_it_is_withdrawn(db: Database) -> None:
    old = account_links.invite(db, MAIL, "adviser", NOW)
    new = account_links.invite(db, MAIL.upper(), "editor", NOW)
    with pytest.raises(LinkUnusable):
        account_links.look(db, old, NOW)
    assert account_links.look(db, new, NOW).role == "editor"
    with pytest.raises(LinkUnusable):
        account_links.look(db, new, NOW + timedelta(days=7))
    account_links.withdraw(db, MAIL, NOW)
    with pytest.raises(LinkUnusable):
        account_links.look(db, new, NOW)


def test_who_has_an_account_is_not_invited_again(db: Database, chief: Account) -> None:
    with pytest.raises(AccountInvalid):
        account_links.invite(db, "Chef@example.nl", "adviser", NOW)
    with pytest.raises(AccountInvalid):
        account_links.invite(db, MAIL, "baas", NOW)


def test_a_new_password_works_once_ends_the_sessions_and_the_other_links(db: Database, chief: Account) -> None:
    session = accounts.open_session(db, chief, NOW)
    first, second = account_links.reset(db, chief, NOW), account_links.reset(db, chief, NOW)
    assert first and second
    with pytest.raises(AccountInvalid):
        account_links.set_password(db, first, "kort", NOW)
    assert account_links.set_password(db, first, "een heel ander wachtwoord", NOW) == chief.id
    assert accounts.session(db, session, NOW) is None
    assert accounts.verify(db, "chef", PASSWORD, NOW) is None
    assert accounts.verify(db, "chef", "een heel ander wachtwoord", NOW) == chief
    for used in (first, second):
        with pytest.raises(LinkUnusable):
            account_links.set_password(db, used, PASSWORD, NOW)


def test_a_link_for_a_password_lasts_an_hour_and_at_most_three_are_made_in_one(db: Database, chief: Account) -> None:
    tokens = [account_links.reset(db, chief, NOW) for _ in range(4)]
    assert [token is None for token in tokens] == [False, False, False, True]
    assert tokens[0]
    with pytest.raises(LinkUnusable):
        account_links.look(db, tokens[0], NOW + timedelta(hours=1))
    assert account_links.reset(db, chief, NOW + timedelta(hours=1))


def test_without_a_mail_address_there_is_no_link(db: Database) -> None:
    assert account_links.reset(db, accounts.create(db, "bo", PASSWORD, "adviser"), NOW) is None


def test_an_invitation_is_no_way_to_a_password_nor_the_other_way_round(db: Database, chief: Account) -> None:
    invitation, reset = account_links.invite(db, MAIL, "editor", NOW), account_links.reset(db, chief, NOW)
    assert reset
    with pytest.raises(LinkUnusable):
        account_links.set_password(db, invitation, PASSWORD, NOW)
    with pytest.raises(LinkUnusable):
        account_links.accept(db, reset, "bo", PASSWORD, NOW)


def test_only_a_hash_of_the_token_is_kept(db: Database) -> None:
    token = account_links.invite(db, MAIL, "editor", NOW)
    with db.reading() as session:
        [kept] = session.scalars(select(AccountLinkRow.token_hash))
    assert token not in kept and len(kept) == 64


def test_a_role_that_changes_counts_at_once_in_open_sessions(db: Database, chief: Account) -> None:
    other = accounts.create(db, "bo", PASSWORD, "adviser")
    token = accounts.open_session(db, other, NOW)
    team.set_role(db, other.id, "coordinator", NOW)
    found = accounts.session(db, token, NOW)
    assert found and found.role == "coordinator"


def test_the_last_coordinator_cannot_leave_or_become_something_else(db: Database, chief: Account) -> None:
    with pytest.raises(LastCoordinator):
        team.set_role(db, chief.id, "adviser", NOW)
    with pytest.raises(LastCoordinator):
        team.remove(db, chief.id, NOW)
    second = accounts.create(db, "bo", PASSWORD, "coordinator")
    team.remove(db, chief.id, NOW)
    with pytest.raises(LastCoordinator):
        team.set_role(db, second.id, "editor", NOW)


def test_somebody_who_was_taken_off_cannot_log_in_and_is_offered_no_more(db: Database) -> None:
    add_adviser(db)
    account = accounts.create(db, "anna", PASSWORD, "adviser", email=MAIL, adviser_id="anna")
    token = accounts.open_session(db, account, NOW)
    assert free_slots(db, NOW) != []
    team.remove(db, account.id, NOW)
    assert accounts.session(db, token, NOW) is None
    assert accounts.verify(db, "anna", PASSWORD, NOW) is None
    assert team.by_email(db, MAIL) is None
    assert free_slots(db, NOW) == []
    with pytest.raises(AccountUnknown):
        team.set_password(db, account.id, PASSWORD)


def test_an_account_gets_its_own_week_once(db: Database, chief: Account) -> None:
    made = team.become_adviser(db, chief, "Chef Kok", "Werkcentrum", NOW)
    again = accounts.verify(db, "chef", PASSWORD, NOW)
    assert again and again.adviser_id == made
    assert team.become_adviser(db, again, "Anders", "Anders", NOW) == made
    assert [person.name for person in advisers.all(db)] == ["Chef Kok"]
