"""Single-use links by mail: an invitation to the desk, or a new password. Only a hash of the token is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast, get_args

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from guidance import accounts, team
from guidance.accounts import Account, Role
from guidance.database import Database
from guidance.desk_models import AccountLinkRow
from guidance.errors import AccountInvalid, LinkUnusable
from guidance.login_attempts import hashed

INVITATION_LIFETIME = timedelta(days=7)
RESET_LIFETIME = timedelta(hours=1)
RESETS_AN_HOUR = 3


@dataclass(frozen=True)
class AccountLink:
    """What a link is for; `account_id` None: an invitation, and then there is a role."""

    email: str
    role: str | None
    account_id: int | None
    expires_at: datetime

    @property
    def is_invitation(self) -> bool:
        """Whether the link makes an account."""
        return self.account_id is None


def invite(db: Database, email: str, role: str, now: datetime) -> str:
    """A token with which this person makes an account. Earlier invitations to the same address stop working.

    Raises AccountInvalid when there is no such role, or an account with this address.
    """
    if role not in get_args(Role):
        raise AccountInvalid(f"There is no role {role!r}; it is one of {', '.join(get_args(Role))}.")
    if team.by_email(db, email):
        raise AccountInvalid("There is a desk account with this mail address already.")
    return _make(db, AccountLinkRow(email=email.strip(), role=role), now, INVITATION_LIFETIME)


def reset(db: Database, account: Account, now: datetime) -> str | None:
    """A token for a new password, or None: no mail address is known, or three were asked for within the hour."""
    if not account.email:
        return None
    recent = select(func.count()).where(
        AccountLinkRow.account_id == account.id, AccountLinkRow.made_at > now - timedelta(hours=1)
    )
    with db.reading() as session:
        if (session.scalar(recent) or 0) >= RESETS_AN_HOUR:
            return None
    return _make(db, AccountLinkRow(email=account.email, account_id=account.id), now, RESET_LIFETIME)


def look(db: Database, token: str, now: datetime) -> AccountLink:
    """What the link is for, without using it: mail programs open links too. Raises LinkUnusable."""
    with db.reading() as session:
        return _link(_usable(session, token, now))


def accept(db: Database, token: str, username: str, password: str, now: datetime) -> Account:
    """Use an invitation: make the account. Raises LinkUnusable; after AccountInvalid or UsernameTaken try again."""
    link = look(db, token, now)
    if not link.is_invitation or link.role is None:
        raise LinkUnusable("This link is for a new password, not an invitation.")
    account = accounts.create(db, username, password, cast(Role, link.role), email=link.email)
    try:
        _use(db, token, now)
    except LinkUnusable:  # somebody else used it in between
        team.remove(db, account.id, now)
        raise
    return account


def set_password(db: Database, token: str, password: str, now: datetime) -> int:
    """Use a link for a new password; every session ends. Returns the account. Raises LinkUnusable or AccountInvalid."""
    link = look(db, token, now)
    if link.account_id is None:
        raise LinkUnusable("This link is an invitation, not for a new password.")
    accounts.password_hash(password)  # refuse before the link is used up
    _use(db, token, now)
    team.set_password(db, link.account_id, password)
    return link.account_id


def invited(db: Database, now: datetime) -> list[AccountLink]:
    """The invitations nobody used yet, the newest first."""
    query = select(AccountLinkRow).where(
        AccountLinkRow.account_id.is_(None), AccountLinkRow.used_at.is_(None), AccountLinkRow.expires_at > now
    )
    with db.reading() as session:
        return [_link(row) for row in session.scalars(query.order_by(AccountLinkRow.made_at.desc()))]


def withdraw(db: Database, email: str, now: datetime) -> None:
    """Make every open invitation to this address useless."""
    with db.transaction() as session:
        _end_invitations(session, email, now)


def _make(db: Database, row: AccountLinkRow, now: datetime, lifetime: timedelta) -> str:
    token = secrets.token_urlsafe(32)
    row.token_hash, row.made_at, row.expires_at = hashed(token), now, now + lifetime
    with db.transaction() as session:
        if row.account_id is None:
            _end_invitations(session, row.email, now)
        session.add(row)
    return token


def _end_invitations(session: Session, email: str, now: datetime) -> None:
    same = func.lower(AccountLinkRow.email) == email.strip().lower()
    unused = update(AccountLinkRow).where(same, AccountLinkRow.account_id.is_(None), AccountLinkRow.used_at.is_(None))
    session.execute(unused.values(used_at=now))


def _use(db: Database, token: str, now: datetime) -> None:
    with db.transaction() as session:
        row = _usable(session, token, now, lock=True)
        row.used_at = now
        if row.account_id is not None:  # a new password makes the other links for it useless too
            others = update(AccountLinkRow).where(
                AccountLinkRow.account_id == row.account_id, AccountLinkRow.used_at.is_(None)
            )
            session.execute(others.values(used_at=now))


def _usable(session: Session, token: str, now: datetime, lock: bool = False) -> AccountLinkRow:
    row = session.get(AccountLinkRow, hashed(token), with_for_update=lock)
    if row is None or row.used_at is not None or row.expires_at <= now:
        raise LinkUnusable("This link was used, is too old or never existed; ask for a new one.")
    return row


def _link(row: AccountLinkRow) -> AccountLink:
    return AccountLink(row.email, row.role, row.account_id, row.expires_at)
