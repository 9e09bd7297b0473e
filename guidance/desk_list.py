"""The lists of the desk, each in one query however long: who waits, who talks, who has an appointment, who is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import aliased

from guidance.database import Database
from guidance.live_models import CallbackRow, CustodyRow, NoteRow, SeenRow
from guidance.models import AdviserRow, BookingRow, ConversationRow, HandoffRow, PlanRow

View = Literal["waiting", "mine", "team", "booked", "closed"]
VIEWS = get_args(View)
CLOSED_SHOWN = 200


@dataclass(frozen=True)
class Entry:
    """One row of a list. Need and name are None as long as the person did not agree that they are shown."""

    conversation_id: str
    state: str
    channel: str
    since: datetime
    reasons: tuple[str, ...]
    holder_name: str | None
    urgent: bool
    unread: bool
    agreed: bool
    need: str | None
    name: str | None
    region: str | None
    sector: str | None
    language: str
    outcome: str | None = None
    call_from: datetime | None = None
    call_to: datetime | None = None
    booking: Booked | None = None


@dataclass(frozen=True)
class Booked:
    """The appointment of a row."""

    starts_at: datetime
    medium: str
    adviser_name: str
    place: str | None
    reference: str


@dataclass(frozen=True)
class Counts:
    """How many there are in each list."""

    waiting: int
    mine: int
    team: int
    booked: int


def entries(db: Database, view: View, account: str, now: datetime, first: frozenset[str] = frozenset()) -> list[Entry]:
    """The rows of a list: urgent ones first (said to a human, or a reason out of `first`), then the longest waiting."""
    query = {
        "waiting": lambda: _live(account, ConversationRow.state == "waiting"),
        "mine": lambda: _live(account, and_(ConversationRow.state == "human", CustodyRow.holder == account)),
        "team": lambda: _live(account, and_(ConversationRow.state == "human", CustodyRow.holder != account)),
        "booked": lambda: _booked(account, now),
        "closed": lambda: _closed(account),
    }[view]()
    with db.reading() as session:
        rows = [_entry(row, first) for row in session.execute(query)]
    if view in ("booked", "closed"):
        return rows
    return sorted(rows, key=lambda row: (not row.urgent, row.since))


def counts(db: Database, account: str, now: datetime) -> Counts:
    """The numbers beside the lists, in two queries."""
    live = select(ConversationRow.state, CustodyRow.holder, func.count()).outerjoin(
        CustodyRow, CustodyRow.conversation_id == ConversationRow.id
    )
    live = live.where(ConversationRow.state.in_(("waiting", "human"))).group_by(
        ConversationRow.state, CustodyRow.holder
    )
    coming = select(func.count()).select_from(BookingRow).where(BookingRow.status == "booked", BookingRow.ends_at > now)
    with db.reading() as session:
        found = [(state, holder, number) for state, holder, number in session.execute(live)]
        booked = session.scalar(coming) or 0
    return Counts(
        waiting=sum(number for state, _, number in found if state == "waiting"),
        mine=sum(number for state, holder, number in found if state == "human" and holder == account),
        team=sum(number for state, holder, number in found if state == "human" and holder != account),
        booked=booked,
    )


def _columns(account: str, *more: Any) -> Select[Any]:
    """Everything a row shows, joined to the conversation."""
    c = ConversationRow.id
    query = select(
        *(ConversationRow.id, ConversationRow.state, ConversationRow.channel, ConversationRow.last_position),
        ConversationRow.started_at,
        *(CustodyRow.holder_name, CustodyRow.waiting_since, CustodyRow.urgent_at),
        *(PlanRow.need, PlanRow.name, PlanRow.situation),
        *(NoteRow.consented_at, NoteRow.withdrawn_at, SeenRow.position.label("seen")),
        *(CallbackRow.from_at, CallbackRow.to_at),
        *(HandoffRow.reasons, HandoffRow.requested_at, HandoffRow.outcome, HandoffRow.closed_at),
        *more,
    ).select_from(ConversationRow)
    query = query.outerjoin(CustodyRow, CustodyRow.conversation_id == c).outerjoin(
        PlanRow, PlanRow.conversation_id == c
    )
    query = query.outerjoin(NoteRow, NoteRow.conversation_id == c).outerjoin(
        CallbackRow, CallbackRow.conversation_id == c
    )
    return query.outerjoin(SeenRow, and_(SeenRow.conversation_id == c, SeenRow.account == account))


def _live(account: str, which: ColumnElement[bool]) -> Select[Any]:
    open_one = and_(HandoffRow.conversation_id == ConversationRow.id, HandoffRow.status == "requested")
    return _columns(account).outerjoin(HandoffRow, open_one).where(which)


def _closed(account: str) -> Select[Any]:
    done = and_(HandoffRow.conversation_id == ConversationRow.id, HandoffRow.status == "closed")
    return _columns(account).join(HandoffRow, done).order_by(HandoffRow.closed_at.desc()).limit(CLOSED_SHOWN)


def _booked(account: str, now: datetime) -> Select[Any]:
    other = aliased(HandoffRow)
    newest = select(func.max(other.id)).where(other.conversation_id == ConversationRow.id)
    latest = newest.correlate(ConversationRow).scalar_subquery()
    booking = BookingRow.starts_at, BookingRow.medium, BookingRow.reference, AdviserRow.name.label("adviser_name")
    query = _columns(account, *booking, AdviserRow.place_address).outerjoin(HandoffRow, HandoffRow.id == latest)
    query = query.join(BookingRow, BookingRow.conversation_id == ConversationRow.id)
    query = query.join(AdviserRow, AdviserRow.id == BookingRow.adviser_id)
    coming = BookingRow.status == "booked", BookingRow.ends_at > now
    return query.where(*coming).order_by(BookingRow.starts_at, BookingRow.id)


def _entry(row: Row[Any], first: frozenset[str]) -> Entry:
    agreed = row.consented_at is not None and row.withdrawn_at is None
    situation = row.situation or {}
    reasons = tuple(row.reasons or ())
    booking = None
    if hasattr(row, "adviser_name"):
        place = row.place_address if row.medium == "place" else None
        booking = Booked(row.starts_at, row.medium, row.adviser_name, place, row.reference)
    return Entry(
        conversation_id=row.id,
        state=row.state,
        channel=row.channel,
        since=row.closed_at or row.waiting_since or row.requested_at or row.started_at,
        reasons=reasons,
        holder_name=row.holder_name,
        urgent=row.urgent_at is not None or (row.closed_at is None and not first.isdisjoint(reasons)),
        unread=row.last_position > (row.seen or 0),
        agreed=agreed,
        need=row.need if agreed else None,
        # Whoever makes an appointment gives the name for it.
        name=row.name if booking or (agreed and row.state == "human") else None,
        region=situation.get("region"),
        sector=situation.get("sector"),
        language=str(situation.get("language") or "nl"),
        outcome=row.outcome,
        call_from=row.from_at,
        call_to=row.to_at,
        booking=booking,
    )
