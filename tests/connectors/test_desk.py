"""The desk with real guidance on SQLite: who gets in, what an adviser reads, and what a form may do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import yaml
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors.core import add_core
from connectors.desk import labels as desk_labels
from connectors.desk.access import own_path
from connectors.desk.app import add_desk
from connectors.settings import Settings
from guidance import (
    accounts,
    advisers,
    bookings,
    conversations,
    custody,
    handoffs,
    notes,
    plans,
    privacy,
    slots,
)
from guidance.conversations import Button, OutMessage
from guidance.database import Database
from guidance.desk_list import VIEWS
from guidance.live_models import LiveTalkRow
from tests.databases import new_database

PASSWORD = "een lang genoeg wachtwoord"
FACTS = Path(__file__).parents[2] / "knowledge" / "data" / "facts.yaml"
SAMIRA = accounts.Account(1, "samira", "adviser")
Client = TestClient[web.Request, web.Application]


@dataclass(frozen=True)
class Desk:
    """A browser at the desk and the database behind it."""

    client: Client
    db: Database

    async def get(self, path: str, status: int = 200) -> str:
        answer = await self.client.get(path)
        assert answer.status == status
        return await answer.text()

    async def post(self, path: str, page: str, **fields: str) -> ClientResponse:
        """Send the form of this page."""
        found = re.search(r'name="key" value="(\w+)"', page)
        assert found
        return await self.client.post(path, data={"key": found[1], **fields}, allow_redirects=False)

    async def log_in(self, password: str = PASSWORD, target: str = "/desk") -> ClientResponse:
        page = await self.get("/desk/login")
        return await self.post("/desk/login", page, username="samira", password=password, next=target)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path / "guidance.db")
    assert accounts.create(database, "samira", PASSWORD, "adviser") == SAMIRA
    yield database
    database.close()


@pytest.fixture
async def desk(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    app = web.Application()
    add_core(app, db, Settings(secret_key=SecretStr("a key for the tests only")))
    add_desk(app)
    return Desk(await aiohttp_client(app), db)


@pytest.fixture
async def inside(desk: Desk) -> Desk:
    """Somebody who is logged in."""
    token = accounts.open_session(desk.db, SAMIRA, datetime.now(UTC))
    desk.client.session.cookie_jar.update_cookies({"bijsturen_desk": token})
    return desk


def ago(**past: float) -> datetime:
    return datetime.now(UTC) - timedelta(**past)


def someone(db: Database, reason: str | None = "asked", since: datetime | None = None) -> str:
    """A driver who talked with the bot, and asked for a human when there is a reason."""
    at = since or ago(hours=3)
    conversation = conversations.start(db, "website", at)
    conversations.receive(db, conversation, f"{conversation}:1", "text", "Mijn rug houdt dit <niet> vol", at)
    pending = conversations.oldest_unanswered(db, conversation)
    assert pending
    card = {"type": "plan", "rows": [{"label": "Jouw stap", "text": "Meelopen bij de planning"}]}
    reply = OutMessage("Dat klinkt zwaar.", buttons=(Button("Klopt", "/affirm"),), cards=(card,))
    conversations.answer(db, pending.inbox_id, [reply], at)
    if reason:
        handoffs.request(db, conversation, reason, at)
    return conversation


def with_plan(db: Database, conversation: str) -> str:
    plans.save(
        db,
        conversation,
        need="need_zwaar_gezondheid, need_richting",
        own_words="Mijn rug houdt dit <niet> vol",
        situation={"age": 52, "status": "employee", "sector": "transport", "region": "AM22", "dismissed": False},
        looked_up=[plans.LookUp("budget", "slim", "SLIM", "Lijkt te kunnen", "Staatscourant", date(2026, 11, 20))],
        step="Meelopen bij de planning",
        step_date=date(2026, 11, 27),
        name="Henk",
        contact="0612345678",
        now=ago(hours=2),
    )
    return conversation


def readable(db: Database, conversation: str) -> str:
    """The person said yes to the note and to reading along, and an adviser took the conversation."""
    at = ago(minutes=30)
    keys = ("need", "situation", "own_words", "looked_up", "step", "contact", notes.TRANSCRIPT)
    texts = {"need": "Werk dat niet zo zwaar is", "step": "Meelopen bij de planning, vrijdag 27 november"}
    texts["own_words"] = "“Mijn rug houdt dit <niet> vol”"
    notes.draft(db, conversation, [notes.NoteLine(key, key, texts.get(key, "ja")) for key in keys], at)
    notes.agree(db, conversation, at)
    handoffs.request(db, conversation, "asked", at)
    custody.claim(db, conversation, custody.Holder("samira", "Samira"), OutMessage("Samira is er."), at)
    return conversation


def appointment(db: Database, conversation: str) -> bookings.Booking:
    every_day = [advisers.Availability(day, time(9), time(17)) for day in range(7)]
    adviser = advisers.Adviser("a1", "Adviseur Een", "Werkcentrum", ("AM22",), ("transport",), ("phone",))
    advisers.add(db, adviser, every_day, datetime.now(UTC))
    slot = slots.free_slots(db, datetime.now(UTC))[0]
    return bookings.book(db, conversation, slot.adviser_id, slot.starts_at, "phone", datetime.now(UTC))


async def test_what_somebody_said_about_the_talk_shows_only_to_who_may_read_the_conversation(inside: Desk) -> None:
    conversation = someone(inside.db)
    [handoff] = handoffs.of_conversation(inside.db, conversation)
    with inside.db.transaction() as session:
        session.add(
            LiveTalkRow(
                handoff_id=handoff.id,
                conversation_id=conversation,
                asked_at=ago(hours=1),
                adviser="Bo",
                useful="some",
                answered_at=ago(hours=1),
            )
        )
    assert "Was het gesprek nuttig?" not in await inside.get(f"/desk/conversations/{conversation}")
    page = await inside.get(f"/desk/conversations/{readable(inside.db, conversation)}")
    assert "over het gesprek met Bo" in page and "Was het gesprek nuttig? Een beetje." in page
    assert "Weet je je volgende stap? Geen antwoord." in page


# --- who gets in ------------------------------------------------------------------------------------------------------


async def test_a_stranger_is_sent_to_the_login_page_and_comes_back_to_the_page_they_wanted(desk: Desk) -> None:
    wanted = f"/desk/conversations/{someone(desk.db)}"
    sent = await desk.client.get(wanted, allow_redirects=False)
    assert sent.status == 303
    page = await desk.get(sent.headers["Location"])
    target = re.search(r'name="next" value="([^"]+)"', page)
    assert target and target[1] == wanted
    assert (await desk.log_in(target=target[1])).headers["Location"] == wanted


@pytest.mark.parametrize("path", ["/desk", "/desk/", "/desk?show=all", "/desk/nothing-here"])
async def test_without_logging_in_no_page_of_the_desk_shows(desk: Desk, path: str) -> None:
    someone(desk.db)
    answer = await desk.client.get(path, allow_redirects=False)
    assert answer.status == 303
    assert answer.headers["Location"].startswith("/desk/login")


async def test_a_wrong_password_lets_nobody_in_and_does_not_tell_what_was_wrong(desk: Desk) -> None:
    answer = await desk.log_in(password="niet het wachtwoord")
    assert answer.status == 401
    assert "bijsturen_desk" not in answer.cookies
    text = await answer.text()
    assert 'role="alert"' in text and "niet het wachtwoord" not in text


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_paths(desk: Desk) -> None:
    cookie = (await desk.log_in()).cookies["bijsturen_desk"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/desk" and not cookie["secure"]


async def test_behind_https_the_cookie_never_travels_without_it(desk: Desk) -> None:
    page = await desk.get("/desk/login")
    key = re.search(r'name="key" value="(\w+)"', page)
    assert key
    form = {"key": key[1], "username": "samira", "password": PASSWORD}
    headers = {"X-Forwarded-Proto": "https"}
    answer = await desk.client.post("/desk/login", data=form, headers=headers, allow_redirects=False)
    assert answer.cookies["bijsturen_desk"]["secure"]


@pytest.mark.parametrize(
    "target",
    ["https://evil.example", "//evil.example", "/desk//evil.example", "/", "/desk\\@evil.example", "/desk/x\n"],
)
async def test_logging_in_never_leads_to_another_site(desk: Desk, target: str) -> None:
    assert own_path(target) == "/desk"
    assert (await desk.log_in(target=target)).headers["Location"] == "/desk"


async def test_logging_out_ends_the_session_on_the_server(inside: Desk) -> None:
    token = next(cookie.value for cookie in inside.client.session.cookie_jar if cookie.key == "bijsturen_desk")
    answer = await inside.post("/desk/logout", await inside.get("/desk"))
    assert answer.status == 303
    assert accounts.session(inside.db, token, datetime.now(UTC)) is None
    assert (await inside.client.get("/desk", allow_redirects=False)).status == 303


# --- forms ------------------------------------------------------------------------------------------------------------


async def test_a_login_form_from_elsewhere_is_refused(desk: Desk) -> None:
    form = {"key": "0" * 64, "username": "samira", "password": PASSWORD}
    answer = await desk.client.post("/desk/login", data=form, allow_redirects=False)
    assert answer.status == 403 and "bijsturen_desk" not in answer.cookies


@pytest.mark.parametrize("key", ["", "0" * 64, "ë"])
async def test_a_form_without_our_key_changes_nothing(inside: Desk, key: str) -> None:
    conversation = someone(inside.db)
    answer = await inside.client.post(f"/desk/conversations/{conversation}/close", data={"key": key})
    assert answer.status == 403
    assert len(handoffs.open_handoffs(inside.db)) == 1
    assert (await inside.client.post("/desk/logout", data={"key": key})).status == 403
    await inside.get("/desk")


async def test_the_key_from_before_logging_in_does_not_fit_after_it(desk: Desk) -> None:
    conversation = someone(desk.db)
    before = await desk.get("/desk/login")
    await desk.log_in()
    assert (await desk.post(f"/desk/conversations/{conversation}/close", before)).status == 403


async def test_closing_needs_somebody_who_is_logged_in(desk: Desk) -> None:
    conversation = someone(desk.db)
    answer = await desk.post(f"/desk/conversations/{conversation}/close", await desk.get("/desk/login"))
    assert answer.status == 303 and answer.headers["Location"].startswith("/desk/login")
    assert len(handoffs.open_handoffs(desk.db)) == 1


# --- the inbox --------------------------------------------------------------------------------------------------------


async def test_an_empty_inbox_says_so_kindly(inside: Desk) -> None:
    page = await inside.get("/desk")
    assert "Niemand wacht op een mens." in page
    assert "<table" not in page


async def test_somebody_in_danger_goes_before_all_others(inside: Desk) -> None:
    urgent, new = someone(inside.db, "safety_suicide", ago(days=1)), someone(inside.db, since=ago(minutes=5))
    page = await inside.get("/desk")
    assert page.index(urgent) < page.index(new)
    assert "Gaat voor" in page


async def test_who_talks_with_somebody_in_danger_sees_which_and_how_to_call_and_nothing_else(inside: Desk) -> None:
    conversation = with_plan(inside.db, someone(inside.db, "safety_suicide"))
    why, number = "Mogelijk gedachten aan zelfdoding", "0612345678"
    waiting = await inside.get(f"/desk/conversations/{conversation}")
    assert "Gaat voor" in waiting and why not in waiting and number not in waiting
    custody.claim(inside.db, conversation, custody.Holder("kim", "Kim"), OutMessage("Kim is er."), ago())
    theirs = await inside.get(f"/desk/conversations/{conversation}")
    assert why not in theirs and number not in theirs
    kim, samira = custody.Holder("kim", "Kim"), custody.Holder("samira", "Samira")
    custody.transfer(inside.db, conversation, kim, samira, OutMessage("Samira is er."), ago())
    mine = await inside.get(f"/desk/conversations/{conversation}")
    assert why in mine and number in mine and "omdat het om veiligheid gaat" in mine
    assert not any(told in mine for told in ("Mijn rug", "Henk", "Meelopen"))
    notes.withdraw(inside.db, conversation, ago())
    refused = await inside.get(f"/desk/conversations/{conversation}")
    assert why not in refused and number not in refused and "misschien niet veilig" in refused


async def test_what_was_handled_shows_in_the_list_of_what_is_done_only(inside: Desk) -> None:
    conversation = someone(inside.db)
    custody.stop_waiting(inside.db, conversation, "handle", "samira", "handled", datetime.now(UTC))
    assert conversation not in await inside.get("/desk")
    page = await inside.get("/desk?view=closed")
    assert conversation in page and "Afgehandeld" in page


async def test_a_coming_appointment_shows_with_day_way_and_code(inside: Desk) -> None:
    conversation = with_plan(inside.db, someone(inside.db, reason=None))
    booking = appointment(inside.db, conversation)
    page = await inside.get("/desk?view=booked")
    assert conversation in page and booking.reference in page
    assert "Bellen" in page and "Henk" in page
    assert desk_labels.load_labels().moment(booking.starts_at) in page


async def test_somebody_whose_conversation_was_wiped_is_gone_from_the_inbox(inside: Desk) -> None:
    conversation = with_plan(inside.db, someone(inside.db))
    appointment(inside.db, conversation)
    privacy.wipe(inside.db, conversation)
    for view in VIEWS:
        page = await inside.get(f"/desk?view={view}")
        assert conversation not in page and "Henk" not in page


# --- one conversation -------------------------------------------------------------------------------------------------


async def test_the_summary_holds_everything_an_adviser_needs_before_the_first_word(inside: Desk) -> None:
    conversation = readable(inside.db, with_plan(inside.db, someone(inside.db)))
    booking = appointment(inside.db, conversation)
    page = await inside.get(f"/desk/conversations/{conversation}")
    summary = page[: page.index("Het hele gesprek")]
    for expected in (
        "Henk",
        "Wil een mens spreken.",
        "Werk dat niet zo zwaar is",
        "in loondienst",
        "Rijnmond",
        "Mijn rug houdt dit &lt;niet&gt; vol",
        "SLIM",
        "Staatscourant",
        "gegevens van vrijdag 20 november 2026",
        "Meelopen bij de planning",
        "vrijdag 27 november",
        "tel:0612345678",
        booking.reference,
    ):
        assert expected in summary, expected
    assert summary.count("Mijn rug houdt dit") == 1  # their words stand once, as the person read them in the note


async def test_the_transcript_names_who_said_what_and_lets_no_markup_through(inside: Desk) -> None:
    page = await inside.get(f"/desk/conversations/{readable(inside.db, someone(inside.db))}")
    said = page[page.index("Het hele gesprek") :]
    assert said.index("Bezoeker") < said.index("Mijn rug houdt dit &lt;niet&gt; vol") < said.index("Computer")
    assert "<niet>" not in page
    assert "Klopt" in said and "Jouw stap" in said
    assert "<time datetime=" in said


async def test_words_that_are_not_kept_are_named_as_such(inside: Desk) -> None:
    conversation = readable(inside.db, someone(inside.db))
    conversations.redact_last_person_message(inside.db, conversation)
    page = await inside.get(f"/desk/conversations/{conversation}")
    said = page[page.index("Het hele gesprek") :]
    assert "Dit bericht bewaren we niet." in said and "Mijn rug" not in said


async def test_a_conversation_about_which_nothing_is_known_still_reads_well(inside: Desk) -> None:
    conversation = conversations.start(inside.db, "website", ago(minutes=1))
    page = await inside.get(f"/desk/conversations/{conversation}")
    assert "Iemand zonder naam" in page and "None" not in page


async def test_afgehandeld_takes_the_conversation_off_the_list(inside: Desk) -> None:
    conversation = someone(inside.db)
    path = f"/desk/conversations/{conversation}"
    answer = await inside.post(f"{path}/handled", await inside.get(path))
    assert answer.status == 303 and answer.headers["Location"] == path
    assert handoffs.open_handoffs(inside.db) == []
    page = await inside.get(path)
    assert "Afgehandeld op" in page and 'data-deed="claim"' not in page


@pytest.mark.parametrize("path", ["/desk/conversations/" + "0" * 32, "/desk/conversations/x", "/desk/nothing-here"])
async def test_what_is_not_there_gives_a_kind_page(inside: Desk, path: str) -> None:
    assert "Deze pagina is er niet" in await inside.get(path, status=404)


# --- every page -------------------------------------------------------------------------------------------------------


async def test_every_page_forbids_what_it_does_not_need(inside: Desk) -> None:
    conversation = someone(inside.db)
    for path in ("/desk", f"/desk/conversations/{conversation}", "/desk/nothing-here"):
        answer = await inside.client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        page = await answer.text()
        assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page) == []
        assert '<html lang="nl">' in page and 'href="#inhoud"' in page and page.count("<h1>") == 1


@pytest.mark.parametrize("name", ["desk.css", "live.css", "live.js"])
async def test_the_files_of_the_desk_need_no_login(desk: Desk, name: str) -> None:
    assert await desk.get(f"/desk/files/{name}")


async def test_no_other_file_can_be_read(desk: Desk) -> None:
    for name in ("..%2Fapp.py", "labels.yaml", "desk.html"):
        answer = await desk.client.get(f"/desk/files/{name}", allow_redirects=False)
        assert answer.status in (303, 404)


# --- words ------------------------------------------------------------------------------------------------------------


def test_every_fact_and_value_of_the_vocabulary_has_a_label() -> None:
    facts = yaml.safe_load(FACTS.read_text())
    words = desk_labels.load_labels()
    assert set(facts) <= set(words.facts)
    for fact, body in facts.items():
        assert set(map(str, body.get("values", {}))) <= set(words.values.get(fact, {})), fact


def test_a_code_without_a_label_is_shown_as_it_is() -> None:
    words = desk_labels.load_labels()
    assert words.needs_of("need_nieuw") == ["need nieuw"]
    assert words.reason("iets_anders").text == "iets anders"
    assert words.situation({"occupation": "heftruck_chauffeur"}) == [("Beroep", "heftruck chauffeur")]


@pytest.mark.parametrize(
    ("past", "words"),
    [
        (timedelta(seconds=59), "minder dan een minuut"),
        (timedelta(seconds=60), "1 minuut"),
        (timedelta(minutes=59), "59 minuten"),
        (timedelta(minutes=60), "1 uur"),
        (timedelta(hours=23, minutes=59), "23 uur"),
        (timedelta(hours=24), "1 dag"),
        (timedelta(days=9), "9 dagen"),
        (timedelta(seconds=-5), "minder dan een minuut"),
    ],
)
def test_waiting_is_said_in_the_largest_unit_that_fits(past: timedelta, words: str) -> None:
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert desk_labels.load_labels().waited(now - past, now) == words


def test_times_are_those_of_the_netherlands_in_summer_and_in_winter() -> None:
    words = desk_labels.load_labels()
    assert words.moment(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)) == "woensdag 1 juli 2026 om 14.05 uur"
    assert words.moment(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)) == "zaterdag 21 november 2026 om 0.30 uur"
