"""The lists of the desk, in as many queries however long: who waits, who talks, who has an appointment, who is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Row, Select, String, and_, case, cast, false, func, or_, select
from sqlalchemy.orm import aliased

from guidance.database import Database
from guidance.live_models import CallbackRow, CustodyRow, NoteRow, SeenRow
from guidance.models import AdviserRow, BookingRow, ConversationRow, HandoffRow, PlanRow

View = Literal["waiting", "mine", "team", "booked", "closed"]
VIEWS: tuple[View, ...] = get_args(View)
CLOSED_SHOWN = timedelta(days=28)
AGREED = and_(NoteRow.consented_at.is_not(None), NoteRow.withdrawn_at.is_(None))
TRAITS: dict[str, ColumnElement[Any]] = {
    # Region and language bring a person to the right adviser, so they work without a yes; what work it is does not.
    "region": PlanRow.situation["region"].as_string(),
    "sector": case((AGREED, PlanRow.situation["sector"].as_string()), else_=None),
    "language": func.coalesce(PlanRow.situation["language"].as_string(), "nl"),
}


@dataclass(frozen=True)
class Entry:
    """One row of a list. Without the person's yes there is no need, name, region or sector, and there are no reasons.

    That it goes first (`urgent`) shows always; the region can be filtered on, to route, but is not shown.
    """

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

    id: int
    adviser_id: str
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


@dataclass(frozen=True)
class Found:
    """A page of a list: its rows, how many fit the filters, and what the whole list can be filtered on."""

    rows: tuple[Entry, ...]
    fitting: int
    choices: dict[str, tuple[str, ...]]


def find(
    db: Database,
    view: View,
    account: str,
    now: datetime,
    *,
    first: frozenset[str] = frozenset(),
    filters: Mapping[str, str] = MappingProxyType({}),
    begin: int = 0,
    size: int = 50,
) -> Found:
    """Rows `begin` to `begin + size` of a list: urgent ones first (said to a human, or a reason out of `first`).

    Then, of those who wait, the longest waiting. `filters`: "region", "sector", "language", and "urgency" for urgent
    ones only. Three queries, however long the list is.
    """
    urgent = _urgent(first)
    everything = _view(view, account, now)
    fitting = everything.where(*(_fits(name, value, urgent) for name, value in filters.items()))
    since = func.coalesce(CustodyRow.waiting_since, HandoffRow.requested_at, ConversationRow.started_at)
    order = {"booked": (BookingRow.starts_at,), "closed": (HandoffRow.closed_at.desc(),)}.get(
        view, (urgent.desc(), since)
    )
    page = fitting.add_columns(urgent.label("urgent")).order_by(*order, ConversationRow.id).offset(begin).limit(size)
    kinds = everything.with_only_columns(*TRAITS.values()).distinct()
    with db.reading() as session:
        rows = tuple(_entry(row) for row in session.execute(page))
        number = session.scalar(select(func.count()).select_from(fitting.subquery())) or 0
        found = session.execute(kinds).all()
    values = zip(*found, strict=True) if found else ((),) * len(TRAITS)
    choices = {
        name: tuple(sorted({value for value in each if value})) for name, each in zip(TRAITS, values, strict=True)
    }
    return Found(rows, number, choices)


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


def _view(view: View, account: str, now: datetime) -> Select[Any]:
    if view == "waiting":
        return _live(account, ConversationRow.state == "waiting")
    if view == "mine":
        return _live(account, and_(ConversationRow.state == "human", CustodyRow.holder == account))
    if view == "team":
        return _live(account, and_(ConversationRow.state == "human", CustodyRow.holder != account))
    return _booked(account, now) if view == "booked" else _closed(account, now)


def _urgent(first: frozenset[str]) -> ColumnElement[int]:
    reasons = cast(HandoffRow.reasons, String)
    named = or_(false(), *(reasons.like(f'%"{code}"%') for code in sorted(first)))
    return case((CustodyRow.urgent_at.is_not(None), 1), (and_(HandoffRow.closed_at.is_(None), named), 1), else_=0)


def _fits(name: str, value: str, urgent: ColumnElement[int]) -> ColumnElement[bool]:
    return urgent == 1 if name == "urgency" else TRAITS[name] == value


def _columns(account: str, *more: Any) -> Select[Any]:
    """Everything a row shows, joined to the conversation."""
    c = ConversationRow.id
    query = select(
        *(ConversationRow.id, ConversationRow.state, ConversationRow.channel, ConversationRow.last_position),
        ConversationRow.started_at,
        *(CustodyRow.holder_name, CustodyRow.waiting_since),
        *(PlanRow.need, PlanRow.name, PlanRow.situation),
        *(AGREED.label("agreed"), SeenRow.position.label("seen")),
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


def _closed(account: str, now: datetime) -> Select[Any]:
    done = and_(HandoffRow.conversation_id == ConversationRow.id, HandoffRow.status == "closed")
    return _columns(account).join(HandoffRow, done).where(HandoffRow.closed_at > now - CLOSED_SHOWN)


def _booked(account: str, now: datetime) -> Select[Any]:
    other = aliased(HandoffRow)
    newest = select(func.max(other.id)).where(other.conversation_id == ConversationRow.id)
    latest = newest.correlate(ConversationRow).scalar_subquery()
    booking = (
        *(BookingRow.id.label("booking_id"), BookingRow.adviser_id, BookingRow.starts_at, BookingRow.medium),
        *(BookingRow.reference, AdviserRow.name.label("adviser_name")),
    )
    query = _columns(account, *booking, AdviserRow.place_address).outerjoin(HandoffRow, HandoffRow.id == latest)
    query = query.join(BookingRow, BookingRow.conversation_id == ConversationRow.id)
    query = query.join(AdviserRow, AdviserRow.id == BookingRow.adviser_id)
    coming = BookingRow.status == "booked", BookingRow.ends_at > now
    return query.where(*coming)


def _entry(row: Row[Any]) -> Entry:
    agreed = row.agreed
    situation = row.situation or {}
    booking = None
    if hasattr(row, "adviser_name"):
        place = row.place_address if row.medium == "place" else None
        booking = Booked(
            row.booking_id, row.adviser_id, row.starts_at, row.medium, row.adviser_name, place, row.reference
        )
    return Entry(
        conversation_id=row.id,
        state=row.state,
        channel=row.channel,
        since=row.closed_at or row.waiting_since or row.requested_at or row.started_at,
        reasons=tuple(row.reasons or ()) if agreed else (),
        holder_name=row.holder_name,
        urgent=bool(row.urgent),
        unread=row.last_position > (row.seen or 0),
        agreed=agreed,
        need=row.need if agreed else None,
        # Whoever makes an appointment gives the name for it.
        name=row.name if booking or (agreed and row.state == "human") else None,
        region=situation.get("region") if agreed else None,
        sector=situation.get("sector") if agreed else None,
        language=str(situation.get("language") or "nl"),
        outcome=row.outcome,
        call_from=row.from_at,
        call_to=row.to_at,
        booking=booking,
    )
