"""The plan of one conversation: need, situation, what was looked up and the one small step, filled in bit by bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from guidance.database import Database, lock_conversation, storable
from guidance.models import PlanRow

# Article 9 GDPR: health, trade union, religion and origin are not kept. A benefit for illness or disability is health.
SPECIAL_FACTS = frozenset({"disability", "ethnicity", "health", "illness", "pregnant", "religion", "union_member"})
HEALTH_BENEFITS = frozenset({"iva", "wajong", "wao", "waz", "wga", "wia", "zw"})
NEEDS_JOIN = ", "  # between the needs of a plan


@dataclass(frozen=True)
class LookUp:
    """Something the bot looked up for the person: kind "occupation", "training" or "budget"."""

    kind: str
    id: str
    title: str
    detail: str
    source: str
    checked_on: date


@dataclass(frozen=True)
class Plan:
    """Everything a conversation brought so far; what is not known is None or empty."""

    conversation_id: str
    need: str | None
    own_words: tuple[tuple[datetime, str], ...]
    words_of_needs: tuple[tuple[str, str], ...]
    """The own words again, each with the needs that were heard in it."""
    situation: dict[str, Any]
    looked_up: tuple[LookUp, ...]
    tried: tuple[str, ...]
    step: str | None
    step_date: date | None
    name: str | None
    contact: str | None
    created_at: datetime
    updated_at: datetime


def save(
    db: Database,
    conversation_id: str,
    *,
    need: str | None = None,
    own_words: str | None = None,
    situation: Mapping[str, object] | None = None,
    looked_up: Sequence[LookUp] | None = None,
    tried: Sequence[str] | None = None,
    step: str | None = None,
    step_date: date | None = None,
    name: str | None = None,
    contact: str | None = None,
    now: datetime,
) -> None:
    """Merge into the plan. None leaves a field as it is; an empty text takes it out. Saving twice equals saving once.

    `own_words` is added to the list, with the need of that moment, `situation` per key (value None takes the key out;
    facts of a special category are never stored), `looked_up` per (kind, id), the newest last; `tried` are codes of
    what the person did before, each kept once.
    Raises ConversationUnknown.
    """
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = own_row(session, conversation_id, now)
        for field, value in {"need": need, "step": step, "name": name, "contact": contact}.items():
            if value is not None:
                setattr(row, field, storable(value) or None)
        row.step_date = step_date or (None if step == "" else row.step_date)
        said = storable(own_words or "")
        if said and said not in [earlier["text"] for earlier in row.own_words]:
            row.own_words = [*row.own_words, {"at": now.isoformat(), "text": said, "need": row.need or ""}]
        if situation:
            row.situation = _merged_situation(row.situation, situation)
        for found in looked_up or ():
            others = [kept for kept in row.looked_up if (kept["kind"], kept["id"]) != (found.kind, found.id)]
            row.looked_up = [*others, asdict(found) | {"checked_on": found.checked_on.isoformat()}]
        row.tried = list(dict.fromkeys([*row.tried, *(tried or ())]))
        row.updated_at = now


def take_away(db: Database, conversation_id: str, now: datetime) -> None:
    """Empties the plan, for who wants none; what an appointment needs (name and number) stays. Twice equals once.

    Raises ConversationUnknown.
    """
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = own_row(session, conversation_id, now)
        row.need = row.step = row.step_date = None
        row.own_words, row.situation, row.looked_up, row.tried = [], {}, [], []
        row.updated_at = now


def get(db: Database, conversation_id: str) -> Plan | None:
    """The plan, or None when nothing was saved yet."""
    with db.reading() as session:
        row = session.get(PlanRow, conversation_id)
        return None if row is None else _plan(row)


def needs_of(need: str | None) -> list[str]:
    """The codes in the `need` of a plan."""
    return [code for code in (need or "").split(NEEDS_JOIN) if code]


def own_row(session: Session, conversation_id: str, now: datetime) -> PlanRow:
    """The plan's row, made when it is not there; the conversation must be locked."""
    row = session.get(PlanRow, conversation_id)
    if row is None:
        row = PlanRow(
            conversation_id=conversation_id, own_words=[], situation={}, looked_up=[], tried=[], created_at=now
        )
        session.add(row)
        row.updated_at = now
    return row


def _merged_situation(known: Mapping[str, Any], new: Mapping[str, object]) -> dict[str, Any]:
    merged = {**known, **new}
    return {fact: _plain(value) for fact, value in merged.items() if value is not None and _may_keep(fact, value)}


def _may_keep(fact: str, value: object) -> bool:
    return fact not in SPECIAL_FACTS and not (fact == "benefit" and str(value).lower() in HEALTH_BENEFITS)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    return value.isoformat() if isinstance(value, date) else value


def _plan(row: PlanRow) -> Plan:
    return Plan(
        conversation_id=row.conversation_id,
        need=row.need,
        own_words=tuple((datetime.fromisoformat(said["at"]), said["text"]) for said in row.own_words),
        words_of_needs=tuple((said.get("need", ""), said["text"]) for said in row.own_words),
        situation=dict(row.situation),
        looked_up=tuple(
            LookUp(**{**found, "checked_on": date.fromisoformat(found["checked_on"])}) for found in row.looked_up
        ),
        tried=tuple(row.tried),
        step=row.step,
        step_date=row.step_date,
        name=row.name,
        contact=row.contact,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
