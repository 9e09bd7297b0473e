"""What an adviser may see of one conversation: nothing without the person's yes, all of it once it is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guidance import callbacks, conversations, custody, desk_notes, handoffs, notes
from guidance.custody import Holder
from guidance.database import Database
from guidance.desk_notes import InternalNote
from guidance.handoffs import Handoff, Summary
from guidance.messages import Line, StateChange
from guidance.notes import SHARED_FACTS, TRANSCRIPT, Note, NoteLine


@dataclass(frozen=True)
class View:
    """One conversation at the desk. `accepted`: an adviser has, or had, it or an appointment in it.

    `note` is covered until then and empty without a yes; `lines` begin at the first claim when what was said before
    is not to be read.
    """

    summary: Summary
    state: str
    channel: str
    holder: Holder | None
    accepted: bool
    agreed: bool
    agreed_at: datetime | None
    note: tuple[NoteLine, ...]
    lines: tuple[Line, ...]
    hidden: int
    requests: tuple[Handoff, ...]
    changes: tuple[StateChange, ...]
    internal: tuple[InternalNote, ...]
    call: tuple[datetime, datetime] | None
    tells: frozenset[str]

    @property
    def facts(self) -> dict[str, Any]:
        """The facts that the person agreed to share, once an adviser has the conversation."""
        if not self.accepted or "situation" not in self.tells:
            return {}
        return {name: self.summary.situation[name] for name in SHARED_FACTS if name in self.summary.situation}


def view(db: Database, conversation_id: str) -> View:
    """Everything this adviser may see. Raises ConversationUnknown."""
    summary = handoffs.summary(db, conversation_id)
    changes = conversations.state_changes(db, conversation_id)
    note = notes.get(db, conversation_id)
    taken = next((change.at for change in changes if change.after == "human"), None)
    accepted = taken is not None or summary.booking is not None
    agreed = note is not None and note.agreed
    said = conversations.history(db, conversation_id)
    shown = _readable(said, taken, accepted and note is not None and note.tells(TRANSCRIPT))
    return View(
        summary=summary,
        state=conversations.state(db, conversation_id),
        channel=conversations.channel(db, conversation_id),
        holder=custody.holder_of(db, conversation_id),
        accepted=accepted,
        agreed=agreed,
        agreed_at=note.consented_at if note and agreed else None,
        note=_note(note, summary, accepted) if note and agreed else (),
        lines=tuple(shown),
        hidden=len(said) - len(shown),
        requests=tuple(handoffs.of_conversation(db, conversation_id)),
        changes=tuple(changes),
        internal=tuple(desk_notes.of_conversation(db, conversation_id)),
        call=callbacks.get(db, conversation_id),
        # Where the person wrote the line, that is what the adviser gets, and not what we noted.
        tells=frozenset(line.key for line in note.told if not line.own) if note and agreed else frozenset(),
    )


def _note(note: Note, summary: Summary, accepted: bool) -> tuple[NoteLine, ...]:
    if accepted:
        return note.told
    places = (str(summary.situation[fact]) for fact in ("place", "gemeente") if summary.situation.get(fact))
    known = (word for word in (summary.name, summary.contact, *places) if word)
    return notes.covered(note.told, known)


def _readable(said: list[Line], taken: datetime | None, everything: bool) -> list[Line]:
    if everything:
        return said
    return [line for line in said if taken is not None and line.at >= taken]
