"""The mail address for news about an appointment: checked, kept apart from the plan, and gone with the conversation."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from guidance.booking_models import MailAddressRow
from guidance.database import Database, lock_conversation

LOOKS_LIKE_ONE = re.compile(
    r"[^\s<>,;]+@[^\s<>,;]+|\S+\s*(?:ape[n]?staart(?:je)?|\(at\)|\[at\])\s*\S+(?:\s+punt\s+\S+)*", re.IGNORECASE
)
SPELLED_AT = re.compile(r"\s*(?:ape[n]?staart(?:je)?|\(at\)|\[at\])\s*", re.IGNORECASE)
SPELLED_DOT = re.compile(r"\s+punt\s+", re.IGNORECASE)
LONGEST = 254


def address_in(text: str) -> str | None:
    """The mail address in a text, None when there is none that can exist; nothing is asked of the network."""
    found = LOOKS_LIKE_ONE.search(text)
    if found is None or len(found[0]) > LONGEST:
        return None
    try:
        written = SPELLED_DOT.sub(".", SPELLED_AT.sub("@", found[0])).strip(".!?'\"()")
        return validate_email(written, check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def looks_like_one(text: str) -> bool:
    """Whether somebody tried to give a mail address, right or not."""
    return LOOKS_LIKE_ONE.search(text) is not None


def keep(db: Database, conversation_id: str, address: str) -> None:
    """Mail about the appointments of this conversation goes here from now on. Raises ConversationUnknown."""
    with db.transaction() as session:
        lock_conversation(session, conversation_id)
        session.merge(MailAddressRow(conversation_id=conversation_id, address=address))


def read(session: Session, conversation_id: str | None) -> str | None:
    """The address within a transaction of the caller."""
    row = session.get(MailAddressRow, conversation_id) if conversation_id else None
    return row.address if row else None
