"""A person and an adviser in two browsers: asking, claiming, typing, handing back; and nobody who comes in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from guidance import advisers, custody, handoffs
from guidance.advisers import Adviser, Availability
from guidance.database import Database
from guidance.live_models import CustodyRow
from tests.conftest import Stack

PATIENCE = 60_000  # ms; a slow machine is no failure


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{entry['id']}: {entry['nodes'][0]['html'][:200]}" for entry in found]


def say(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")


def hears(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("log")).to_contain_text(text, timeout=PATIENCE)


@pytest.fixture
def db(stack: Stack) -> Iterator[Database]:
    """The database of the running assistant: nobody else waits, and an adviser works day and night, holidays too."""
    database = Database(stack.environment["BIJSTUREN_GUIDANCE_URL"])
    for handoff in handoffs.open_handoffs(database):
        custody.stop_waiting(database, handoff.conversation_id, "handle", "desk", "handled", datetime.now(UTC))
    week = [Availability(day, time(0), time(23, 59)) for day in range(7)]
    person = Adviser("always", "Nora Nabij", "Werkcentrum", (), (), ("phone",), demo=True)
    advisers.add(database, person, week, datetime.now(UTC))
    yield database
    database.close()


@pytest.fixture
def desk(browser: Browser, stack: Stack) -> Iterator[Page]:
    """An adviser who has the desk open."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{stack.url}/desk")
    page.get_by_label("Naam").fill(stack.username)
    page.get_by_label("Wachtwoord").fill(stack.password)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wie wacht er", timeout=PATIENCE)
    yield page
    context.close()


@pytest.fixture
def waiting(page: Page, db: Database, desk: Page, stack: Stack) -> Page:
    """A person in the middle of a question who asked for a human, read the note and said yes."""
    page.goto(stack.url)
    hears(page, "Wat heb jij nodig")
    say(page, "mijn werk wordt te zwaar, mijn rug wil niet meer")
    page.get_by_role("button", name="Ja, dat klopt").click(timeout=PATIENCE)
    hears(page, "Wat voor werk doe je")
    page.get_by_role("button", name="Ik wil een mens spreken").first.click()
    hears(page, "Dit gaat naar de adviseur")
    page.get_by_role("button", name="Ja, stuur dit").click()
    hears(page, re.compile(r"(nummer|plek) 1 in de rij"))
    return page


def test_a_person_asks_for_a_human_both_type_and_the_bot_goes_on_with_its_question(waiting: Page, desk: Page) -> None:
    expect(desk.locator("#number-waiting")).to_have_text("1", timeout=PATIENCE)  # told, without reloading
    expect(desk.get_by_role("table")).to_contain_text("Werk dat te zwaar wordt", timeout=PATIENCE)
    assert violations(desk) == []
    desk.get_by_role("table").get_by_role("link").first.click()
    expect(desk.locator("#live-note")).to_contain_text("Je werk valt je zwaar")
    assert "mijn rug wil niet meer" not in desk.locator("#live-lines").inner_text()
    desk.get_by_role("button", name="Ik neem dit gesprek").click()
    expect(desk.get_by_role("main")).to_contain_text("Jij hebt nu het woord", timeout=PATIENCE)
    expect(desk.locator("#live-lines")).to_contain_text("mijn rug wil niet meer")
    assert violations(desk) == []

    hears(waiting, "is een mens")
    expect(waiting.locator("bijsturen-chat header")).to_contain_text("Je praat met Vera Verzonnen, een mens")
    waiting.get_by_role("textbox").press_sequentially("Dag")
    expect(desk.locator("#typing")).to_have_text("De persoon is aan het typen.", timeout=PATIENCE)
    say(waiting, "Dag, bent u een mens?")
    expect(desk.locator("#live-lines")).to_contain_text("Dag, bent u een mens?", timeout=PATIENCE)

    desk.get_by_label("Bericht").press_sequentially("Zeker")
    expect(waiting.locator("bijsturen-chat .dots")).to_be_visible(timeout=PATIENCE)
    desk.get_by_label("Bericht").fill("Zeker. Ik ben Demo. Vertel eens?")
    desk.get_by_role("button", name="Verstuur").click()
    hears(waiting, "Zeker. Ik ben Demo. Vertel eens?")
    expect(waiting.locator("bijsturen-chat .dots")).to_be_hidden()
    expect(waiting.get_by_role("log")).to_contain_text("Vera Verzonnen, een mens")
    assert violations(waiting) == []

    bot_said = waiting.locator("bijsturen-chat .message.bot").count()
    say(waiting, "/restart")
    say(waiting, "wis alles")
    expect(desk.locator("#live-lines")).to_contain_text("wis alles", timeout=PATIENCE)
    waiting.reload()
    hears(waiting, "wis alles")
    expect(waiting.locator("bijsturen-chat header")).to_contain_text("Je praat met Vera Verzonnen, een mens")
    assert waiting.locator("bijsturen-chat .message.bot").count() == bot_said

    # In danger the person gets the one signpost, and the desk a mark; the words go when the talk ends.
    say(waiting, "ik wil niet meer leven")
    hears(waiting, "0800-0113")
    expect(desk.locator("#live-lines")).to_contain_text("ik wil niet meer leven", timeout=PATIENCE)
    expect(desk.locator("#live-note")).to_contain_text("Gaat voor", timeout=PATIENCE)

    desk.get_by_role("button", name="Bot verder").click()
    hears(waiting, "Je sprak met Vera Verzonnen.")
    expect(waiting.locator("bijsturen-chat header")).to_contain_text("Een computer, geen mens")
    last = waiting.locator("bijsturen-chat .message.bot").last
    expect(last).to_contain_text("werk")
    expect(desk.get_by_role("main")).to_contain_text("Weer verder met de computer", timeout=PATIENCE)
    expect(desk.locator("#live-lines")).not_to_contain_text("ik wil niet meer leven")
    answered = waiting.locator("bijsturen-chat .message.bot").count()
    say(waiting, "ik ben lasser")
    expect(waiting.locator("bijsturen-chat .message.bot").nth(answered)).to_be_visible(timeout=PATIENCE)
    assert "We waren nog bezig" not in waiting.get_by_role("log").inner_text()


def test_when_nobody_comes_a_moment_is_offered_and_booked(waiting: Page, db: Database) -> None:
    long_ago = datetime.now(UTC) - timedelta(minutes=6)
    with db.transaction() as session:
        session.execute(update(CustodyRow).where(CustodyRow.offered_at.is_(None)).values(waiting_since=long_ago))
    hears(waiting, re.compile("nog geen adviseur vrij|Het duurt te lang"))
    waiting.get_by_role("button", name=re.compile(r"\w+dag \d+ \w+ om \d\d\.\d\d uur")).first.click(timeout=PATIENCE)
    hears(waiting, "Je afspraak staat")
