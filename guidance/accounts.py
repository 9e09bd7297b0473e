"""Desk accounts: passwords kept as argon2 hashes, a lock-out that ends by itself, sessions that expire."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from guidance.database import Database, storable
from guidance.errors import AccountInvalid, UsernameTaken
from guidance.models import AccountRow, DeskSessionRow, LoginAttemptRow

Role = Literal["adviser", "coordinator", "editor"]

MINIMUM_PASSWORD_LENGTH = 12
ALLOWED_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
SESSION_LIFETIME = timedelta(hours=10)  # a working day


@dataclass(frozen=True)
class Account:
    """Someone who may use the desk."""

    id: int
    username: str
    role: str


def create(db: Database, username: str, password: str, role: Role) -> Account:
    """Create an account; names are case-insensitive. Raises AccountInvalid or UsernameTaken."""
    username = _normal(username)
    if not username:
        raise AccountInvalid("A desk account needs a name.")
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        raise AccountInvalid(f"The password is too short; take at least {MINIMUM_PASSWORD_LENGTH} characters.")
    if role not in get_args(Role):
        raise AccountInvalid(f"There is no role {role!r}; it is one of {', '.join(get_args(Role))}.")
    row = AccountRow(username=username, password_hash=_hasher().hash(storable(password)), role=role)
    try:
        with db.transaction() as session:
            session.add(row)
    except IntegrityError as error:
        raise UsernameTaken("There is a desk account with this name already; choose another name.") from error
    return Account(row.id, row.username, row.role)


def verify(db: Database, username: str, password: str, now: datetime) -> Account | None:
    """The account when name and password are right, else None.

    After 5 failures in a row under one name, every try under it gives None until 15 minutes after the last failure,
    also the right password and whether the account exists or not.
    """
    username = _normal(username)
    if not _may_try(db, username, now):
        return None
    with db.reading() as session:
        row = session.scalar(select(AccountRow).where(AccountRow.username == username))
    # An unknown name costs as much time as a wrong password, so that names cannot be found out by the clock.
    right = _matches(row.password_hash if row else _nobody(), password)
    if row is None or not right:
        return None
    with db.transaction() as session:
        session.execute(delete(LoginAttemptRow).where(LoginAttemptRow.name_hash == _hash(username)))
    return Account(row.id, row.username, row.role)


def open_session(db: Database, account: Account, now: datetime) -> str:
    """Log in; returns the token for the cookie, valid for 10 hours. Only its hash is stored."""
    token = secrets.token_urlsafe(32)
    with db.transaction() as session:
        session.execute(delete(DeskSessionRow).where(DeskSessionRow.expires_at <= now))
        session.add(DeskSessionRow(token_hash=_hash(token), account_id=account.id, expires_at=now + SESSION_LIFETIME))
    return token


def session(db: Database, token: str, now: datetime) -> Account | None:
    """Who this token belongs to, or None when it is unknown, closed or expired."""
    query = select(AccountRow).join(DeskSessionRow, DeskSessionRow.account_id == AccountRow.id)
    mine = query.where(DeskSessionRow.token_hash == _hash(token), DeskSessionRow.expires_at > now)
    with db.reading() as transaction:
        row = transaction.scalar(mine)
        return None if row is None else Account(row.id, row.username, row.role)


def close_session(db: Database, token: str) -> None:
    """Log out; an unknown token is fine."""
    with db.transaction() as transaction:
        transaction.execute(delete(DeskSessionRow).where(DeskSessionRow.token_hash == _hash(token)))


def _may_try(db: Database, username: str, now: datetime) -> bool:
    """Count a try as failed before it is checked, so that many at once cannot slip through; success clears it."""
    with db.transaction() as transaction:
        db.take_turns(transaction.connection(), "login")
        transaction.execute(delete(LoginAttemptRow).where(LoginAttemptRow.last_at <= now - LOCKED_FOR))
        row = transaction.get(LoginAttemptRow, _hash(username))
        if row is None:
            row = LoginAttemptRow(name_hash=_hash(username), failures=0)
            transaction.add(row)
        if row.failures >= ALLOWED_FAILURES:
            return False
        row.failures += 1
        row.last_at = now
        return True


def _normal(username: str) -> str:
    return storable(username).strip().casefold()


def _hash(text: str) -> str:
    return hashlib.sha256(storable(text).encode()).hexdigest()


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
