"""Who is at the desk now: people who talk with people, in which region. Who only watches is no help that is near."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select

from guidance.database import Database
from guidance.live_models import PresenceRow
from guidance.models import AccountRow, AdviserRow

PRESENT = timedelta(seconds=90)


def note(db: Database, account: str, now: datetime) -> None:
    """This account has the desk open."""
    with db.transaction() as session:
        db.take_turns(session.connection(), "presence")
        session.merge(PresenceRow(account=account, seen_at=now))


def somebody_for(db: Database, region: str | None, now: datetime) -> bool:
    """Whether somebody at the desk can take a conversation from this region.

    That is an adviser, or a coordinator with a week of their own. Who has set no region works for all of them; a region
    in which nobody works, and an unknown one, are helped by anybody.
    """
    helps = or_(
        AccountRow.role == "adviser", and_(AccountRow.role == "coordinator", AccountRow.adviser_id.is_not(None))
    )
    present = (
        select(AdviserRow.region_codes)
        .select_from(PresenceRow)
        .join(AccountRow, AccountRow.username == PresenceRow.account)
        .outerjoin(AdviserRow, AdviserRow.id == AccountRow.adviser_id)
        .where(PresenceRow.seen_at > now - PRESENT, AccountRow.removed_at.is_(None), helps)
    )
    with db.reading() as session:
        codes = list(session.scalars(present))
        if region is None or any(not each or region in each for each in codes):
            return bool(codes)
        return bool(codes) and not any(region in each for each in session.scalars(select(AdviserRow.region_codes)))
