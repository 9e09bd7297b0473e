"""How an adviser works beyond the weekly hours: buffers, a daily maximum, breaks, holidays and days that differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from guidance.database import Database
from guidance.desk_models import SpecialDayRow, WorkBreakRow, WorkRulesRow
from guidance.errors import AdviserInvalid

LONGEST_BUFFER = 120


@dataclass(frozen=True)
class Break:
    """A pause that returns every week, in local time; weekday 0 is Monday."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class SpecialDay:
    """A date that differs: without hours a day off, with hours extra time (also on a holiday)."""

    day: date
    starts: time | None = None
    ends: time | None = None

    @property
    def off(self) -> bool:
        """The whole day is free of appointments, apart from extra time on the same date."""
        return self.starts is None


@dataclass(frozen=True)
class WorkRules:
    """What cuts into the weekly hours; the defaults leave everything but public holidays."""

    buffer_minutes: int = 0
    daily_maximum: int | None = None
    holidays_off: bool = True
    video_link: str | None = None
    breaks: tuple[Break, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()

    @property
    def buffer(self) -> timedelta:
        """The least time between two appointments."""
        return timedelta(minutes=self.buffer_minutes)

    def full(self, booked: int) -> bool:
        """Whether a day with so many appointments takes no more."""
        return self.daily_maximum is not None and booked >= self.daily_maximum


def of(db: Database, adviser_id: str) -> WorkRules:
    """The rules of one adviser."""
    with db.reading() as session:
        return read(session, [adviser_id]).get(adviser_id, WorkRules())


def save(db: Database, adviser_id: str, rules: WorkRules) -> None:
    """Put these rules in the place of the old ones. Raises AdviserInvalid when they do not add up."""
    _check(rules)
    with db.transaction() as session:
        session.merge(
            WorkRulesRow(
                adviser_id=adviser_id,
                buffer_minutes=rules.buffer_minutes,
                daily_maximum=rules.daily_maximum,
                holidays_off=rules.holidays_off,
                video_link=rules.video_link,
            )
        )
        for table in (WorkBreakRow, SpecialDayRow):
            session.execute(delete(table).where(table.adviser_id == adviser_id))
        for pause in rules.breaks:
            session.add(
                WorkBreakRow(adviser_id=adviser_id, weekday=pause.weekday, starts=pause.starts, ends=pause.ends)
            )
        for special in rules.special_days:
            session.add(SpecialDayRow(adviser_id=adviser_id, day=special.day, starts=special.starts, ends=special.ends))


def read(session: Session, adviser_ids: Iterable[str]) -> dict[str, WorkRules]:
    """The rules of these advisers, in three queries; who has none is left out."""
    wanted = list(adviser_ids)
    breaks: dict[str, list[Break]] = {}
    for pause in session.scalars(
        select(WorkBreakRow)
        .where(WorkBreakRow.adviser_id.in_(wanted))
        .order_by(WorkBreakRow.weekday, WorkBreakRow.starts)
    ):
        breaks.setdefault(pause.adviser_id, []).append(Break(pause.weekday, pause.starts, pause.ends))
    days: dict[str, list[SpecialDay]] = {}
    for special in session.scalars(
        select(SpecialDayRow)
        .where(SpecialDayRow.adviser_id.in_(wanted))
        .order_by(SpecialDayRow.day, SpecialDayRow.starts)
    ):
        days.setdefault(special.adviser_id, []).append(SpecialDay(special.day, special.starts, special.ends))
    return {
        row.adviser_id: WorkRules(
            row.buffer_minutes,
            row.daily_maximum,
            row.holidays_off,
            row.video_link,
            tuple(breaks.get(row.adviser_id, ())),
            tuple(days.get(row.adviser_id, ())),
        )
        for row in session.scalars(select(WorkRulesRow).where(WorkRulesRow.adviser_id.in_(wanted)))
    }


def _check(rules: WorkRules) -> None:
    if not 0 <= rules.buffer_minutes <= LONGEST_BUFFER:
        raise AdviserInvalid(f"The time between appointments must be 0 to {LONGEST_BUFFER} minutes.")
    if rules.daily_maximum is not None and rules.daily_maximum < 1:
        raise AdviserInvalid("The most appointments a day must be at least 1; leave it empty for no limit.")
    for pause in rules.breaks:
        if not 0 <= pause.weekday <= 6 or pause.starts >= pause.ends:
            raise AdviserInvalid(f"A break cannot last from {pause.starts} to {pause.ends} on weekday {pause.weekday}.")
    for special in rules.special_days:
        if (special.starts is None) != (special.ends is None) or (
            special.starts and special.ends and special.starts >= special.ends
        ):
            raise AdviserInvalid(f"Extra time on {special.day} cannot last from {special.starts} to {special.ends}.")
