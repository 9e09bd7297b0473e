"""Which desk account belongs to an account of the organisation's own login."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select

from guidance import account_links, team
from guidance.accounts import Account, as_account
from guidance.database import Database
from guidance.desk_models import AccountIdentityRow
from guidance.errors import AccountInvalid, LinkUnusable
from guidance.models import AccountRow


def account_of(db: Database, issuer: str, subject: str, verified_email: str, now: datetime) -> Account | None:
    """The desk account of this person at the login server, or None for who was never invited.

    The first time the verified mail address decides, of an account or of an open invitation; from then on the subject,
    which stays the same when an address goes to somebody else.
    """
    with db.reading() as session:
        known = select(AccountRow).join(AccountIdentityRow, AccountIdentityRow.account_id == AccountRow.id)
        mine = known.where(AccountIdentityRow.issuer == issuer, AccountIdentityRow.subject == subject)
        row = session.scalar(mine)
        if row is not None:
            return None if row.removed_at else as_account(row)
    account = team.by_email(db, verified_email) or _invited(db, verified_email, now) if verified_email else None
    if account is not None and not _link(db, account, issuer, subject):
        return None
    return account


def _link(db: Database, account: Account, issuer: str, subject: str) -> bool:
    """Remember the subject; an account that has another one at this login server keeps that."""
    with db.transaction() as session:
        db.take_turns(session.connection(), "identity")
        other = select(AccountIdentityRow.id).where(
            AccountIdentityRow.account_id == account.id, AccountIdentityRow.issuer == issuer
        )
        if session.scalar(other) is not None:
            return False
        session.add(AccountIdentityRow(account_id=account.id, issuer=issuer, subject=subject))
        return True


def _invited(db: Database, email: str, now: datetime) -> Account | None:
    """Who was invited at this address need not choose a password: nobody knows the one they get."""
    invitation = next((link for link in account_links.invited(db, now) if link.email.lower() == email.lower()), None)
    if invitation is None or invitation.role is None:
        return None
    try:
        token = account_links.invite(db, invitation.email, invitation.role, now)
        return account_links.accept(db, token, email, secrets.token_urlsafe(32), now)
    except (AccountInvalid, LinkUnusable):
        return None
