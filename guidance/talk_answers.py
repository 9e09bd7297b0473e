"""What people said about their talks with an adviser: to read with one conversation, and counted for the coordinator.

Counts are shown from a number of people on that points to nobody, also when what is shown is taken from the whole. They
go with the conversations: of who was wiped nothing is counted any more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import or_, select

from guidance.booking_models import TalkAnswerRow
from guidance.database import Database
from guidance.live_models import LiveTalkRow
from guidance.models import AdviserRow, BookingRow
from guidance.schedule import AMSTERDAM

ANSWERS = ("yes", "some", "no")
FEWEST = 5
"""People whose answers may be counted together."""
Group = TypeVar("Group", str, date)


@dataclass(frozen=True)
class TalkAnswer:
    """What one person said about one talk; None where they gave no answer. `adviser`: the name they talked with."""

    conversation_id: str
    at: datetime
    adviser: str | None
    useful: str | None
    next_step: str | None


@dataclass(frozen=True)
class Tally:
    """How many people answered, and how often each answer was given: yes, some and no."""

    people: int
    useful: tuple[int, ...]
    next_step: tuple[int, ...]


@dataclass(frozen=True)
class Tallies:
    """All answers together, and apart as far as that points to nobody. `everybody`: None while there are too few."""

    everybody: Tally | None
    advisers: dict[str, Tally]
    months: dict[date, Tally]


def of_conversation(db: Database, conversation_id: str) -> tuple[TalkAnswer, ...]:
    """What this person said about their talks, the first talk first."""
    return tuple(_answers(db, conversation_id))


def tallies(db: Database) -> Tallies:
    """The answers of everybody, counted; months begin on their first day, the last month first."""
    answers = _answers(db)
    months = _apart(answers, lambda answer: answer.at.astimezone(AMSTERDAM).date().replace(day=1))
    advisers = _apart(answers, lambda answer: answer.adviser)
    return Tallies(
        everybody=_tally(answers) if _people(answers) >= FEWEST else None,
        advisers=dict(sorted(advisers.items())),
        months=dict(sorted(months.items(), reverse=True)),
    )


def _apart(answers: Sequence[TalkAnswer], group: Callable[[TalkAnswer], Group | None]) -> dict[Group, Tally]:
    """The groups that are large enough; what stays out of sight is nobody, or large enough as well."""
    groups: dict[Group, list[TalkAnswer]] = {}
    hidden: list[TalkAnswer] = []
    for answer in answers:
        name = group(answer)
        (hidden if name is None else groups.setdefault(name, [])).append(answer)
    shown = sorted(groups, key=lambda name: _people(groups[name]))
    while shown and (_people(groups[shown[0]]) < FEWEST or 0 < _people(hidden) < FEWEST):
        hidden += groups[shown.pop(0)]
    return {name: _tally(groups[name]) for name in shown}


def _tally(answers: Sequence[TalkAnswer]) -> Tally:
    useful, step = (_counted(each) for each in zip(*((a.useful, a.next_step) for a in answers), strict=True))
    return Tally(_people(answers), useful, step)


def _counted(given: Iterable[str | None]) -> tuple[int, ...]:
    count = Counter(given)
    return tuple(count[answer] for answer in ANSWERS)


def _people(answers: Iterable[TalkAnswer]) -> int:
    return len({answer.conversation_id for answer in answers})


def _answers(db: Database, conversation_id: str | None = None) -> list[TalkAnswer]:
    booked = select(
        *(TalkAnswerRow.conversation_id, TalkAnswerRow.at, AdviserRow.name),
        *(TalkAnswerRow.useful, TalkAnswerRow.next_step),
    ).join(BookingRow, BookingRow.id == TalkAnswerRow.booking_id)
    booked = booked.join(AdviserRow, AdviserRow.id == BookingRow.adviser_id)
    live = select(
        *(LiveTalkRow.conversation_id, LiveTalkRow.answered_at, LiveTalkRow.adviser),
        *(LiveTalkRow.useful, LiveTalkRow.next_step),
    ).where(or_(LiveTalkRow.useful.is_not(None), LiveTalkRow.next_step.is_not(None)))
    if conversation_id is not None:
        booked = booked.where(TalkAnswerRow.conversation_id == conversation_id)
        live = live.where(LiveTalkRow.conversation_id == conversation_id)
    with db.reading() as session:
        found = [TalkAnswer(*row) for query in (booked, live) for row in session.execute(query)]
    return sorted(found, key=lambda answer: answer.at)
