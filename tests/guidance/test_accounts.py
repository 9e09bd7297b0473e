"""Only who knows the password gets to the desk, and guessing is slowed down."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from guidance import accounts, login_attempts
from guidance.database import Database
from guidance.errors import AccountInvalid, UsernameTaken
from guidance.models import AccountRow, DeskSessionRow, LoginAttemptRow
from tests.guidance.people import NOW

PASSWORD = "een lang wachtwoord"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def account(db: Database) -> accounts.Account:
    return accounts.create(db, "Anna", PASSWORD, "adviser")


def fail(db: Database, times: int, now: datetime = NOW, name: str = "anna") -> None:
    for _ in range(times):
        assert accounts.verify(db, name, "verkeerd wachtwoord", now) is None


def test_the_right_password_gives_the_account(db: Database, account: accounts.Account) -> None:
    assert accounts.verify(db, "anna ", PASSWORD, NOW) == account
    assert (account.username, account.role) == ("anna", "adviser")


@pytest.mark.parametrize(
    ("name", "password"), [("anna", PASSWORD.upper()), ("bo", PASSWORD), ("", "")] + [("\x00", "\ud83d")]
)
def test_anything_else_gives_nothing(db: Database, account: accounts.Account, name: str, password: str) -> None:
    assert accounts.verify(db, name, password, NOW) is None


def test_the_password_is_kept_as_an_argon2_hash(db: Database, account: accounts.Account) -> None:
    with db.reading() as session:
        stored = session.scalar(select(AccountRow.password_hash))
    assert stored is not None
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


@pytest.mark.parametrize(
    ("name", "password", "role"),
    [("", PASSWORD, "coordinator"), ("x", "te kort", "coordinator"), ("x", PASSWORD, "boss")],
)
def test_an_account_that_does_not_add_up_is_refused(db: Database, name: str, password: str, role: str) -> None:
    with pytest.raises(AccountInvalid):
        accounts.create(db, name, password, role)  # type: ignore[arg-type]


def test_a_name_is_given_once(db: Database, account: accounts.Account) -> None:
    with pytest.raises(UsernameTaken):
        accounts.create(db, "ANNA", PASSWORD, "coordinator")


def test_after_five_failures_even_the_right_password_waits(db: Database, account: accounts.Account) -> None:
    fail(db, 5)
    assert accounts.verify(db, "anna", PASSWORD, NOW + MINUTE) is None


def test_the_lock_ends_by_itself_also_when_someone_keeps_trying(db: Database, account: accounts.Account) -> None:
    fail(db, 5)
    fail(db, 3, NOW + 10 * MINUTE)
    assert accounts.verify(db, "anna", PASSWORD, NOW + 15 * MINUTE) == account


def test_a_success_forgives_earlier_failures(db: Database, account: accounts.Account) -> None:
    for _ in range(3):
        fail(db, 4)
        assert accounts.verify(db, "anna", PASSWORD, NOW) == account


def test_many_guesses_at_once_do_not_slip_through(db: Database, account: accounts.Account) -> None:
    guesses = [f"gok nummer {number}" for number in range(11)] + [PASSWORD]
    fail(db, 4)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda guess: accounts.verify(db, "anna", guess, NOW), guesses[:-1]))
    assert accounts.verify(db, "anna", guesses[-1], NOW) is None


def test_one_name_that_is_locked_leaves_others_alone(db: Database, account: accounts.Account) -> None:
    fail(db, 5, name="bo")
    assert accounts.verify(db, "anna", PASSWORD, NOW) == account


def test_names_that_were_tried_are_not_readable_and_do_not_pile_up(db: Database, account: accounts.Account) -> None:
    fail(db, 1, name="mijn wachtwoord per ongeluk hier")
    fail(db, 1, NOW + 20 * MINUTE)
    with db.reading() as session:
        names = list(session.scalars(select(LoginAttemptRow.name_hash)))
    assert len(names) == 1
    assert len(names[0]) == 64


def test_a_session_belongs_to_its_account_until_it_is_closed(db: Database, account: accounts.Account) -> None:
    token, other = accounts.open_session(db, account, NOW), accounts.open_session(db, account, NOW)
    assert accounts.session(db, token, NOW + MINUTE) == account
    accounts.close_session(db, token)
    assert accounts.session(db, token, NOW + MINUTE) is None
    assert accounts.session(db, other, NOW + MINUTE) == account
    assert accounts.session(db, "verzonnen", NOW) is None


def test_a_session_ends_after_a_working_day_however_busy_it_is(db: Database, account: accounts.Account) -> None:
    token, last = accounts.open_session(db, account, NOW), NOW + accounts.SESSION_LIFETIME
    for hours in range(1, 10):
        assert accounts.session(db, token, NOW + timedelta(hours=hours)) == account
    assert accounts.session(db, token, last - MINUTE) == account
    assert accounts.session(db, token, last) is None


def test_a_session_that_nobody_uses_ends_earlier(db: Database, account: accounts.Account) -> None:
    token = accounts.open_session(db, account, NOW)
    assert accounts.session(db, token, NOW + timedelta(hours=1)) == account
    assert accounts.session(db, token, NOW + timedelta(hours=2, minutes=59)) == account
    assert accounts.session(db, token, NOW + timedelta(hours=4, minutes=59)) is None


def test_a_page_that_refreshes_itself_does_not_keep_a_session_alive(db: Database, account: accounts.Account) -> None:
    token = accounts.open_session(db, account, NOW)
    for minutes in range(10, 120, 10):
        assert accounts.session(db, token, NOW + minutes * MINUTE, active=False) == account
    assert accounts.session(db, token, NOW + 120 * MINUTE, active=False) is None


def test_logging_out_everywhere_ends_every_session_of_this_account(db: Database, account: accounts.Account) -> None:
    other = accounts.create(db, "bo", PASSWORD, "editor")
    tokens = [accounts.open_session(db, account, NOW) for _ in range(3)]
    theirs = accounts.open_session(db, other, NOW)
    accounts.close_all_sessions(db, account.id)
    assert [accounts.session(db, token, NOW) for token in tokens] == [None] * 3
    assert accounts.session(db, theirs, NOW) == other


def test_an_address_that_tries_many_names_waits_and_other_addresses_do_not(
    db: Database, account: accounts.Account
) -> None:
    for number in range(30):
        assert accounts.verify(db, f"naam{number}", "verkeerd wachtwoord", NOW, address="192.0.2.1") is None
    assert accounts.verify(db, "anna", PASSWORD, NOW, address="192.0.2.1") is None
    assert accounts.verify(db, "anna", PASSWORD, NOW, address="192.0.2.2") == account
    assert accounts.verify(db, "anna", PASSWORD, NOW + 15 * MINUTE, address="192.0.2.1") == account


def test_one_right_password_does_not_wipe_out_the_guesses_at_other_names(
    db: Database, account: accounts.Account
) -> None:
    for number in range(29):
        accounts.verify(db, f"naam{number}", "verkeerd wachtwoord", NOW, address="192.0.2.1")
    assert accounts.verify(db, "anna", PASSWORD, NOW, address="192.0.2.1") == account
    accounts.verify(db, "iemand", "verkeerd wachtwoord", NOW, address="192.0.2.1")
    assert accounts.verify(db, "anna", PASSWORD, NOW, address="192.0.2.1") is None


def test_a_stranger_who_keeps_guessing_cannot_keep_out_who_uses_a_known_browser(
    db: Database, account: accounts.Account
) -> None:
    fail(db, 6)
    assert accounts.verify(db, "anna", PASSWORD, NOW, known="browser 1") == account
    assert accounts.verify(db, "anna", PASSWORD, NOW) is None


def test_the_wait_is_told_and_counts_down(db: Database, account: accounts.Account) -> None:
    keys = accounts.attempt_keys("anna")
    fail(db, 4)
    assert login_attempts.wait_left(db, keys, NOW) is None
    fail(db, 1)
    assert login_attempts.wait_left(db, keys, NOW + 5 * MINUTE) == 10 * MINUTE
    assert login_attempts.wait_left(db, keys, NOW + 15 * MINUTE) is None


def test_the_token_itself_is_not_stored_and_old_sessions_go(db: Database, account: accounts.Account) -> None:
    accounts.open_session(db, account, NOW)
    token = accounts.open_session(db, account, NOW + accounts.SESSION_LIFETIME)
    with db.reading() as session:
        stored = list(session.scalars(select(DeskSessionRow.token_hash)))
    assert len(stored) == 1
    assert token not in stored
