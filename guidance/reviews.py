"""Answers of the bot that an adviser calls wrong: a list for the editor, and an export without names or numbers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance.database import Database, lock_conversation, storable
from guidance.desk_models import ReviewFlagRow
from guidance.errors import FlagUnknown
from guidance.masking import HIDDEN, masked
from guidance.models import InboxRow, OutboxRow, PlanRow

Outcome = Literal["mended", "right", "not_ours"]
LONGEST = 1000


@dataclass(frozen=True)
class Case:
    """One flagged answer: what the person said before it, what the bot answered, and why that is wrong."""

    id: int
    conversation_id: str
    seq: int
    said: str
    answered: str
    why: str
    flagged_by: str
    flagged_at: datetime
    outcome: str | None
    note: str
    handled_by: str | None
    handled_at: datetime | None


def flag(db: Database, conversation_id: str, seq: int, why: str, by: str, now: datetime | None = None) -> int:
    """Call the message with this number wrong; again: the newest reason counts and the case opens again.

    Returns the case. Raises ConversationUnknown, or FlagUnknown when the bot did not send such a message.
    """
    at = now or datetime.now(UTC)
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        sent = select(OutboxRow.sender).where(OutboxRow.conversation_id == conversation_id, OutboxRow.seq == seq)
        if session.scalar(sent) != "bot":
            raise FlagUnknown(f"Message {seq} of this conversation is not one of the bot; look at it again.")
        mine = select(ReviewFlagRow).where(ReviewFlagRow.conversation_id == conversation_id, ReviewFlagRow.seq == seq)
        row = session.scalar(mine) or ReviewFlagRow(conversation_id=conversation_id, seq=seq)
        row.why, row.flagged_by, row.flagged_at = storable(why)[:LONGEST], by, at
        row.outcome = row.handled_by = row.handled_at = None
        row.note = ""
        session.add(row)
        session.flush()
        return row.id


def flagged(db: Database, conversation_id: str) -> frozenset[int]:
    """The numbers of the messages in this conversation that were called wrong."""
    query = select(ReviewFlagRow.seq).where(ReviewFlagRow.conversation_id == conversation_id)
    with db.reading() as session:
        return frozenset(session.scalars(query))


def cases(db: Database, *, handled: bool | None = None) -> list[Case]:
    """The cases, newest first; `handled` None: all of them."""
    query = select(ReviewFlagRow).order_by(ReviewFlagRow.flagged_at.desc(), ReviewFlagRow.id.desc())
    if handled is not None:
        query = query.where(ReviewFlagRow.handled_at.is_not(None) if handled else ReviewFlagRow.handled_at.is_(None))
    with db.reading() as session:
        return [_case(session, row) for row in session.scalars(query)]


def handle(db: Database, case_id: int, outcome: str, note: str, by: str, now: datetime) -> None:
    """Say what came of it. Raises FlagUnknown, also for an outcome there is not."""
    if outcome not in get_args(Outcome):
        raise FlagUnknown(f"There is no outcome {outcome!r}; it is one of {', '.join(get_args(Outcome))}.")
    with db.transaction() as session:
        row = session.get(ReviewFlagRow, case_id, with_for_update=True)
        if row is None:
            raise FlagUnknown(f"There is no case {case_id}; the conversation may have been wiped.")
        row.outcome, row.note, row.handled_by, row.handled_at = outcome, storable(note)[:LONGEST], by, now


def as_json(found: Sequence[Case]) -> str:
    """The cases as JSON: a list to make tests of, without the conversation, names or numbers."""
    return json.dumps([_exported(case) for case in found], ensure_ascii=False, indent=2)


def as_csv(found: Sequence[Case]) -> str:
    """The cases as CSV with a header; a cell that a spreadsheet would calculate is made text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["said", "answered", "why", "flagged_at", "outcome", "note"])
    writer.writeheader()
    for case in found:
        writer.writerow({name: _text(value) for name, value in _exported(case).items()})
    return out.getvalue()


def _exported(case: Case) -> dict[str, str]:
    kept = ("said", "answered", "why", "flagged_at", "outcome", "note")
    return {name: str(value or "") for name, value in asdict(case).items() if name in kept}


def _text(value: str) -> str:
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _case(session: Session, row: ReviewFlagRow) -> Case:
    sent = select(OutboxRow).where(OutboxRow.conversation_id == row.conversation_id, OutboxRow.seq == row.seq)
    answer = session.scalars(sent).one()
    said = session.scalar(
        select(InboxRow)
        .where(InboxRow.conversation_id == row.conversation_id, InboxRow.position < answer.position)
        .where(InboxRow.kind != "session")
        .order_by(InboxRow.position.desc())
        .limit(1)
    )
    plan = session.get(PlanRow, row.conversation_id)
    known = [word for word in (plan.name, plan.contact) if word] if plan else []
    return Case(
        id=row.id,
        conversation_id=row.conversation_id,
        seq=row.seq,
        said=HIDDEN if said and said.redacted else masked(said.text if said else "", known),
        answered=masked(answer.text, known),
        why=masked(row.why, known),
        flagged_by=row.flagged_by,
        flagged_at=row.flagged_at,
        outcome=row.outcome,
        note=masked(row.note, known),
        handled_by=row.handled_by,
        handled_at=row.handled_at,
    )
