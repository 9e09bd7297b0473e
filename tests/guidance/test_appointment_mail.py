"""Every version of an appointment is mailed once, with a file that other calendars read."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from guidance import appointment_mail, bookings, mail_addresses, privacy, workrules
from guidance.bookings import Booking
from guidance.database import Database
from guidance.desk_models import MailRow
from guidance.workrules import WorkRules
from tests.guidance.people import NOW, add_adviser, local

NINE, LATER_SLOT = local(2026, 11, 24, 9), local(2026, 11, 26, 9)
LATER = NOW + timedelta(minutes=5)


def link(booking: Booking) -> str:
    return f"https://example.nl/afspraak/{booking.id}"


def mails(db: Database) -> list[MailRow]:
    with db.reading() as session:
        return list(session.scalars(select(MailRow).order_by(MailRow.id)))


def round_of_mail(db: Database) -> int:
    return appointment_mail.send_due(db, "hallo@example.nl", link, LATER)


@pytest.fixture
def booked(db: Database, conversation: str) -> Booking:
    add_adviser(db)
    mail_addresses.keep(db, conversation, "sam@example.nl")
    return bookings.book(db, conversation, "anna", NINE, "phone", NOW)


def test_a_booking_is_mailed_once_with_link_moment_and_file(db: Database, booked: Booking) -> None:
    assert round_of_mail(db) == 1
    assert round_of_mail(db) == 0
    [sent] = mails(db)
    assert sent.recipient == "sam@example.nl"
    assert "dinsdag 24 november om 09.00 uur" in sent.subject
    assert link(booked) in sent.text and booked.reference in sent.text
    [part] = sent.attachments
    assert part["kind"].startswith("text/calendar; method=REQUEST")


def test_moving_and_cancelling_are_mailed_with_the_same_uid_and_a_higher_sequence(
    db: Database, booked: Booking, conversation: str
) -> None:
    round_of_mail(db)
    bookings.book(db, conversation, "anna", LATER_SLOT, "phone", LATER)
    round_of_mail(db)
    bookings.cancel(db, booked.id, LATER)
    round_of_mail(db)
    calendars = [Calendar.from_ical(b64decode(sent.attachments[0]["content"])) for sent in mails(db)]
    assert [str(calendar["METHOD"]) for calendar in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [calendar.walk("VEVENT")[0] for calendar in calendars]
    assert {str(event["UID"]) for event in events} == {booked.uid}
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert all(str(event["ORGANIZER"]) == "mailto:hallo@example.nl" for event in events)
    assert "sam@example.nl" in str(events[0]["ATTENDEE"])


def test_without_an_address_nothing_is_mailed_and_a_later_address_gets_the_confirmation(
    db: Database, conversation: str
) -> None:
    add_adviser(db)
    bookings.book(db, conversation, "anna", NINE, "phone", NOW)
    assert round_of_mail(db) == 0
    mail_addresses.keep(db, conversation, "sam@example.nl")
    assert round_of_mail(db) == 1


def test_what_was_never_confirmed_by_mail_is_not_cancelled_by_mail(db: Database, booked: Booking) -> None:
    bookings.cancel(db, booked.id, LATER)
    assert round_of_mail(db) == 0


def test_a_video_talk_has_its_link_in_mail_and_calendar(db: Database, conversation: str) -> None:
    add_adviser(db)
    workrules.save(db, "anna", WorkRules(video_link="https://video.example.nl/anna"))
    mail_addresses.keep(db, conversation, "sam@example.nl")
    bookings.book(db, conversation, "anna", NINE, "video", NOW)
    round_of_mail(db)
    [sent] = mails(db)
    assert "https://video.example.nl/anna" in sent.text
    [event] = Calendar.from_ical(b64decode(sent.attachments[0]["content"])).walk("VEVENT")
    assert str(event["LOCATION"]) == "https://video.example.nl/anna"


def test_a_wiped_conversation_takes_address_and_mail_along(db: Database, booked: Booking, conversation: str) -> None:
    round_of_mail(db)
    assert privacy.export(db, conversation)["mail_address"][0]["address"] == "sam@example.nl"
    privacy.wipe(db, conversation)
    assert mails(db) == []
    assert bookings.get(db, booked.id).email is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("sam@example.nl", "sam@example.nl"),
        ("Mijn mail is Sam.de.Vries@Bedrijf.NL.", "Sam.de.Vries@bedrijf.nl"),
        ("sam apenstaartje gmail.com", "sam@gmail.com"),
        ("sam (at) gmail.com", "sam@gmail.com"),
        ("sam@", None),
        ("sam@gmail", None),
        ("sam@@gmail.com", None),
        ("0612345678", None),
    ],
)
def test_a_mail_address_is_read_or_refused(text: str, address: str | None) -> None:
    assert mail_addresses.address_in(text) == address
