"""Pictures of a week and of loads, as plain numbers a template draws: positions in units of the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from guidance.own_week import Block, Day

HOUR = 64
COLUMN = 130
LEFT, TOP = 52, 56
EARLIEST, LATEST = 8, 18


@dataclass(frozen=True)
class Piece:
    """A block and its place: along the day (`at`, `length`) and as a share of the day's bar (`percent`, `share`)."""

    block: Block
    at: float
    length: float
    percent: float
    share: float


@dataclass(frozen=True)
class Column:
    """A day and its pieces, what lies below first."""

    day: Day
    x: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class WeekPicture:
    """The drawing: columns, whole hours with their height, and its size."""

    columns: tuple[Column, ...]
    hours: tuple[tuple[int, int], ...]
    width: int
    height: int


def draw_week(days: Sequence[Day]) -> WeekPicture:
    """The week from eight to six, or from earlier and to later where something stands there."""
    blocks = [block for day in days for block in day.blocks]
    first = min([EARLIEST, *(block.starts.hour for block in blocks)])
    last = max([LATEST, *(-(-_minutes(block.ends) // 60) for block in blocks)])
    columns = tuple(
        Column(day, LEFT + number * COLUMN, tuple(_piece(block, first, last) for block in day.blocks))
        for number, day in enumerate(days)
    )
    hours = tuple((hour, TOP + (hour - first) * HOUR) for hour in range(first, last + 1))
    return WeekPicture(columns, hours, LEFT + len(days) * COLUMN + 2, TOP + (last - first) * HOUR + 14)


def _piece(block: Block, first: int, last: int) -> Piece:
    at = (_minutes(block.starts) - first * 60) / 60
    length = (_minutes(block.ends) - _minutes(block.starts)) / 60
    whole = last - first
    return Piece(block, TOP + at * HOUR, length * HOUR, round(1000 * at / whole, 1), round(1000 * length / whole, 1))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
