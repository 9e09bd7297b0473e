"""One round of the gateway: mail over a real SMTP server with a file another program reads, and word in the chat."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from email import policy
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session

from connectors.appointments.links import Links
from connectors.appointments.loop import send_due
from connectors.mailing import over_smtp
from guidance import advisers, bookings, chats, conversations, mail, mail_addresses, slots
from guidance.advisers import Adviser, Availability
from guidance.bookings import Booking
from guidance.database import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LINKS = Links("a secret of the tests only", "https://example.nl")
WORKING_DAYS = tuple(Availability(weekday, time(9), time(12)) for weekday in range(5))
FROM = "hallo@example.nl"


class Box:
    """Keeps what an SMTP server took."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"

    def mails(self) -> list[Any]:
        contents = [each.content for each in self.taken if isinstance(each.content, bytes)]
        return [email.message_from_bytes(content, policy=policy.default) for content in contents]


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def server(box: Box) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, "127.0.0.1", port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def booked(db: Database) -> Booking:
    person = Adviser("anna", "Anna Testpersoon", "Werkcentrum", ("AM22",), (), ("phone",))
    advisers.add(db, person, WORKING_DAYS, NOW)
    conversation = conversations.start(db, "telegram", NOW)
    (slot,) = slots.free_slots(db, NOW + timedelta(days=2), limit=1)
    return bookings.book(db, conversation, "anna", slot.starts_at, None, NOW)


def one_round(db: Database, server: str, now: datetime) -> list[str]:
    said = send_due(db, FROM, LINKS, now)
    mail.deliver_due(db, over_smtp(server), FROM, now)
    return [message.text for _, message in said]


def invitation(message: Any) -> tuple[str, Any]:
    [part] = [part for part in message.iter_attachments() if part.get_content_type() == "text/calendar"]
    return part.get_param("method"), vobject.readOne(part.get_payload(decode=True).decode())


def test_the_mail_arrives_with_a_file_that_another_program_reads_and_is_taken_back(
    db: Database, box: Box, server: str, booked: Booking
) -> None:
    mail_addresses.keep(db, str(booked.conversation_id), "sam@example.nl")
    one_round(db, server, NOW)
    bookings.cancel(db, booked.id, NOW)
    one_round(db, server, NOW)
    first, second = box.mails()
    assert first["To"] == "sam@example.nl" and "Je afspraak" in first["Subject"]
    method, read = invitation(first)
    assert method == "REQUEST" and read.method.value == "REQUEST"
    assert read.vevent.uid.value == booked.uid and read.vevent.dtstart.value == booked.starts_at
    method, gone = invitation(second)
    assert method == "CANCEL" and gone.vevent.status.value == "CANCELLED"
    assert (gone.vevent.uid.value, int(gone.vevent.sequence.value)) == (booked.uid, 1)


def test_the_link_in_the_mail_is_signed_and_leads_to_this_appointment(
    db: Database, box: Box, server: str, booked: Booking
) -> None:
    mail_addresses.keep(db, str(booked.conversation_id), "sam@example.nl")
    one_round(db, server, NOW)
    text = box.mails()[0].get_body(("plain",)).get_content()
    [link] = [word for word in text.split() if word.startswith("https://example.nl/afspraak/")]
    assert LINKS.read(link.rpartition("/")[2]) == (booked.id, booked.reference)


def test_in_a_messenger_the_reminder_comes_in_the_chat_and_not_to_who_opted_out(
    db: Database, server: str, booked: Booking
) -> None:
    person = str(booked.conversation_id)
    chats.hear(db, "telegram", "h" * 64, "sealed", person, NOW)
    [text] = one_round(db, server, booked.starts_at - timedelta(days=1))
    assert "Denk je aan je afspraak" in text
    [message] = conversations.outgoing_after(db, person, 0)
    assert message.kind in chats.UNASKED  # the courier leaves those out for who opted out
