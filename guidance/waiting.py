"""Waiting for a human: when one may come, when one can call, and who has waited too long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from guidance import inbox, opening, presence, public_holidays, schedule, workrules
from guidance.advisers import Availability, as_adviser, as_availability
from guidance.danger import DANGER
from guidance.database import Database, lock_conversation
from guidance.holding import waiting_since
from guidance.live_models import CustodyRow
from guidance.models import AdviserRow, AvailabilityRow
from guidance.schedule import AMSTERDAM
from guidance.workrules import WorkRules


def is_open(db: Database, region: str | None, now: datetime) -> bool:
    """Whether it is within the hours of the desk for this region, or when it has none within those of the advisers.

    Of the region's advisers, or of any adviser when the region is unknown or has none.
    """
    if opened := opening.hours(db, region):
        return opening.is_open(opened, now)
    local = now.astimezone(AMSTERDAM).replace(tzinfo=None)
    return any(starts <= local < ends for starts, ends in _advisers_windows(db, region, [local.date()]))


def is_live(db: Database, region: str | None, now: datetime) -> bool:
    """Whether a human may come soon: within the hours, and somebody who helps people of the region is at the desk."""
    return presence.somebody_for(db, region, now) and is_open(db, region, now)


def call_windows(db: Database, region: str | None, now: datetime, limit: int = 4) -> list[tuple[datetime, datetime]]:
    """The coming stretches in which an adviser of the region can call, in UTC; none that began already."""
    found = [(_utc(starts), _utc(ends)) for starts, ends in sorted(_windows(db, region, now, 8))]
    return [(starts, ends) for starts, ends in found if starts > now][:limit]


def opens_at(db: Database, region: str | None, now: datetime) -> datetime | None:
    """When a closed desk opens for this region; None when it is open, or nobody set hours that can be promised."""
    if not opening.hours(db, region) or is_open(db, region, now):
        return None
    return next((starts for starts, _ in call_windows(db, region, now, 1)), None)


def overdue(db: Database, before: datetime) -> list[str]:
    """Who waits since before that moment and was not offered anything else; the longest waiting first."""
    with db.reading() as session:
        rows = session.execute(waiting_since(before).where(CustodyRow.offered_at.is_(None))).all()
    return [conversation_id for conversation_id, reasons in rows if not DANGER & set(reasons)]


def offer_instead(db: Database, conversation_id: str, payload: str | None, now: datetime) -> bool:
    """Nobody came: give the bot `payload`, once; None when it offered something already. False when not needed."""
    with db.transaction() as session:
        conversation = lock_conversation(session, conversation_id)
        row = session.get(CustodyRow, conversation_id)
        if conversation.state != "waiting" or row is None or row.offered_at is not None:
            return False
        row.offered_at = now
        if payload is not None:
            inbox.queue(session, conversation, "waited", payload, now)
        return True


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=AMSTERDAM).astimezone(UTC)


def _windows(db: Database, region: str | None, now: datetime, days: int) -> set[tuple[datetime, datetime]]:
    """(start, end) in local time without zone: of the desk when it has hours for this region, else of the advisers."""
    dates = schedule.days(now, now + timedelta(days=days - 1))
    if desk := opening.hours(db, region):
        working = [day for day in dates if public_holidays.name_of(day) is None]
        return {_on(day, each.starts, each.ends) for day in working for each in desk if each.weekday == day.weekday()}
    return _advisers_windows(db, region, dates)


def _advisers_windows(db: Database, region: str | None, dates: Sequence[date]) -> set[tuple[datetime, datetime]]:
    """The advisers of the region count, or all of them when it has none."""
    with db.reading() as session:
        people = [as_adviser(row) for row in session.scalars(select(AdviserRow))]
        own = [adviser for adviser in people if region in adviser.region_codes] or people
        weeks: dict[str, list[Availability]] = {}
        for row in session.scalars(select(AvailabilityRow)):
            weeks.setdefault(row.adviser_id, []).append(as_availability(row))
        rules = workrules.read(session, [adviser.id for adviser in own])
    return {
        _on(day, window.starts, window.ends)
        for adviser in own
        for day in dates
        for window in schedule.working_hours(
            adviser, weeks.get(adviser.id, []), day, rules.get(adviser.id, WorkRules())
        )
    }


def _on(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    return datetime.combine(day, starts), datetime.combine(day, ends)
