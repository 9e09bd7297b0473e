"""The note for an adviser: lines the person sees first, may strike or change, and says yes to. Nothing shows before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from guidance import desk_events
from guidance.database import Database, lock_conversation, storable
from guidance.live_models import NoteRow
from guidance.masking import masked

TRANSCRIPT = "transcript"
"""The line that lets the adviser read what was said before."""

TRIED = "tried"
"""The line of what the person did already: before they came, and in the exercises here."""

LOOKED_UP = "looked_up"
"""The line of what the bot found for the person."""

EXERCISE = "exercise"
"""The kind of look-up that is an exercise the person did."""

SHARED_FACTS = ("occupation", "status", "age", "edu", "hours", "region")
"""What the line about the situation tells, and so the only facts an adviser sees."""


@dataclass(frozen=True)
class NoteLine:
    """One line: `key` says what it is about, `label` and `text` are what the person reads; `own`: they wrote it."""

    key: str
    label: str
    text: str
    struck: bool = False
    own: bool = False


@dataclass(frozen=True)
class Note:
    """The lines with what the person decided; withdrawn after a yes is a no."""

    lines: tuple[NoteLine, ...]
    changed_at: datetime
    consented_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def agreed(self) -> bool:
        """Whether an adviser may see it."""
        return self.consented_at is not None and self.withdrawn_at is None

    @property
    def told(self) -> tuple[NoteLine, ...]:
        """What goes to the adviser."""
        return tuple(line for line in self.lines if not line.struck)

    def tells(self, key: str) -> bool:
        """Whether this line goes to the adviser."""
        return self.agreed and any(line.key == key for line in self.told)


def draft(db: Database, conversation_id: str, lines: Iterable[NoteLine], now: datetime) -> Note:
    """Write the note anew from what is known; what was struck stays struck, what the person wrote stays theirs.

    A line that is new or says something else needs a new yes.
    """
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = _row(session, conversation_id, now)
        before = {line.key: line for line in _lines(row)}
        fresh = [_kept(line, before.get(line.key)) for line in lines]
        if any(not line.struck and before.get(line.key) != line for line in fresh):
            row.consented_at = None
        _set(row, fresh, now)
        return _note(row)


def strike(db: Database, conversation_id: str, key: str, now: datetime) -> Note:
    """Leave a line out, also after the yes: then the desk sees it go."""
    return _edit(
        db, conversation_id, lambda lines: [replace(each, struck=each.struck or each.key == key) for each in lines], now
    )


def rewrite(db: Database, conversation_id: str, line: NoteLine, now: datetime) -> Note:
    """Put the person's own words in the line of this kind, or add it when there is none, and let it go along."""
    own = replace(line, text=storable(line.text), struck=False, own=True)
    return _edit(db, conversation_id, lambda lines: ({each.key: each for each in lines} | {own.key: own}).values(), now)


def agree(db: Database, conversation_id: str, now: datetime) -> None:
    """The person says yes: from now on an adviser sees the note."""
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = _row(session, conversation_id, now)
        row.consented_at, row.withdrawn_at = now, None
        desk_events.add(db, session, conversation_id, "note", now)


def withdraw(db: Database, conversation_id: str, now: datetime) -> None:
    """The person says no, or takes the yes back: the desk sees only that somebody is there."""
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = _row(session, conversation_id, now)
        row.withdrawn_at = now
        desk_events.add(db, session, conversation_id, "note", now)


def get(db: Database, conversation_id: str) -> Note | None:
    """The note, or None when none was made."""
    with db.reading() as session:
        row = session.get(NoteRow, conversation_id)
        return None if row is None else _note(row)


def covered(lines: Iterable[NoteLine], known: Iterable[str]) -> tuple[NoteLine, ...]:
    """The lines as an adviser sees them before taking the conversation; `known` as in `masked`."""
    hidden = tuple(known)
    return tuple(replace(line, text=masked(line.text, hidden)) for line in lines)


def _edit(
    db: Database, conversation_id: str, change: Callable[[list[NoteLine]], Iterable[NoteLine]], now: datetime
) -> Note:
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        row = _row(session, conversation_id, now)
        _set(row, change(_lines(row)), now)
        desk_events.add(db, session, conversation_id, "note", now)
        return _note(row)


def _kept(line: NoteLine, before: NoteLine | None) -> NoteLine:
    if before is None:
        return line
    return replace(before, label=line.label) if before.own else replace(line, struck=before.struck)


def _row(session: Session, conversation_id: str, now: datetime) -> NoteRow:
    row = session.get(NoteRow, conversation_id)
    if row is None:
        row = NoteRow(conversation_id=conversation_id, lines=[], changed_at=now)
        session.add(row)
    return row


def _set(row: NoteRow, lines: Iterable[NoteLine], now: datetime) -> None:
    row.lines, row.changed_at = [asdict(line) for line in lines], now


def _lines(row: NoteRow) -> list[NoteLine]:
    return [NoteLine(**line) for line in row.lines]


def _note(row: NoteRow) -> Note:
    return Note(tuple(_lines(row)), row.changed_at, row.consented_at, row.withdrawn_at)
