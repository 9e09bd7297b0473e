"""Desk accounts: passwords kept as argon2 hashes, a lock-out that ends by itself, sessions that expire."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from guidance import login_attempts
from guidance.database import Database, storable
from guidance.errors import AccountInvalid, UsernameTaken
from guidance.login_attempts import ALLOWED_FAILURES, ALLOWED_FROM_ADDRESS, hashed
from guidance.models import AccountRow, DeskSessionRow

Role = Literal["adviser", "coordinator", "editor"]
TALKING: tuple[Role, ...] = ("adviser", "coordinator")
"""Who talks with people; the others never have a conversation."""

MINIMUM_PASSWORD_LENGTH = 12
SESSION_LIFETIME = timedelta(hours=10)  # a working day
IDLE_LIFETIME = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)  # how precisely the last sign of life is kept


@dataclass(frozen=True)
class Account:
    """Someone who may use the desk; `adviser_id`: whose week and appointments are theirs."""

    id: int
    username: str
    role: str
    adviser_id: str | None = None
    email: str | None = None


def create(
    db: Database, username: str, password: str, role: Role, *, email: str | None = None, adviser_id: str | None = None
) -> Account:
    """Create an account; names are case-insensitive. Raises AccountInvalid or UsernameTaken."""
    username = normal(username)
    if not username:
        raise AccountInvalid("A desk account needs a name.")
    if role not in get_args(Role):
        raise AccountInvalid(f"There is no role {role!r}; it is one of {', '.join(get_args(Role))}.")
    row = AccountRow(
        username=username, password_hash=password_hash(password), role=role, email=email, adviser_id=adviser_id
    )
    try:
        with db.transaction() as session:
            session.add(row)
    except IntegrityError as error:
        raise UsernameTaken("There is a desk account with this name already; choose another name.") from error
    return as_account(row)


def verify(
    db: Database, username: str, password: str, now: datetime, *, address: str = "", known: str = ""
) -> Account | None:
    """The account when name and password are right, else None.

    After 5 failures in a row under one name, every try under it gives None until 15 minutes after the last failure,
    also the right password and whether the account exists or not; after 30 from one address, every try from there.
    `known`: a browser in which this name logged in before is counted by itself, so that a stranger who keeps guessing
    cannot keep the right person out.
    """
    keys = attempt_keys(username, address, known)
    for key, allowed in keys.items():
        if login_attempts.may_try(db, key, allowed, now) is not None:
            return None
    with db.reading() as session:
        row = session.scalar(
            select(AccountRow).where(AccountRow.username == normal(username), AccountRow.removed_at.is_(None))
        )
    # An unknown name costs as much time as a wrong password, so that names cannot be found out by the clock.
    right = _matches(row.password_hash if row else _nobody(), password)
    if row is None or not right:
        return None
    by_name, *by_address = keys
    login_attempts.forgive(db, by_name)
    for key in by_address:  # whoever knows one password must not wipe out the guesses at others
        login_attempts.take_back(db, key)
    return as_account(row)


def attempt_keys(username: str, address: str = "", known: str = "") -> dict[str, int]:
    """Under which keys a try is counted, each with how many it may have."""
    keys = {normal(username) + (f"\n{known}" if known else ""): ALLOWED_FAILURES}
    return keys | ({f"address:{address}": ALLOWED_FROM_ADDRESS} if address else {})


def open_session(db: Database, account: Account, now: datetime) -> str:
    """Log in; returns the token for the cookie. Only its hash is stored."""
    token = secrets.token_urlsafe(32)
    with db.transaction() as session:
        session.execute(delete(DeskSessionRow).where(DeskSessionRow.expires_at <= now))
        session.add(
            DeskSessionRow(
                token_hash=hashed(token), account_id=account.id, expires_at=now + SESSION_LIFETIME, seen_at=now
            )
        )
    return token


def session(db: Database, token: str, now: datetime, *, active: bool = True) -> Account | None:
    """Who this token belongs to, or None when it is unknown, closed, 10 hours old or unused for 2 hours.

    `active` False: a page that refreshes itself; nobody is at the keyboard, so it does not keep the session alive.
    """
    query = select(AccountRow, DeskSessionRow).join(DeskSessionRow, DeskSessionRow.account_id == AccountRow.id)
    mine = query.where(DeskSessionRow.token_hash == hashed(token), DeskSessionRow.expires_at > now)
    with db.reading() as transaction:
        found = transaction.execute(mine.where(AccountRow.removed_at.is_(None))).one_or_none()
    if found is None:
        return None
    row, opened = found
    idle = now - (opened.seen_at or now)
    if idle >= IDLE_LIFETIME:
        return None
    if active and idle >= SEEN_EVERY or opened.seen_at is None:
        _see(db, token, now)
    return as_account(row)


def close_session(db: Database, token: str) -> None:
    """Log out; an unknown token is fine."""
    with db.transaction() as transaction:
        transaction.execute(delete(DeskSessionRow).where(DeskSessionRow.token_hash == hashed(token)))


def close_all_sessions(db: Database, account_id: int) -> None:
    """Log out everywhere."""
    with db.transaction() as transaction:
        transaction.execute(delete(DeskSessionRow).where(DeskSessionRow.account_id == account_id))


def as_account(row: AccountRow) -> Account:
    """The row as a value that may leave its transaction."""
    return Account(row.id, row.username, row.role, row.adviser_id, row.email)


def normal(username: str) -> str:
    """How a name is compared."""
    return storable(username).strip().casefold()


def password_hash(password: str) -> str:
    """What is kept of a password. Raises AccountInvalid when it is too short."""
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        raise AccountInvalid(f"The password is too short; take at least {MINIMUM_PASSWORD_LENGTH} characters.")
    return _hasher().hash(storable(password))


def _see(db: Database, token: str, now: datetime) -> None:
    with db.transaction() as transaction:
        row = transaction.get(DeskSessionRow, hashed(token))
        if row is not None:
            row.seen_at = now


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, storable(password))
    except VerificationError:
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))
