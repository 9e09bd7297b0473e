"""Appointments in an adviser's own calendar, against a real Radicale server: put, moved, to a colleague, cancelled."""

from __future__ import annotations

import socket
import subprocess
import sys
import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.request import Request, urlopen

import caldav
import pytest
from icalendar import Calendar

from connectors.appointments.calendars import write_due, writer_over_caldav
from connectors.sealing import AddressBook
from guidance import advisers, bookings, conversations, mail_addresses, own_calendars, privacy, slots
from guidance.advisers import Adviser, Availability
from guidance.bookings import Booking
from guidance.database import Database
from guidance.own_calendars import OwnCalendar

NOW = datetime.now(UTC)
BOOK = AddressBook("a secret of the tests only", "own_calendar")
EVERY_DAY = tuple(Availability(weekday, time(9), time(17)) for weekday in range(7))
PATIENCE = 60
HERE = ("127.0.0.1",)  # what BIJSTUREN_CALENDAR_HOSTS allows


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real CalDAV server that wants a name and a password."""
    folder = tmp_path_factory.mktemp("radicale")
    (folder / "users").write_text("anna:geheim\nbo:geheim\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = folder / "config"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
        f"htpasswd_encryption = plain\n[storage]\nfilesystem_folder = {folder}/collections\n"
    )
    process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(config)], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    deadline = clock.monotonic() + PATIENCE
    while True:
        try:
            urlopen(Request(address + "/.web/"), timeout=5).close()
            break
        except OSError:
            assert process.poll() is None and clock.monotonic() < deadline, "Radicale does not start"
            clock.sleep(0.2)
    yield address
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture
def calendars(radicale: str, db: Database) -> dict[str, caldav.Calendar]:
    """A fresh calendar for each of two advisers, linked in the database."""
    made = {}
    for name in ("anna", "bo"):
        person = Adviser(name, f"{name.title()} Testpersoon", "Werkcentrum", ("AM22",), (), ("phone",))
        advisers.add(db, person, EVERY_DAY, NOW)
        client = caldav.DAVClient(radicale, username=name, password="geheim")
        made[name] = client.principal().make_calendar(f"werk {clock.monotonic_ns()}")
        sealed = BOOK.seal("geheim")
        own_calendars.save(db, OwnCalendar(name, str(made[name].url), name, sealed))
    return made


def written(db: Database) -> int:
    return write_due(db, writer_over_caldav(BOOK, HERE), NOW)


def shown(calendar: caldav.Calendar) -> list[tuple[str, datetime, int]]:
    events: list[Any] = [Calendar.from_ical(event.data).walk("VEVENT")[0] for event in calendar.events()]
    return [(str(event["UID"]), event["DTSTART"].dt, int(event["SEQUENCE"])) for event in events]


def booked(db: Database, adviser: str, number: int = 0, conversation: str | None = None) -> Booking:
    free = [slot for slot in slots.free_slots(db, NOW, limit=60) if slot.adviser_id == adviser]
    person = conversation or conversations.start(db, "website", NOW)
    return bookings.book(db, person, adviser, free[number].starts_at, None, NOW)


def test_a_booking_is_put_moved_and_taken_out(db: Database, calendars: dict[str, caldav.Calendar]) -> None:
    first = booked(db, "anna")
    assert written(db) == 1 and written(db) == 0
    assert shown(calendars["anna"]) == [(first.uid, first.starts_at, 0)]
    moved = booked(db, "anna", 5, first.conversation_id)
    written(db)
    assert shown(calendars["anna"]) == [(first.uid, moved.starts_at, 1)]
    bookings.cancel(db, first.id, NOW + timedelta(minutes=1))
    assert written(db) == 1 and written(db) == 0
    assert shown(calendars["anna"]) == []


def test_a_talk_that_goes_to_a_colleague_leaves_one_calendar_for_the_other(
    db: Database, calendars: dict[str, caldav.Calendar]
) -> None:
    first = booked(db, "anna")
    written(db)
    booked(db, "bo", 0, first.conversation_id)
    for _ in range(2):
        written(db)
    assert shown(calendars["anna"]) == []
    assert [uid for uid, _, _ in shown(calendars["bo"])] == [first.uid]


def test_nothing_about_the_person_stands_in_it_and_a_wipe_takes_the_talk_out(
    db: Database, calendars: dict[str, caldav.Calendar]
) -> None:
    made = booked(db, "anna")
    person = str(made.conversation_id)
    bookings.set_contact(db, made.id, name="Sam de Vries", phone="0612345678")
    mail_addresses.keep(db, person, "sam@example.nl")
    written(db)
    [event] = calendars["anna"].events()
    assert not [word for word in ("Sam", "0612345678", "sam@") if word in event.data]
    privacy.wipe(db, person)
    written(db)
    assert shown(calendars["anna"]) == []


def test_a_calendar_that_cannot_be_reached_keeps_no_other_waiting_and_is_tried_again(
    db: Database, calendars: dict[str, caldav.Calendar], caplog: pytest.LogCaptureFixture
) -> None:
    own = own_calendars.of(db, "anna")
    assert own is not None
    own_calendars.save(db, OwnCalendar("anna", "http://127.0.0.1:1/", "anna", own.sealed_password))
    booked(db, "anna"), booked(db, "bo")
    assert written(db) == 1
    assert len(shown(calendars["bo"])) == 1
    assert "geheim" not in caplog.text
    own_calendars.save(db, own)
    assert written(db) == 1


def test_a_calendar_inside_that_no_setting_names_is_never_knocked_at(
    db: Database, calendars: dict[str, caldav.Calendar]
) -> None:
    booked(db, "anna")
    assert write_due(db, writer_over_caldav(BOOK, ()), NOW) == 0
    assert shown(calendars["anna"]) == []
    assert written(db) == 1


def test_the_invitation_for_the_person_is_taken_by_the_server_as_it_is(
    db: Database, calendars: dict[str, caldav.Calendar]
) -> None:
    made = booked(db, "anna")
    calendar, invitation = calendars["bo"], bookings.ics(made, organizer="hallo@example.nl", attendee="sam@example.nl")
    plain = invitation.decode().replace("METHOD:REQUEST\r\n", "")  # a stored file carries no method (RFC 4791)
    assert calendar.client is not None
    calendar.client.put(f"{calendar.url}afspraak.ics", plain, {"Content-Type": "text/calendar; charset=utf-8"})
    assert shown(calendars["bo"]) == [(made.uid, made.starts_at, 0)]
