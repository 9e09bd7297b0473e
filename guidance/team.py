"""Who works at the desk: their roles, a new password, and taking somebody off."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import get_args

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from guidance import absent, advisers
from guidance.accounts import TALKING, Account, Role, as_account, close_all_sessions, normal, password_hash
from guidance.booking_models import OwnCalendarRow
from guidance.database import Database
from guidance.desk_models import CalendarFeedRow, SpecialDayRow
from guidance.errors import AccountInvalid, AccountUnknown, LastCoordinator
from guidance.models import AccountRow, AvailabilityRow

COORDINATOR = "coordinator"


def everyone(db: Database) -> list[Account]:
    """Everybody who may log in, by name."""
    query = select(AccountRow).where(AccountRow.removed_at.is_(None)).order_by(AccountRow.username)
    with db.reading() as session:
        return [as_account(row) for row in session.scalars(query)]


def get(db: Database, account_id: int) -> Account:
    """One of them. Raises AccountUnknown."""
    with db.reading() as session:
        return as_account(_present(session, account_id))


def by_email(db: Database, email: str) -> Account | None:
    """The account with this mail address, or None; also when two accounts share it."""
    query = select(AccountRow).where(func.lower(AccountRow.email) == email.strip().lower())
    with db.reading() as session:
        rows = session.scalars(query.where(AccountRow.removed_at.is_(None))).all()
        return as_account(rows[0]) if len(rows) == 1 else None


def by_name(db: Database, username: str) -> Account | None:
    """The account with this name, or None."""
    query = select(AccountRow).where(AccountRow.username == normal(username), AccountRow.removed_at.is_(None))
    with db.reading() as session:
        row = session.scalar(query)
        return None if row is None else as_account(row)


def set_role(db: Database, account_id: int, role: str, now: datetime) -> list[tuple[str, str]]:
    """Give another role; open browsers follow at once. Raises AccountUnknown, AccountInvalid or LastCoordinator.

    With a role that talks to nobody there is no week any more, and who they talked with waits again; gives those as
    absent.put_back does.
    """
    if role not in get_args(Role):
        raise AccountInvalid(f"There is no role {role!r}; it is one of {', '.join(get_args(Role))}.")
    with db.transaction() as session:
        row = _row(db, session, account_id)
        if role != COORDINATOR:
            _keep_a_coordinator(session, row)
        row.role, username = role, row.username
        if role not in TALKING:
            _end_week(session, row.adviser_id)
    return [] if role in TALKING else absent.put_back(db, username, now)


def set_password(db: Database, account_id: int, password: str) -> None:
    """A new password; every session of before ends. Raises AccountUnknown or AccountInvalid."""
    made = password_hash(password)
    with db.transaction() as session:
        _row(db, session, account_id).password_hash = made
    close_all_sessions(db, account_id)


def set_email(db: Database, account_id: int, email: str) -> bool:
    """Where links for a new password go; False when the address is another account's. Raises AccountUnknown."""
    other = by_email(db, email)
    if other is not None and other.id != account_id:
        return False
    with db.transaction() as session:
        _row(db, session, account_id).email = email
    return True


def remove(db: Database, account_id: int, now: datetime) -> list[tuple[str, str]]:
    """Take somebody off the desk: no login, no new appointments; those that stand stay. Raises as set_role does.

    Who they talked with waits again; gives those as absent.put_back does.
    """
    with db.transaction() as session:
        row = _row(db, session, account_id)
        _keep_a_coordinator(session, row)
        username = row.username
        row.removed_at, row.password_hash, row.email = now, secrets.token_urlsafe(32), None
        _end_week(session, row.adviser_id)
    close_all_sessions(db, account_id)
    return absent.put_back(db, username, now)


def become_adviser(db: Database, account: Account, name: str, organisation: str, now: datetime) -> str:
    """Give the account a week of its own, still without hours; returns the adviser's id."""
    if account.adviser_id:
        return account.adviser_id
    stem = re.sub(r"[^a-z0-9]+", "-", account.username).strip("-")[:40] or "adviser"
    adviser_id = f"{stem}-{account.id}"
    person = advisers.Adviser(adviser_id, name, organisation, (), (), ("phone",))
    advisers.add(db, person, (), now)
    with db.transaction() as session:
        _row(db, session, account.id).adviser_id = adviser_id
    return adviser_id


def _row(db: Database, session: Session, account_id: int) -> AccountRow:
    db.take_turns(session.connection(), "team")
    return _present(session, account_id)


def _present(session: Session, account_id: int) -> AccountRow:
    row = session.get(AccountRow, account_id)
    if row is None or row.removed_at is not None:
        raise AccountUnknown(f"There is no desk account {account_id}; look at the list of the team again.")
    return row


def _end_week(session: Session, adviser_id: str | None) -> None:
    """No hours or extra time to be booked in, and no calendar elsewhere that shows the appointments."""
    for table in (AvailabilityRow, SpecialDayRow, CalendarFeedRow, OwnCalendarRow):
        session.execute(delete(table).where(table.adviser_id == adviser_id))


def _keep_a_coordinator(session: Session, leaving: AccountRow) -> None:
    others = select(AccountRow.id).where(
        AccountRow.role == COORDINATOR, AccountRow.removed_at.is_(None), AccountRow.id != leaving.id
    )
    if leaving.role == COORDINATOR and session.scalar(others.limit(1)) is None:
        raise LastCoordinator("This is the only coordinator; make somebody else coordinator first.")
