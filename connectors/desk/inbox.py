"""Who waits for a human and who has an appointment, put together from guidance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from connectors.desk.labels import Labels
from guidance import bookings, handoffs
from guidance.bookings import Booking
from guidance.database import Database
from guidance.errors import ConversationUnknown
from guidance.handoffs import Handoff, Summary


@dataclass(frozen=True)
class Waiting:
    """One row of the inbox: a request for a human and what is known of the person."""

    handoff: Handoff
    summary: Summary
    first: bool

    @property
    def open(self) -> bool:
        """Nobody closed it yet."""
        return self.handoff.status == "requested"


@dataclass(frozen=True)
class Inbox:
    """The requests (those that go first, then the newest) and the coming appointments (the soonest first)."""

    waiting: tuple[Waiting, ...]
    appointments: tuple[Booking, ...]

    @property
    def count(self) -> int:
        """How many wait for a human."""
        return sum(row.open for row in self.waiting)


def read_inbox(db: Database, labels: Labels, now: datetime, everything: bool) -> Inbox:
    """The inbox; `everything` adds the requests that were closed."""
    requests = handoffs.latest(db) if everything else handoffs.open_handoffs(db)
    rows = [row for row in (_waiting(db, labels, handoff) for handoff in requests) if row]
    rows.sort(key=lambda row: row.handoff.requested_at, reverse=True)
    rows.sort(key=lambda row: not (row.first and row.open))
    return Inbox(tuple(rows), tuple(bookings.upcoming(db, now)))


def _waiting(db: Database, labels: Labels, handoff: Handoff) -> Waiting | None:
    try:
        summary = handoffs.summary(db, handoff.conversation_id)
    except ConversationUnknown:  # wiped while we were reading
        return None
    return Waiting(handoff, summary, any(labels.reason(code).first for code in handoff.reasons))
