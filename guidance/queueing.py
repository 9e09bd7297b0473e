"""The place in the queue, and an honest estimate: it counts those who gave up, and says so when nobody can know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance.database import Database
from guidance.live_models import CustodyRow, WaitRow
from guidance.models import ConversationRow, PlanRow

MEASURED = timedelta(days=28)
ENOUGH_MEASURED = 5
HELPED = ("claim", "handle")
"""How a wait ends in which an adviser came; the others were at least as long as they were."""


@dataclass(frozen=True)
class Queue:
    """`place` counts from 1; `minutes` is the estimate for that place, None when it cannot be known."""

    place: int
    minutes: int | None


def queue(db: Database, conversation_id: str, now: datetime) -> Queue | None:
    """The place among those of the region who wait, and how long that takes; None when this one does not wait."""
    with db.reading() as session:
        waiting = {each: (since, region) for each, since, region in _waiting(session)}
        if conversation_id not in waiting:
            return None
        mine, region = waiting.pop(conversation_id)
        others = [since for since, theirs in waiting.values() if region is None or theirs in (None, region)]
        ended = _ended(session, region, now)
    place = 1 + sum(since < mine for since in others)
    waits = [*ended, *((int((now - since).total_seconds()), False) for since in others)]
    half = half_are_helped_within(waits) if sum(helped for _, helped in ended) >= ENOUGH_MEASURED else None
    return Queue(place, None if half is None else max(1, ceil(half * place / 60)))


def half_are_helped_within(waits: Iterable[tuple[int, bool]]) -> int | None:
    """Seconds within which half of the people are helped, of (seconds, whether somebody came).

    The median of Kaplan and Meier (1958): who gave up, or still waits, waited at least that long. None when fewer than
    half were helped at any length.
    """
    ordered = sorted(waits, key=lambda wait: (wait[0], not wait[1]))
    still = 1.0
    for number, (seconds, helped) in enumerate(ordered):
        if helped:
            still *= 1 - 1 / (len(ordered) - number)
        if still <= 0.5:
            return seconds
    return None


def _waiting(session: Session) -> Sequence[tuple[str, datetime, str | None]]:
    """Everybody who waits now, since when, and in which region."""
    query = select(CustodyRow.conversation_id, CustodyRow.waiting_since, PlanRow.situation)
    query = query.join(ConversationRow, ConversationRow.id == CustodyRow.conversation_id)
    query = query.outerjoin(PlanRow, PlanRow.conversation_id == CustodyRow.conversation_id)
    rows = session.execute(query.where(ConversationRow.state == "waiting")).all()
    return [(each, since, (known or {}).get("region")) for each, since, known in rows if since is not None]


def _ended(session: Session, region: str | None, now: datetime) -> list[tuple[int, bool]]:
    measured = select(WaitRow.seconds, WaitRow.ended_by).where(WaitRow.at > now - MEASURED)
    if region is not None:
        measured = measured.where(WaitRow.region == region)
    return [(seconds, ended_by in HELPED) for seconds, ended_by in session.execute(measured)]
