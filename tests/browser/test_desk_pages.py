"""The desk's pages in a real browser: nothing axe objects to, nothing beside the screen, all by keyboard."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
from aiohttp import web
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from connectors.core import add_core
from connectors.desk.app import add_desk
from connectors.settings import Settings
from guidance import (
    account_links,
    accounts,
    advisers,
    bookings,
    callbacks,
    conversations,
    custody,
    handoffs,
    notes,
    opening,
    plans,
    reviews,
    slots,
    workrules,
)
from guidance.accounts import Account
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from guidance.notes import TRANSCRIPT, NoteLine
from guidance.opening import Hours
from guidance.schedule import AMSTERDAM
from guidance.workrules import Break, SpecialDay, WorkRules
from tests.conftest import free_port
from tests.guidance.test_talk_answers import said

PASSWORD = "een lang genoeg wachtwoord"
PAGES = ("week", "week/settings", "team", "team/1", "texts", "texts?region=AM06", "audit", "review", "facts", "account")
SIZES = {"desktop": (1280, 900), "phone": (320, 640)}


@dataclass(frozen=True)
class Running:
    """A desk without the rest of the assistant."""

    url: str
    db: Database
    account: Account


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("desk")
    db = Database(f"sqlite:///{folder}/guidance.db")
    db.create_tables()
    account = _fill(db)
    served = _Served(db)
    yield Running(served.url, db, account)
    served.stop()
    db.close()


class _Served:
    """The desk in a thread of its own: the browser needs this one."""

    def __init__(self, db: Database) -> None:
        self._db, self._port = db, free_port()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        assert self._ready.wait(30)
        self.url = f"http://127.0.0.1:{self._port}"

    async def _serve(self) -> None:
        app = web.Application()
        add_core(app, self._db, Settings(secret_key=SecretStr("a key for the tests only")))
        add_desk(app)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._port).start()
        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        await self._done.wait()
        await runner.cleanup()

    def stop(self) -> None:
        """Close every connection and end the thread."""
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(60)


def _fill(db: Database) -> Account:
    """A coordinator with a full week, hours of a region, answers after talks, a case to review and an invitation."""
    now = datetime.now(UTC)
    advisers.load_demo(db, now)
    opening.put(db, [Hours(0, time(9), time(12)), Hours(0, time(13), time(21)), Hours(3, time(18), time(21))], "AM06")
    for useful in ("yes", "yes", "some", "no", "no"):
        said(db, "Maria-Magdalena van den Heuvel-Achternaam", useful, "some", now)
    day = datetime.now(AMSTERDAM).date() + timedelta(days=3)
    special = (SpecialDay(day), SpecialDay(day, time(19), time(20, 30)))
    workrules.save(
        db, "demo-rijnmond", WorkRules(15, 5, breaks=(Break(0, time(10), time(10, 15)),), special_days=special)
    )
    account = accounts.create(db, "samira", PASSWORD, "coordinator", adviser_id="demo-rijnmond")
    account_links.invite(db, "een-heel-lang-mailadres-van-iemand@een-lange-organisatie.example.nl", "editor", now)
    for name in ("Henk", "Maria-Magdalena van den Heuvel-Achternaam", None):
        talk = conversations.start(db, "website", now)
        conversations.receive(db, talk, f"{talk}:1", "text", "Krijg ik STAP?", now)
        pending = conversations.oldest_unanswered(db, talk)
        assert pending
        [sent] = conversations.answer(db, pending.inbox_id, [OutMessage("STAP geeft 1.000 euro.")], now)
        reviews.flag(db, talk, sent.seq, "STAP bestaat niet meer.", "samira", now)
        plans.save(db, talk, name=name, now=now)
        slot = next(s for s in slots.free_slots(db, now, limit=300) if s.adviser_id == "demo-rijnmond")
        bookings.book(db, talk, slot.adviser_id, slot.starts_at, None, now)
    return account


@pytest.fixture
def inside(page: Page, desk: Running) -> Page:
    """Somebody who is logged in."""
    token = accounts.open_session(desk.db, desk.account, datetime.now(UTC))
    page.context.add_cookies([{"name": "bijsturen_desk", "value": token, "url": f"{desk.url}/desk"}])
    return page


def sound(page: Page) -> None:
    """Nothing axe objects to, and nothing beside the screen."""
    found = Axe().run(page).response["violations"]
    assert [f"{entry['id']}: {entry['nodes'][0]['html'][:200]}" for entry in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_before_logging_in_are_sound(page: Page, desk: Running, size: str) -> None:
    page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    invitation = account_links.invite(desk.db, "bo@example.nl", "adviser", datetime.now(UTC))
    for path in ("login", "forgot", f"welcome/{invitation}", "welcome/" + "x" * 43):
        page.goto(f"{desk.url}/desk/{path}")
        sound(page)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_sound(inside: Page, desk: Running, size: str) -> None:
    inside.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    for path in PAGES:
        inside.goto(f"{desk.url}/desk/{path}")
        expect(inside.get_by_role("heading", level=1)).to_have_count(1)
        for details in inside.locator("details").all():
            details.evaluate("element => { element.open = true; }")
        sound(inside)


@pytest.mark.parametrize("size", SIZES)
def test_lists_conversation_and_appointment_are_sound(inside: Page, desk: Running, size: str) -> None:
    inside.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    waiting, held, colleagues, booking = _live(desk.db)
    lists = [f"?view={view}" for view in ("waiting", "mine", "team", "booked", "closed")]
    talks = [f"/conversations/{each}" for each in (waiting, held, colleagues)]
    for path in (*lists, *talks, f"/conversations/{waiting}/book", f"/bookings/{booking}"):
        inside.goto(f"{desk.url}/desk{path}")
        expect(inside.get_by_role("heading", level=1)).to_have_count(1)
        for details in inside.locator("details").all():
            details.evaluate("element => { element.open = true; }")
        sound(inside)


def test_by_keyboard_alone_an_adviser_books_for_the_person_and_mends_a_fault(inside: Page, desk: Running) -> None:
    inside.set_viewport_size({"width": 320, "height": 640})
    waiting, *_ = _live(desk.db)
    inside.goto(f"{desk.url}/desk/conversations/{waiting}")
    inside.get_by_role("link", name="Afspraak maken").focus()
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("heading", level=1)).to_have_text("Afspraak maken")
    inside.get_by_label("Moment").focus()
    inside.keyboard.press("Tab")
    inside.keyboard.press("Tab")
    inside.keyboard.type("12")
    inside.keyboard.press("Enter")
    expect(inside.get_by_role("alert")).to_contain_text("Er klopt iets niet")
    field = inside.get_by_label("Telefoonnummer")
    expect(field).to_have_accessible_description(re.compile("geen telefoonnummer"))
    sound(inside)
    field.fill("06 12345678")
    field.press("Enter")
    expect(inside.get_by_role("status").filter(has_text="De afspraak staat")).to_be_visible()
    expect(inside.get_by_role("link", name="Verzetten of afzeggen")).to_be_visible()
    sound(inside)


def _live(db: Database) -> tuple[str, str, str, int]:
    """Somebody who waits, who talks with this coordinator, and with a colleague; and the number of an appointment."""
    now = datetime.now(UTC)
    talks = []
    for holder in (None, "samira", "kim"):
        talk = conversations.start(db, "website", now)
        words = "mijn-rug-doet-zo-zeer-dat-ik-het-zware-tilwerk-niet-meer-volhoud en ik wil iets anders"
        conversations.receive(db, talk, f"{talk}:1", "text", words, now)
        plans.save(db, talk, need="need_zwaar_gezondheid", situation={"region": "AM22", "language": "pl"}, now=now)
        handoffs.request(db, talk, "safety_violence", now)
        notes.draft(
            db, talk, [NoteLine("need", "Wat je nodig hebt", words), NoteLine(TRANSCRIPT, "Gesprek", "Mag")], now
        )
        notes.agree(db, talk, now)
        callbacks.ask(db, talk, now + timedelta(hours=1), now + timedelta(hours=3), now)
        if holder:
            custody.claim(db, talk, Holder(holder, holder.title()), OutMessage("Er is nu een mens."), now)
            custody.speak(db, talk, Holder(holder, holder.title()), "Hallo, waar kan ik mee helpen?", now)
        talks.append(talk)
    booking = bookings.upcoming(db, now)[0]
    return talks[0], talks[1], talks[2], booking.id


def test_a_form_with_faults_is_sound_and_keeps_what_was_typed(inside: Page, desk: Running) -> None:
    inside.goto(f"{desk.url}/desk/week/settings")
    inside.get_by_label("Uren op maandag").fill("van negen tot vijf")
    inside.get_by_role("button", name="Bewaar uren").click()
    expect(inside.get_by_role("alert")).to_contain_text("Er klopt iets niet")
    field = inside.get_by_label("Uren op maandag")
    expect(field).to_have_value("van negen tot vijf")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("^Dit snap ik niet.*Laat een dag leeg"))
    sound(inside)


def test_by_keyboard_alone_somebody_logs_in_goes_to_the_week_and_on_to_the_next(page: Page, desk: Running) -> None:
    page.goto(f"{desk.url}/desk/login?next=/desk/account")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("samira")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je account")
    page.get_by_role("link", name="Mijn week").focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Mijn week")
    this_week = page.locator(".lead").text_content()
    page.get_by_role("link", name="Volgende week").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).not_to_have_text(this_week or "")
    page.get_by_role("link", name="Deze week").click()
    expect(page.locator(".lead")).to_have_text(this_week or "")


def test_the_phone_shows_the_week_as_bars_and_the_desktop_as_a_grid(inside: Page, desk: Running) -> None:
    inside.goto(f"{desk.url}/desk/week")
    expect(inside.locator("svg.grid")).to_be_visible()
    expect(inside.locator(".bars")).to_be_hidden()
    inside.set_viewport_size({"width": 320, "height": 640})
    expect(inside.locator("svg.grid")).to_be_hidden()
    expect(inside.locator(".bars")).to_be_visible()


# Sound that sleeps until it is woken, as after a page was loaded anew; and a tab that is looked away from.
ELSEWHERE = """
  window.away = false; window.heard = [];
  Object.defineProperty(document, "hidden", { get: () => window.away });
  const still = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
  window.AudioContext = class {
    state = "suspended"; currentTime = 0; destination = {};
    resume() { this.state = "running"; }
    createGain() { return { gain: still, connect() {} }; }
    createOscillator() {
      return { frequency: {}, connect: (to) => to, start: () => window.heard.push(this.state), stop() {} };
    }
  };
"""


def test_what_is_new_while_somebody_looks_elsewhere_is_counted_in_the_title_and_heard(
    inside: Page, desk: Running
) -> None:
    inside.add_init_script(ELSEWHERE)
    inside.goto(f"{desk.url}/desk")
    inside.get_by_role("button", name="Geluid bij nieuws").click()
    expect(inside.get_by_role("button", name="Geluid bij nieuws")).to_have_attribute("aria-pressed", "true")
    with inside.expect_response("**/desk/events"):
        inside.reload()
    inside.evaluate("window.away = true")
    handoffs.request(desk.db, conversations.start(desk.db, "website", datetime.now(UTC)), "asked", datetime.now(UTC))
    expect(inside).to_have_title(re.compile(r"^\(1\) Wie wacht er"), timeout=20_000)
    assert inside.evaluate("window.heard") == ["running"]
    inside.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(inside).to_have_title(re.compile("^Wie wacht er"))
