"""The human advisers: who they are, where, how they talk, and their weekly hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import delete, select

from guidance.database import Database
from guidance.errors import AdviserInvalid
from guidance.models import AdviserRow, AvailabilityRow

MEDIA = ("phone", "video", "place")
DEMO_FILE = Path(__file__).parent / "data" / "demo_advisers.yaml"


@dataclass(frozen=True)
class Availability:
    """Weekly hours in Europe/Amsterdam, cut into slots; weekday 0 is Monday."""

    weekday: int
    starts: time
    ends: time
    slot_minutes: int = 45


@dataclass(frozen=True)
class Adviser:
    """A human adviser. `media` in order of preference; `closed_days` are local dates without appointments."""

    id: str
    name: str
    organisation: str
    region_codes: tuple[str, ...]
    sectors: tuple[str, ...]
    media: tuple[str, ...]
    place_address: str | None = None
    languages: tuple[str, ...] = ("nl",)
    demo: bool = False
    closed_days: tuple[date, ...] = ()


def add(db: Database, adviser: Adviser, availability: Sequence[Availability], now: datetime) -> None:
    """Add an adviser, or replace the data and hours of the one with this id; appointments stay.

    Raises AdviserInvalid when media, place or hours do not add up.
    """
    _check(adviser, availability)
    with db.transaction() as session:
        db.take_turns(session.connection(), "advisers")
        session.merge(
            AdviserRow(
                id=adviser.id,
                name=adviser.name,
                organisation=adviser.organisation,
                region_codes=list(adviser.region_codes),
                sectors=list(adviser.sectors),
                media=list(adviser.media),
                place_address=adviser.place_address,
                languages=list(adviser.languages),
                closed_days=[day.isoformat() for day in adviser.closed_days],
                demo=adviser.demo,
                added_at=now,
            )
        )
        session.flush()
        session.execute(delete(AvailabilityRow).where(AvailabilityRow.adviser_id == adviser.id))
        for hours in availability:
            session.add(
                AvailabilityRow(
                    adviser_id=adviser.id,
                    weekday=hours.weekday,
                    starts=hours.starts,
                    ends=hours.ends,
                    slot_minutes=hours.slot_minutes,
                )
            )


def all(db: Database) -> list[Adviser]:
    """Every adviser, by id."""
    with db.reading() as session:
        return [as_adviser(row) for row in session.scalars(select(AdviserRow).order_by(AdviserRow.id))]


def load_demo(db: Database, now: datetime) -> list[Adviser]:
    """Add the fictional advisers of the demo (again: nothing changes); call this in demo mode only."""
    content: dict[str, Any] = yaml.safe_load(DEMO_FILE.read_text(encoding="utf-8"))
    closed = tuple(content["closed_days"])
    added = []
    for entry in content["advisers"]:
        hours = [_availability(item) for item in entry.pop("availability")]
        lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
        adviser = Adviser(**{**entry, **lists}, demo=True, closed_days=closed)
        add(db, adviser, hours, now)
        added.append(adviser)
    return added


def as_adviser(row: AdviserRow) -> Adviser:
    """The row as a value that may leave its transaction."""
    return Adviser(
        id=row.id,
        name=row.name,
        organisation=row.organisation,
        region_codes=tuple(row.region_codes),
        sectors=tuple(row.sectors),
        media=tuple(row.media),
        place_address=row.place_address,
        languages=tuple(row.languages),
        demo=row.demo,
        closed_days=tuple(date.fromisoformat(day) for day in row.closed_days),
    )


def as_availability(row: AvailabilityRow) -> Availability:
    """The row as a value that may leave its transaction."""
    return Availability(row.weekday, row.starts, row.ends, row.slot_minutes)


def _availability(item: dict[str, Any]) -> Availability:
    starts, ends = time.fromisoformat(item["from"]), time.fromisoformat(item["to"])
    return Availability(item["weekday"], starts, ends, item.get("slot_minutes", 45))


def _check(adviser: Adviser, availability: Sequence[Availability]) -> None:
    unknown = set(adviser.media) - set(MEDIA)
    if unknown or not adviser.media:
        raise AdviserInvalid(f"Adviser {adviser.id} needs media out of {', '.join(MEDIA)}, not {sorted(unknown)}.")
    if "place" in adviser.media and not adviser.place_address:
        raise AdviserInvalid(f"Adviser {adviser.id} talks at a place; say where in place_address.")
    for hours in availability:
        if not 0 <= hours.weekday <= 6 or hours.starts >= hours.ends or hours.slot_minutes <= 0:
            raise AdviserInvalid(
                f"Adviser {adviser.id} has impossible hours: weekday {hours.weekday} (0 is Monday, 6 Sunday), "
                f"{hours.starts} to {hours.ends}, slots of {hours.slot_minutes} minutes."
            )
