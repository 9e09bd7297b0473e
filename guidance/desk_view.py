"""What an adviser may see of one conversation: nothing without the person's yes, all of it once it is theirs.

One exception to "nothing without a yes": what was said while a human had the conversation, by person and adviser, is
shown, for it was said to the desk. It never holds a line said to the bot, before, in between or afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guidance import callbacks, conversations, custody, desk_notes, handoffs, notes, talk_answers
from guidance.custody import Holder
from guidance.danger import DANGER
from guidance.database import Database
from guidance.desk_notes import InternalNote
from guidance.handoffs import Handoff, Summary
from guidance.messages import Line, StateChange
from guidance.notes import EXERCISE, LOOKED_UP, SHARED_FACTS, TRANSCRIPT, TRIED, Note, NoteLine
from guidance.plans import LookUp
from guidance.talk_answers import TalkAnswer


@dataclass(frozen=True)
class View:
    """One conversation at the desk. `accepted`: an adviser took the newest request, or there is an appointment for it.

    `note` is covered until then and empty without a yes, as `reasons` are; `lines` are everything with a yes to the
    transcript, else only the stretches in which a human had the conversation. `answers` about a talk were given to the
    bot, so they show with everything or not at all.
    """

    summary: Summary
    state: str
    channel: str
    holder: Holder | None
    accepted: bool
    agreed: bool
    refused: bool
    agreed_at: datetime | None
    reasons: tuple[str, ...]
    note: tuple[NoteLine, ...]
    lines: tuple[Line, ...]
    answers: tuple[TalkAnswer, ...]
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

    def danger(self, account: str) -> tuple[str, ...]:
        """The kind of danger somebody asked for a human in, for who has the word, when the note does not tell it.

        Nobody can act well without it. It is no more than the kind, the person was told that it is passed on, and who
        said no to the note is not passed over: then it goes first, and no more is known.
        """
        has_the_word = self.holder is not None and self.holder.account == account
        if not has_the_word or self.agreed or self.refused or not self.requests:
            return ()
        return tuple(reason for reason in self.requests[0].reasons if reason in DANGER)

    def contact(self, account: str) -> str | None:
        """Where the person can be reached: for an appointment or a call, in danger, or as the note tells."""
        wanted = self.summary.booking or self.call or self.danger(account)
        return self.summary.contact if wanted or (self.accepted and "contact" in self.tells) else None

    @property
    def looked_up(self) -> tuple[LookUp, ...]:
        """What the bot looked up, and the exercises that were done, once an adviser has the conversation.

        Each when its own line of the note goes along: all of it for who may read the talk, in which it stands, else
        what that line names. What was answered in an exercise is named nowhere.
        """
        return tuple(found for found in self.summary.looked_up if self.accepted and self._goes_along(found))

    def _goes_along(self, found: LookUp) -> bool:
        key = TRIED if found.kind == EXERCISE else LOOKED_UP
        named = found.kind != EXERCISE and any(found.title in line.text for line in self.note if line.key == key)
        return key in self.tells and (TRANSCRIPT in self.tells or named)


def view(db: Database, conversation_id: str) -> View:
    """Everything this adviser may see. Raises ConversationUnknown."""
    summary = handoffs.summary(db, conversation_id)
    changes = conversations.state_changes(db, conversation_id)
    note = notes.get(db, conversation_id)
    requests = handoffs.of_conversation(db, conversation_id)
    accepted = _accepted(requests[0] if requests else None, changes, summary)
    agreed = note is not None and note.agreed
    said = conversations.history(db, conversation_id)
    everything = accepted and note is not None and note.tells(TRANSCRIPT)
    shown = said if everything else [line for line in said if _said_to_desk(line, changes)]
    return View(
        summary=summary,
        state=conversations.state(db, conversation_id),
        channel=conversations.channel(db, conversation_id),
        holder=custody.holder_of(db, conversation_id),
        accepted=accepted,
        agreed=agreed,
        refused=note is not None and note.withdrawn_at is not None,
        agreed_at=note.consented_at if note and agreed else None,
        reasons=summary.reasons if agreed else (),
        note=_note(note, summary, accepted) if note and agreed else (),
        lines=tuple(shown),
        answers=talk_answers.of_conversation(db, conversation_id) if everything else (),
        hidden=len(said) - len(shown),
        requests=tuple(requests),
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


def _accepted(newest: Handoff | None, changes: list[StateChange], summary: Summary) -> bool:
    """Whether the newest request was taken, or an appointment stands that did not end before it."""
    if newest is None:
        return summary.booking is not None
    until = newest.closed_at
    taken = (
        change.after == "human" and change.at >= newest.requested_at and (until is None or change.at <= until)
        for change in changes
    )
    return any(taken) or (summary.booking is not None and summary.booking.ends_at > newest.requested_at)


def _said_to_desk(line: Line, changes: list[StateChange]) -> bool:
    """Whether a human had the conversation when this was said, and it was not the bot that said it."""
    before = [change for change in changes if change.at <= line.at]
    held = bool(before) and before[-1].after == "human"
    ended = bool(before) and before[-1].before == "human" and before[-1].at == line.at  # the goodbye itself
    return (held and line.sender != "bot") or (ended and line.sender in ("adviser", "desk"))
