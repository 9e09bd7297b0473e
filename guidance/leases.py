"""Work that one process at a time may do for a conversation: answering it, or sending to its chat. Typing in it, too.

A lease is a row with a holder and an end. Its holder prolongs it while working, and takes it away when the work is
finished. A lease that stays means that the work was not: it ends by itself, so that another process goes on, and knows
that part of it may have been done. Processes on several machines need clocks that agree to a second.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import IntegrityError

from guidance.database import Database
from guidance.live_models import LeaseRow


@dataclass(frozen=True)
class Lease:
    """One that was taken. `unfinished`: somebody began this work before and did not finish it."""

    unfinished: bool


def take(db: Database, conversation_id: str, work: str, holder: str, now: datetime, lasts: timedelta) -> Lease | None:
    """Take the lease, when nobody else has one that still lasts; also None when there is no such conversation."""
    try:
        with db.transaction() as session:
            row = session.get(LeaseRow, (conversation_id, work), with_for_update=True)
            if row is None:
                session.add(LeaseRow(conversation_id=conversation_id, work=work, holder=holder, until=now + lasts))
                return Lease(unfinished=False)
            if row.holder != holder and row.until > now:
                return None
            row.holder, row.until = holder, now + lasts
            return Lease(unfinished=True)
    except IntegrityError:  # another process was a moment quicker, or the conversation was wiped
        return None


def prolong(db: Database, conversation_id: str, work: str, holder: str, until: datetime) -> bool:
    """Go on working; False when the lease is not ours any more."""
    with db.transaction() as session:
        changed = update(LeaseRow).where(*_mine(conversation_id, work, holder)).values(until=until)
        return session.scalar(changed.returning(LeaseRow.holder)) is not None


def finish(db: Database, conversation_id: str, work: str, holder: str) -> None:
    """The work is done: nobody needs to look after it."""
    with db.transaction() as session:
        session.execute(delete(LeaseRow).where(*_mine(conversation_id, work, holder)))


def leave(db: Database, conversation_id: str, work: str, holder: str, now: datetime) -> None:
    """Stop in the middle: somebody may go on at once, and will know that we began."""
    prolong(db, conversation_id, work, holder, now)


def left(db: Database, work: str, now: datetime) -> list[str]:
    """The conversations in which this work was left in the middle. Each is told to one caller, who goes on with it."""
    gone = delete(LeaseRow).where(LeaseRow.work == work, LeaseRow.until <= now)
    with db.reading() as session:  # nearly always there are none, and a read waits for nobody
        if session.scalar(select(LeaseRow.work).where(LeaseRow.work == work, LeaseRow.until <= now).limit(1)) is None:
            return []
    with db.transaction() as session:
        return list(session.scalars(gone.returning(LeaseRow.conversation_id)))


def lasting(
    db: Database, works: Collection[str], now: datetime, among: Collection[str] | None = None
) -> dict[str, datetime]:
    """The conversations (of those in `among`) in which one of these works goes on, each with an end as known now."""
    query = select(LeaseRow.conversation_id, LeaseRow.until).where(LeaseRow.work.in_(works), LeaseRow.until > now)
    if among is not None:
        query = query.where(LeaseRow.conversation_id.in_(among))
    with db.reading() as session:
        return {row.conversation_id: row.until for row in session.execute(query.order_by(LeaseRow.until))}


def _mine(conversation_id: str, work: str, holder: str) -> tuple[ColumnElement[bool], ...]:
    return LeaseRow.conversation_id == conversation_id, LeaseRow.work == work, LeaseRow.holder == holder
