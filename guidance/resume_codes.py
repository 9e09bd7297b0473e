"""A code to come back: it opens a conversation once, on any channel, within two weeks.

Two weeks: another day must work, also after a step that was planned for next week; and the fewer codes are open, the
less guessing is worth. The chat tells the last day, and gives a new code whenever somebody asks.

What guessing is worth: 152 x 505 words and 900 numbers make 69 million codes (a test holds these odds). From one
origin, on the website a network address, 10 codes that do not exist may be tried in an hour. When everyone together
tried 50 in a day, somebody is guessing, and from then on each origin may be wrong twice a day: the door gets narrower
and never shuts, for whoever was not wrong twice gets in with a right code. With a thousand codes open, one address
needs 288 days on average to find some code of somebody; a thousand addresses need 35 days, and find the code of one
given person within its two weeks with a chance of 1 in 2,467. The log says when that goes on. A code with a misspelled
word is no try: it is refused before it is looked up. One that was used or is too old is not counted.

Only a hash is kept. It is not salted, and so few codes can all be hashed: it keeps codes out of sight, for example in
an export, and not from somebody who holds the database, and with it the conversations themselves.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from guidance.database import Database, lock_conversation, storable
from guidance.errors import CodeExpired, CodeUnknown, ConversationUnknown, GuidanceError, TooManyTries
from guidance.models import ResumeCodeRow, ResumeTryRow
from guidance.resume_words import draw, looks_like, read

__all__ = ["LIFETIME", "issue", "looks_like", "open_until", "redeem"]

log = logging.getLogger(__name__)

LIFETIME = timedelta(days=14)
REPEAT = timedelta(minutes=10)
"""So long the same asker may hand in the same code again: the answer may have been lost on the way."""

EVERYONE = "everyone"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALLOWED = 10  # codes that do not exist, from one origin in an hour; a school is one address
PRESSURE = 50  # of everyone together in a day: more than people make in mistakes
ALLOWED_UNDER_PRESSURE = 2  # from one origin in a day


def issue(db: Database, conversation_id: str, now: datetime) -> str:
    """A new code for this conversation, such as "blauw-fiets-427"; the one before stops working.

    Raises ConversationUnknown.
    """
    while True:
        code = draw()
        row = ResumeCodeRow(conversation_id=conversation_id, code_hash=_hash(code), expires_at=now + LIFETIME)
        row.used_at = row.used_by = None
        try:
            with db.transaction() as session:
                lock_conversation(session, conversation_id)
                session.merge(row)
            return code
        except IntegrityError:  # another conversation has this very code: take the next
            continue


def open_until(db: Database, conversation_id: str, now: datetime) -> datetime | None:
    """Until when the code that was given in this conversation works; None when there is none that works."""
    with db.reading() as session:
        row = session.get(ResumeCodeRow, conversation_id)
        return None if row is None or row.used_at or row.expires_at <= now else row.expires_at


def redeem(db: Database, code: str, asker: str, channel: str, now: datetime, origin: str | None = None) -> str:
    """The conversation of this code, carried over to `channel`; the code is used up.

    `asker` tells who tries, `origin` where from, when one person can easily be many askers (ids or keyed hashes, never
    an address itself); only their hashes are kept. Of two people
    who hand in one code at the same moment exactly one gets the conversation. Raises CodeUnknown, CodeExpired or
    TooManyTries.
    """
    right = read(code)
    if right is None:
        raise CodeUnknown("This is not a code that we give; check every letter.")
    with db.transaction() as session:  # nothing is raised in here: a wrong try must stay counted
        db.take_turns(session.connection(), "resume_code")
        outcome = _redeem(session, _hash(right), _hash(asker), _hash(origin or asker), channel, now)
    if isinstance(outcome, GuidanceError):
        raise outcome
    return outcome


def _redeem(
    session: Session, code_hash: str, asker: str, origin: str, channel: str, now: datetime
) -> str | GuidanceError:
    all_tries = _tries(session, EVERYONE, DAY, now)
    pressed = all_tries.wrong >= PRESSURE
    mine = _tries(session, origin, DAY if pressed else HOUR, now)
    if mine.wrong >= (ALLOWED_UNDER_PRESSURE if pressed else ALLOWED):
        log.warning("resume_codes too_many_tries pressed=%s", pressed)
        return TooManyTries("Too many codes that do not exist were tried; wait and try again.")
    row = _find(session, code_hash)
    if row is None:
        mine.wrong += 1
        all_tries.wrong += 1
        return CodeUnknown("No conversation has this code (any more).")
    if row.used_at and not (row.used_by == asker and now < row.used_at + REPEAT):
        return CodeUnknown("This code was used already; it works once.")
    if row.expires_at <= now:
        return CodeExpired(f"This code is too old; a code works for {LIFETIME.days} days.")
    row.used_at, row.used_by = row.used_at or now, asker
    lock_conversation(session, row.conversation_id).channel = channel
    return row.conversation_id


def _find(session: Session, code_hash: str) -> ResumeCodeRow | None:
    """The row of a code, its conversation locked first: the order in which every other write takes the two."""
    same = select(ResumeCodeRow).where(ResumeCodeRow.code_hash == code_hash)
    row = session.scalar(same)
    if row is None:
        return None
    try:
        lock_conversation(session, row.conversation_id)
    except ConversationUnknown:  # wiped at this very moment
        return None
    return session.scalar(same.execution_options(populate_existing=True))  # a newer code may have come meanwhile


def _tries(session: Session, key: str, within: timedelta, now: datetime) -> ResumeTryRow:
    """How often one origin, or everyone, was wrong; the count starts again when its time is over."""
    session.execute(delete(ResumeTryRow).where(ResumeTryRow.since <= now - DAY))
    row = session.get(ResumeTryRow, key)
    if row is None:
        row = ResumeTryRow(asker_hash=key, wrong=0, since=now)
        session.add(row)
    elif row.since <= now - within:
        row.wrong, row.since = 0, now
    return row


def _hash(text: str) -> str:
    return hashlib.sha256(storable(text).encode()).hexdigest()
