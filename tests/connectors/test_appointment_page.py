"""The page behind the link in a mail: see, move, cancel, put in a calendar; without script, and only with the link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from aiohttp import web
from icalendar import Calendar
from pytest_aiohttp.plugin import AiohttpClient

from connectors.appointments import page
from connectors.appointments.links import Links
from connectors.core import DATABASE
from guidance import advisers, bookings, conversations, privacy, slots
from guidance.advisers import Adviser, Availability
from guidance.bookings import Booking
from guidance.database import Database

ANNA = Adviser("anna", "Anna Testpersoon", "Werkcentrum", ("AM22",), (), ("phone",))
EVERY_DAY = tuple(Availability(weekday, time(9), time(17)) for weekday in range(7))
LINKS = Links("a secret of the tests only", "https://example.nl")


@dataclass
class Visit:
    """A browser on the page of one appointment."""

    client: object
    db: Database
    booking: Booking

    @property
    def path(self) -> str:
        return "/afspraak/" + LINKS.token(self.booking)

    async def get(self, rest: str = "", status: int = 200) -> str:
        answer = await self.client.get(self.path + rest)  # type: ignore[attr-defined]
        assert answer.status == status
        return str(await answer.text())

    async def post(self, rest: str, status: int = 200, **fields: str) -> str:
        answer = await self.client.post(self.path + rest, data=fields)  # type: ignore[attr-defined]
        assert answer.status == status
        return str(await answer.text())

    def now(self) -> Booking:
        return bookings.get(self.db, self.booking.id)


@pytest.fixture
async def visit(db: Database, aiohttp_client: AiohttpClient) -> Visit:
    now = datetime.now(UTC)
    advisers.add(db, ANNA, EVERY_DAY, now)
    (slot,) = slots.free_slots(db, now, limit=1)
    conversation = conversations.start(db, "website", now)
    app = web.Application()
    app[DATABASE], app[page.LINKS], app[page.PAGES] = db, LINKS, page.templates()
    app.router.add_routes(page.ROUTES)
    booking = bookings.book(db, conversation, "anna", slot.starts_at, None, now)
    return Visit(await aiohttp_client(app), db, booking)


async def test_the_appointment_is_shown_and_looking_changes_nothing(visit: Visit) -> None:
    text = await visit.get()
    assert "Anna Testpersoon" in text and visit.booking.reference in text and "<script" not in text
    await visit.get("?kies=1")
    assert visit.now() == visit.booking


async def test_another_moment_is_chosen_from_a_form(visit: Visit) -> None:
    choices = re.findall(r'name="moment" required value="([^"]+)"', await visit.get("?kies=1"))
    assert len(choices) == 6
    assert "Gelukt" in await visit.post("/verzetten", moment=choices[2])
    moved = visit.now()
    assert moved.starts_at.isoformat() == choices[2].split("|")[1]
    assert (moved.uid, moved.sequence) == (visit.booking.uid, 1)


async def test_a_moment_that_went_in_another_tab_gives_fresh_ones_and_the_old_one_stays(visit: Visit) -> None:
    [choice, *_] = re.findall(r'name="moment" required value="([^"]+)"', await visit.get("?kies=1"))
    other = conversations.start(visit.db, "website", datetime.now(UTC))
    start = datetime.fromisoformat(choice.split("|")[1])
    bookings.book(visit.db, other, "anna", start, None, datetime.now(UTC))
    text = await visit.post("/verzetten", 409, moment=choice)
    assert "net weg" in text and choice not in text and 'name="moment"' in text
    assert visit.now() == visit.booking


@pytest.mark.parametrize("moment", ["", "anna", "anna|gisteren|phone", "anna|2026-01-01T09:00:00+00:00|phone", "x|y|z"])
async def test_a_forged_moment_changes_nothing(visit: Visit, moment: str) -> None:
    await visit.post("/verzetten", 409, moment=moment)
    assert visit.now() == visit.booking


async def test_cancelling_frees_the_moment_and_a_new_one_can_be_found(visit: Visit) -> None:
    text = await visit.post("/afzeggen")
    assert "afgezegd" in text
    assert visit.now().status == "cancelled"
    choices = re.findall(r'name="moment" required value="([^"]+)"', await visit.get("?kies=1"))
    await visit.post("/verzetten", moment=choices[0])
    again = bookings.of_conversation(visit.db, str(visit.booking.conversation_id))
    assert again is not None and again.id != visit.booking.id


async def test_a_day_can_be_asked_for_and_a_day_without_room_says_so(visit: Visit) -> None:
    day = (datetime.now(UTC) + timedelta(days=400)).date()
    assert "Dan is er niets vrij" in await visit.get(f"?kies=1&dag={day}")
    assert 'name="moment"' in await visit.get("?kies=1&dag=onzin")


async def test_the_calendar_file_is_read_by_another_program(visit: Visit) -> None:
    event: Any = Calendar.from_ical(await visit.get("/afspraak.ics")).walk("VEVENT")[0]
    assert (str(event["UID"]), event["DTSTART"].dt) == (visit.booking.uid, visit.booking.starts_at)


async def test_a_changed_link_a_wiped_conversation_and_a_strangers_link_show_nothing(visit: Visit) -> None:
    answer = await visit.client.get(visit.path[:-2] + "xx")  # type: ignore[attr-defined]
    assert answer.status == 404
    stranger = "/afspraak/" + Links("another secret altogether", "").token(visit.booking)
    assert (await visit.client.get(stranger)).status == 404  # type: ignore[attr-defined]
    privacy.wipe(visit.db, str(visit.booking.conversation_id))
    assert "Anna" not in await visit.get(status=404)
    await visit.post("/afzeggen", 404)


async def test_other_peoples_pages_are_never_kept_by_a_browser_or_search_engine(visit: Visit) -> None:
    answer = await visit.client.get(visit.path)  # type: ignore[attr-defined]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
