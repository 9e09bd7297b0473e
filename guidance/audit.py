"""The audit trail: what was done at the desk, one hash chain that the database itself refuses to change.

Hash of a row: SHA-256 over the hash before it and the row's own fields as JSON. Whoever changes a row behind the
database's back breaks every hash after it, and `broken_at` finds the first.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from guidance.database import Database, storable
from guidance.desk_models import AuditRow

BEGIN = "0" * 64
SYSTEM = "-"


@dataclass(frozen=True)
class Entry:
    """One deed. `who` is a username or SYSTEM, `about` an id or a name of ours; never a person's words."""

    id: int
    at: datetime
    who: str
    deed: str
    about: str
    detail: str


def record(db: Database, who: str, deed: str, now: datetime, about: str = "", detail: str = "") -> None:
    """Add a deed at the end of the chain."""
    with db.transaction() as session:
        db.take_turns(session.connection(), "audit")
        _add(session, AuditRow(at=now, who=storable(who), deed=deed, about=storable(about), detail=storable(detail)))


def record_once(db: Database, who: str, deed: str, now: datetime, about: str, within: timedelta) -> None:
    """Add a deed that is done again and again, unless the same stands there from `within` before now."""
    same = (AuditRow.who == storable(who), AuditRow.deed == deed, AuditRow.about == storable(about))
    query = select(AuditRow.id).where(*same, AuditRow.at > now - within).limit(1)
    with db.transaction() as session:
        db.take_turns(session.connection(), "audit")
        if session.scalar(query) is None:
            _add(session, AuditRow(at=now, who=storable(who), deed=deed, about=storable(about), detail=""))


def latest(db: Database, limit: int = 100, before: int | None = None) -> list[Entry]:
    """The newest deeds first; with `before` those older than that one."""
    query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditRow.id < before)
    with db.reading() as session:
        return [_entry(row) for row in session.scalars(query)]


def broken_at(db: Database, last: int | None = None) -> int | None:
    """The id of the first row that does not follow from the one before it, or None when the chain is whole.

    `last`: look at so many of the newest rows only.
    """
    columns = (AuditRow.id, AuditRow.at, AuditRow.who, AuditRow.deed, AuditRow.about, AuditRow.detail, AuditRow.hash)
    newest = select(*columns).order_by(AuditRow.id.desc()).limit(None if last is None else last + 1)
    with db.reading() as session:
        rows = session.execute(newest).all()[::-1]
    whole = last is None or len(rows) <= last
    before = BEGIN if whole else rows[0].hash
    for row in rows if whole else rows[1:]:
        if row.hash != _hash(before, row):
            return int(row.id)
        before = row.hash
    return None


def _add(session: Session, row: AuditRow) -> None:
    before = session.scalar(select(AuditRow.hash).order_by(AuditRow.id.desc()).limit(1))
    row.hash = _hash(before or BEGIN, row)
    session.add(row)


def _hash(before: str, row: AuditRow | Row[Any]) -> str:
    fields = [row.at.astimezone(UTC).isoformat(), row.who, row.deed, row.about, row.detail]
    return hashlib.sha256((before + json.dumps(fields, ensure_ascii=False)).encode()).hexdigest()


def _entry(row: AuditRow) -> Entry:
    return Entry(row.id, row.at, row.who, row.deed, row.about, row.detail)
