"""Guessing is slowed down: tries are counted by name and by address, and the count ends by itself."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from guidance.database import Database, storable
from guidance.models import LoginAttemptRow

ALLOWED_FAILURES = 5
ALLOWED_FROM_ADDRESS = 30  # an office shares one address
LOCKED_FOR = timedelta(minutes=15)


def may_try(db: Database, key: str, allowed: int, now: datetime) -> timedelta | None:
    """Count a try before it is checked, so that many at once cannot slip through; success clears it.

    Returns None when it may go on, else how long to wait.
    """
    with db.transaction() as transaction:
        db.take_turns(transaction.connection(), "login")
        transaction.execute(delete(LoginAttemptRow).where(LoginAttemptRow.last_at <= now - LOCKED_FOR))
        row = transaction.get(LoginAttemptRow, hashed(key))
        if row is None:
            row = LoginAttemptRow(name_hash=hashed(key), failures=0)
            transaction.add(row)
        if row.failures >= allowed:
            return row.last_at + LOCKED_FOR - now
        row.failures += 1
        row.last_at = now
        return None


def forgive(db: Database, key: str) -> None:
    """Forget the tries under this key."""
    with db.transaction() as transaction:
        transaction.execute(delete(LoginAttemptRow).where(LoginAttemptRow.name_hash == hashed(key)))


def take_back(db: Database, key: str) -> None:
    """This one try was no failure; the others under the key still count."""
    with db.transaction() as transaction:
        row = transaction.get(LoginAttemptRow, hashed(key))
        if row is not None and row.failures > 0:
            row.failures -= 1


def hashed(key: str) -> str:
    """What is kept of a name or address: people type passwords there."""
    return hashlib.sha256(storable(key).encode()).hexdigest()


def wait_left(db: Database, keys: dict[str, int], now: datetime) -> timedelta | None:
    """How long until a try is looked at again, or None when it would be looked at now."""
    with db.reading() as session:
        wanted = select(LoginAttemptRow).where(LoginAttemptRow.name_hash.in_([hashed(key) for key in keys]))
        rows = {row.name_hash: row for row in session.scalars(wanted)}
    waits = [
        row.last_at + LOCKED_FOR - now
        for key, allowed in keys.items()
        if (row := rows.get(hashed(key))) and row.failures >= allowed and row.last_at + LOCKED_FOR > now
    ]
    return max(waits, default=None)
