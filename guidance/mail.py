"""Mail through a queue in the database: written with what it belongs to, sent later, tried again when that fails."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance.database import Database, storable
from guidance.desk_models import MailRow
from guidance.errors import MailNotSent

LEASE = timedelta(minutes=2)  # longer than a try may take, so that two processes never send one mail
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 720))

Carrier = Callable[[EmailMessage], None]
"""Hands one message over, or raises MailNotSent."""


@dataclass(frozen=True)
class Attachment:
    """A file with a mail; `kind` such as "text/calendar; method=REQUEST"."""

    name: str
    kind: str
    content: bytes


def send(
    db: Database,
    to: str,
    subject: str,
    text: str,
    now: datetime,
    *,
    html: str | None = None,
    attachments: Sequence[Attachment] = (),
    conversation_id: str | None = None,
) -> int:
    """Put a mail in the queue; returns its number. With a conversation it goes when that is wiped."""
    with db.transaction() as session:
        return queue(
            session, to, subject, text, now, html=html, attachments=attachments, conversation_id=conversation_id
        )


def queue(
    session: Session,
    to: str,
    subject: str,
    text: str,
    now: datetime,
    *,
    html: str | None = None,
    attachments: Sequence[Attachment] = (),
    conversation_id: str | None = None,
) -> int:
    """As `send`, within a transaction of the caller: the mail goes out exactly when that comes through."""
    row = MailRow(
        conversation_id=conversation_id,
        recipient=_one_line(to),
        subject=_one_line(subject),
        text=storable(text),
        html=html and storable(html),
        attachments=[
            {"name": part.name, "kind": part.kind, "content": b64encode(part.content).decode()} for part in attachments
        ],
        message_id=make_msgid(domain="bijsturen.invalid"),
        made_at=now,
        next_try_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def deliver_due(db: Database, carrier: Carrier, sender: str, now: datetime) -> int:
    """Send what is due, each by one process at a time; returns how many went out.

    A mail that cannot go waits longer each time and is given up after the last wait. Then, as after sending, its words
    and address are emptied.
    """
    sent = 0
    while (row := _take(db, now)) is not None:
        try:
            carrier(as_message(row, sender))
        except MailNotSent:
            _wait(db, row.id, now)
        else:
            _done(db, row.id, now, failed=False)
            sent += 1
    return sent


def as_message(row: MailRow, sender: str) -> EmailMessage:
    """The mail as it goes over the line; a second try carries the same Message-ID."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, row.recipient, row.subject
    message["Date"], message["Message-ID"] = format_datetime(row.made_at), row.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(row.text)
    if row.html:
        message.add_alternative(row.html, subtype="html")
    for part in row.attachments:
        kind, *parameters = (word.strip() for word in part["kind"].split(";"))
        main, _, sub = kind.partition("/")
        content = b64decode(part["content"])
        message.add_attachment(content, main, sub, filename=part["name"])
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            list(message.iter_attachments())[-1].set_param(name, value)
    return message


def _take(db: Database, now: datetime) -> MailRow | None:
    """The next mail that is due, reserved for this process for the time of the lease."""
    due = select(MailRow).where(MailRow.done_at.is_(None), MailRow.next_try_at <= now).order_by(MailRow.id).limit(1)
    with db.transaction() as session:
        row = session.scalar(due.with_for_update(skip_locked=True))
        if row is not None:
            row.next_try_at = now + LEASE
            row.attempts += 1
        return row


def _wait(db: Database, mail_id: int, now: datetime) -> None:
    with db.transaction() as session:
        row = session.get(MailRow, mail_id)
        if row is None:  # its conversation was wiped meanwhile
            return
        if row.attempts <= len(WAITS):
            row.next_try_at = now + WAITS[row.attempts - 1]
            return
    _done(db, mail_id, now, failed=True)


def _done(db: Database, mail_id: int, now: datetime, failed: bool) -> None:
    with db.transaction() as session:
        row = session.get(MailRow, mail_id)
        if row is not None:
            row.done_at, row.failed = now, failed
            row.recipient = row.subject = row.text = ""
            row.html, row.attachments = None, []


def _one_line(text: str) -> str:
    return " ".join(storable(text).split())
