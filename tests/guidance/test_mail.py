"""A mail goes out once, is tried again when that fails, and leaves no words behind."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage

from sqlalchemy import select

from guidance import mail, privacy
from guidance.database import Database
from guidance.desk_models import MailRow
from guidance.errors import MailNotSent
from tests.guidance.people import NOW

SENDER = "Bijsturen <hallo@example.nl>"


class Post:
    """Takes what it gets, or is closed."""

    def __init__(self, closed: bool = False) -> None:
        self.taken: list[EmailMessage] = []
        self.tries = 0
        self.closed = closed

    def __call__(self, message: EmailMessage) -> None:
        self.tries += 1
        if self.closed:
            raise MailNotSent("closed")
        self.taken.append(message)


def queue(db: Database, **more: object) -> int:
    return mail.send(db, "henk@example.nl", "Je afspraak", "Tot morgen!", NOW, **more)  # type: ignore[arg-type]


def rows(db: Database) -> list[MailRow]:
    with db.reading() as session:
        return list(session.scalars(select(MailRow)))


def test_a_mail_arrives_as_it_was_written(db: Database) -> None:
    calendar = mail.Attachment("afspraak.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\n")
    queue(db, html="<p>Tot morgen!</p>", attachments=[calendar])
    post = Post()
    assert mail.deliver_due(db, post, SENDER, NOW) == 1
    [message] = post.taken
    assert (message["To"], message["From"], message["Subject"]) == ("henk@example.nl", SENDER, "Je afspraak")
    assert message.get_body(("plain",)).get_content() == "Tot morgen!\n"  # type: ignore[union-attr]
    assert "<p>Tot morgen!</p>" in message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    [part] = message.iter_attachments()
    assert part.get_content_type() == "text/calendar" and part.get_param("method") == "REQUEST"
    assert part.get_payload(decode=True) == calendar.content and part.get_filename() == "afspraak.ics"


def test_a_mail_goes_out_once(db: Database) -> None:
    queue(db)
    post = Post()
    mail.deliver_due(db, post, SENDER, NOW)
    mail.deliver_due(db, post, SENDER, NOW + timedelta(days=1))
    assert len(post.taken) == 1


def test_several_senders_at_once_send_each_mail_once(db: Database) -> None:
    for _ in range(20):
        queue(db)
    post = Post()
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _: mail.deliver_due(db, post, SENDER, NOW), range(4)))
    assert sum(sent) == len(post.taken) == 20


def test_a_closed_post_office_is_tried_again_with_longer_waits_and_the_same_message_id(db: Database) -> None:
    queue(db)
    closed, opened = Post(closed=True), Post()
    mail.deliver_due(db, closed, SENDER, NOW)
    mail.deliver_due(db, closed, SENDER, NOW + timedelta(seconds=59))
    assert closed.tries == 1
    mail.deliver_due(db, closed, SENDER, NOW + timedelta(minutes=1))
    mail.deliver_due(db, closed, SENDER, NOW + timedelta(minutes=5))
    assert closed.tries == 2
    [before] = rows(db)
    assert mail.deliver_due(db, opened, SENDER, NOW + timedelta(minutes=6)) == 1
    assert opened.taken[0]["Message-ID"] == before.message_id


def test_a_mail_that_never_goes_is_given_up(db: Database) -> None:
    queue(db)
    closed, at = Post(closed=True), NOW
    for wait in (timedelta(), *mail.WAITS, timedelta(days=1), timedelta(days=1)):
        at += wait
        mail.deliver_due(db, closed, SENDER, at)
    assert closed.tries == len(mail.WAITS) + 1
    [row] = rows(db)
    assert row.failed and row.recipient == row.text == ""


def test_a_process_that_dies_while_sending_leaves_the_mail_for_another(db: Database) -> None:
    queue(db)

    def die(message: EmailMessage) -> None:
        raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        mail.deliver_due(db, die, SENDER, NOW)
    post = Post()
    assert mail.deliver_due(db, post, SENDER, NOW + mail.LEASE - timedelta(seconds=1)) == 0
    assert mail.deliver_due(db, post, SENDER, NOW + mail.LEASE) == 1


def test_what_was_sent_leaves_no_words_or_address(db: Database) -> None:
    queue(db, html="<p>Tot morgen!</p>")
    mail.deliver_due(db, Post(), SENDER, NOW)
    [row] = rows(db)
    assert (row.recipient, row.subject, row.text, row.html, row.attachments) == ("", "", "", None, [])
    assert row.done_at == NOW and not row.failed


def test_a_wiped_conversation_takes_its_waiting_mail_along(db: Database, conversation: str) -> None:
    queue(db, conversation_id=conversation)
    queue(db)
    privacy.wipe(db, conversation)
    assert len(rows(db)) == 1


def test_a_line_break_cannot_add_a_header(db: Database) -> None:
    mail.send(db, "henk@example.nl\r\nBcc: iedereen@example.nl", "Hoi\r\nBcc: x@example.nl", "Tekst", NOW)
    post = Post()
    mail.deliver_due(db, post, SENDER, NOW)
    assert post.taken == [] or post.taken[0]["Bcc"] is None
