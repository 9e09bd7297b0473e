"""An appointment at the desk: its adviser and the coordinator move it or call it off, and the person hears of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors.core import add_core
from connectors.desk.app import add_desk
from connectors.sealing import AddressBook
from connectors.settings import Settings
from guidance import accounts, advisers, audit, bookings, conversations, own_calendars, privacy, slots, team
from guidance.accounts import Account
from guidance.advisers import Adviser, Availability
from guidance.bookings import Booking
from guidance.database import Database
from tests.connectors.desks import PASSWORD, Desk

EVERY_DAY = tuple(Availability(weekday, time(9), time(17)) for weekday in range(7))
KEY = "a key for the tests only"


@pytest.fixture
async def desk(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    app = web.Application()
    add_core(app, db, Settings(secret_key=SecretStr(KEY)))
    add_desk(app)
    return Desk(await aiohttp_client(app), db)


@pytest.fixture
def anna(db: Database) -> Account:
    return _adviser(db, "anna")


@pytest.fixture
def booked(db: Database, anna: Account) -> Booking:
    now = datetime.now(UTC)
    (slot,) = slots.free_slots(db, now, limit=1)
    return bookings.book(db, conversations.start(db, "website", now), slot.adviser_id, slot.starts_at, None, now)


def _adviser(db: Database, name: str) -> Account:
    now = datetime.now(UTC)
    account = accounts.create(db, name, PASSWORD, "adviser")
    adviser_id = team.become_adviser(db, account, f"{name.title()} Testpersoon", "Werkcentrum", now)
    person = Adviser(adviser_id, f"{name.title()} Testpersoon", "Werkcentrum", ("AM22",), (), ("phone",))
    advisers.add(db, person, EVERY_DAY, now)
    return replace(account, adviser_id=adviser_id)


def told(db: Database, booking: Booking) -> list[tuple[str, str]]:
    return [(said.sender, said.text) for said in conversations.outgoing_after(db, str(booking.conversation_id), 0)]


async def test_the_own_adviser_moves_it_and_the_person_hears_the_new_moment(
    desk: Desk, db: Database, anna: Account, booked: Booking
) -> None:
    desk.as_user(anna)
    page = await desk.get(f"/desk/bookings/{booked.id}")
    choice = re.findall(r'<option value="([^"]+)"', page)[3]
    answer = await desk.send(f"/desk/bookings/{booked.id}/move", moment=choice)
    assert answer.status == 303
    moved = bookings.get(db, booked.id)
    assert moved.starts_at.isoformat() == choice.split("|")[1] and moved.sequence == 1
    [(sender, text)] = told(db, booked)
    assert sender == "adviser" and "verzet" in text
    [entry] = audit.latest(db)
    assert (entry.who, entry.deed, entry.detail) == ("anna", "move_booking", booked.reference)


async def test_a_moment_that_is_gone_changes_nothing_and_fresh_ones_are_shown(
    desk: Desk, db: Database, anna: Account, booked: Booking
) -> None:
    desk.as_user(anna)
    for moment in ("", "anna|morgen|phone", f"{booked.adviser.id}|2020-01-01T09:00:00+00:00|phone"):
        answer = await desk.send(f"/desk/bookings/{booked.id}/move", moment=moment)
        assert answer.status == 409 and "net weg" in await answer.text()
    assert bookings.get(db, booked.id) == booked
    assert told(db, booked) == []


async def test_it_is_called_off_and_after_that_there_is_nothing_left_to_change(
    desk: Desk, db: Database, anna: Account, booked: Booking
) -> None:
    desk.as_user(anna)
    await desk.send(f"/desk/bookings/{booked.id}/cancel")
    assert bookings.get(db, booked.id).status == "cancelled"
    await desk.send(f"/desk/bookings/{booked.id}/cancel")
    assert len(told(db, booked)) == 1
    assert "<select" not in await desk.get(f"/desk/bookings/{booked.id}")


async def test_a_colleague_may_not_and_the_coordinator_may(
    desk: Desk, db: Database, anna: Account, booked: Booking
) -> None:
    desk.as_user(_adviser(db, "bo"))
    await desk.get(f"/desk/bookings/{booked.id}", 403)
    assert (await desk.send(f"/desk/bookings/{booked.id}/cancel")).status == 403
    desk.as_user(accounts.create(db, "chef", PASSWORD, "coordinator"))
    await desk.get(f"/desk/bookings/{booked.id}")
    assert (await desk.send(f"/desk/bookings/{booked.id}/cancel")).status == 303


async def test_of_a_wiped_conversation_only_the_shell_is_shown(
    desk: Desk, db: Database, anna: Account, booked: Booking
) -> None:
    privacy.wipe(db, str(booked.conversation_id))
    desk.as_user(anna)
    assert "Gewist op verzoek" in await desk.get(f"/desk/bookings/{booked.id}")


async def test_an_own_calendar_is_linked_with_a_sealed_password_and_unlinked(
    desk: Desk, db: Database, anna: Account
) -> None:
    desk.as_user(anna)
    fields = {"url": "https://9.9.9.9/anna/werk/", "username": "anna", "password": "heel geheim"}
    assert (await desk.send("/desk/week/calendar/link", **fields)).status == 303
    page = await desk.get("/desk/week/calendar")
    assert fields["url"] in page and "heel geheim" not in page
    linked = own_calendars.of(db, str(anna.adviser_id))
    assert linked is not None and "geheim" not in linked.sealed_password
    assert AddressBook(KEY, "own_calendar").open(linked.sealed_password) == "heel geheim"
    await desk.send("/desk/week/calendar/unlink")
    assert own_calendars.of(db, str(anna.adviser_id)) is None


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("https://127.0.0.1/dav/", "beheerder"),
        ("https://localhost:5005/", "beheerder"),
        ("https://10.0.0.8/", "beheerder"),
        ("https://192.168.1.1/", "beheerder"),
        ("https://169.254.169.254/latest/meta-data/", "beheerder"),
        ("https://[::1]/", "beheerder"),
        ("https://[::ffff:127.0.0.1]/", "beheerder"),
        ("https://2130706433/", "beheerder"),
        ("https://nergens.invalid/", "niet op internet"),
        ("https://[kapot/", "klopt niet"),
    ],
)
async def test_a_calendar_inside_or_nowhere_is_refused_with_the_reason(
    desk: Desk, db: Database, anna: Account, url: str, answer: str
) -> None:
    desk.as_user(anna)
    refused = await desk.send("/desk/week/calendar/link", url=url, username="anna", password="geheim")
    assert refused.status == 422 and answer in await refused.text()
    assert own_calendars.of(db, str(anna.adviser_id)) is None


@pytest.mark.parametrize("url", ["", "agenda", "http://agenda.example.nl/", "file:///etc/passwd", "https://a:b@x.nl/"])
async def test_an_address_that_would_send_the_password_in_the_open_is_refused(
    desk: Desk, db: Database, anna: Account, url: str
) -> None:
    desk.as_user(anna)
    answer = await desk.send("/desk/week/calendar/link", url=url, username="anna", password="geheim")
    assert answer.status == 422
    assert own_calendars.of(db, str(anna.adviser_id)) is None
