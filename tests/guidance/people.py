"""The adviser, the moment and the database rows that the tests of guidance share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from guidance.advisers import Adviser, Availability, add
from guidance.database import Database
from guidance.schedule import AMSTERDAM

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday, 10:00 in Amsterdam
ANNA = Adviser(
    id="anna",
    name="Anna Testpersoon",
    organisation="Werkcentrum Rijnmond",
    region_codes=("AM22",),
    sectors=("transport",),
    media=("phone", "video", "place"),
    place_address="Rotterdam",
)
WORKING_DAYS = tuple(Availability(weekday, time(9), time(12)) for weekday in range(5))


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment given in Dutch local time."""
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


def add_adviser(
    db: Database, adviser_id: str = "anna", hours: Sequence[Availability] = WORKING_DAYS, **changes: Any
) -> Adviser:
    """Put an adviser like Anna in the database: working days 9:00 to 12:00, slots of 45 minutes."""
    adviser = replace(ANNA, id=adviser_id, **changes)
    add(db, adviser, hours, NOW)
    return adviser
