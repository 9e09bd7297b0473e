"""When the desk answers live, in local time, as the coordinator set it; public holidays are closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from guidance import public_holidays
from guidance.database import Database
from guidance.desk_models import OpeningHoursRow
from guidance.errors import AdviserInvalid
from guidance.schedule import AMSTERDAM
from guidance.workrules import Break as Hours

__all__ = ["Hours", "everywhere", "hours", "is_open", "put"]


def hours(db: Database, region: str | None = None) -> list[Hours]:
    """The region's own hours, else those of the organisation, Monday first; an empty list when nobody set any."""
    kept = everywhere(db)
    return kept.get(region) or kept.get(None, [])


def everywhere(db: Database) -> dict[str | None, list[Hours]]:
    """The hours of each region that has its own; those of the whole organisation stand under None."""
    found: dict[str | None, list[Hours]] = {}
    query = select(OpeningHoursRow).order_by(OpeningHoursRow.region, OpeningHoursRow.weekday, OpeningHoursRow.starts)
    with db.reading() as session:
        for row in session.scalars(query):
            found.setdefault(row.region, []).append(Hours(row.weekday, row.starts, row.ends))
    return found


def is_open(opened: Sequence[Hours], now: datetime) -> bool:
    """Whether the desk answers now."""
    local = now.astimezone(AMSTERDAM)
    if public_holidays.name_of(local.date()):
        return False
    return any(each.weekday == local.weekday() and each.starts <= local.time() < each.ends for each in opened)


def put(db: Database, opened: Sequence[Hours], region: str | None = None) -> None:
    """Put these hours in the place of the old ones, of a region or of the organisation; none takes them away.

    Raises AdviserInvalid when they cannot be.
    """
    for each in opened:
        if not 0 <= each.weekday <= 6 or each.starts >= each.ends:
            raise AdviserInvalid(f"The desk cannot be open from {each.starts} to {each.ends} on day {each.weekday}.")
    with db.transaction() as session:
        db.take_turns(session.connection(), "opening")
        session.execute(delete(OpeningHoursRow).where(OpeningHoursRow.region.is_not_distinct_from(region)))
        session.add_all(
            OpeningHoursRow(region=region, weekday=each.weekday, starts=each.starts, ends=each.ends) for each in opened
        )
