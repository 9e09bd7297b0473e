"""A person goes from the first hello to a confirmed booking; the adviser reads it in the desk."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from sqlalchemy import delete

from guidance.database import Database
from guidance.live_models import PresenceRow
from tests.browser.talking import PATIENCE, has_focus, hears, say, violations
from tests.conftest import Stack

MOMENT = re.compile(r"\w+dag \d+ \w+ om \d\d\.\d\d uur")
FIRST = "hoi, ik rij al 20 jaar vrachtwagen en me rug wil niet meer. kan ik nog wat leren en wie betaalt dat?"


def log_of(page: Page) -> str:
    return page.get_by_role("log").inner_text()


def test_a_driver_goes_from_hello_to_an_appointment_and_the_adviser_reads_it(page: Page, stack: Stack) -> None:
    page.goto(stack.url)
    hears(page, "Wat heb jij nodig om op tijd bij te sturen?")
    hears(page, "ik ben een computer, geen mens")
    assert violations(page) == []

    say(page, FIRST)
    hears(page, "je werk valt je zwaar")
    hears(page, "al 20 jaar vrachtwagen")
    page.get_by_role("button", name="Ja, dat klopt").click()
    hears(page, "Hoe werk je nu?")
    say(page, "vast contract")
    hears(page, "Wat is je hoogste diploma?")
    say(page, "en het stap budget dan?")
    hears(page, "STAP stopte op 1 januari 2024")
    hears(page, "Welke school heb je afgemaakt")
    say(page, "mbo 2")
    hears(page, "Begin bij de bedrijfsarts")
    page.get_by_role("button", name="Alle regelingen").click()
    for heading in ("Lijkt te kunnen", "Lijkt niet te kunnen", "Misschien, vraag het na"):
        hears(page, heading)
    hears(page, re.compile(r"gecontroleerd op \d+ \w+ 20\d\d", re.IGNORECASE))
    page.get_by_role("button", name="Eén opleiding bekijken").last.click()
    hears(page, "bijstuurplan")
    assert violations(page) == []
    page.get_by_role("button", name="Ja, laat momenten zien").click()
    page.get_by_role("button", name=MOMENT).first.click()
    hears(page, "Je afspraak staat")
    hears(page, re.compile("telefonisch|videogesprek|op locatie"))
    say(page, "Henk")
    hears(page, "Dank je, Henk")
    assert violations(page) == []
    training = re.search(r"de opleiding “([^”]+)”", log_of(page))
    assert training
    booked = re.search(r"Je afspraak staat: (\w+dag \d+ \w+ om \d\d\.\d\d uur)", log_of(page))
    assert booked

    page.reload()
    hears(page, "Dank je, Henk")
    if "telefonisch" in log_of(page):
        say(page, "06 12345678")
    hears(page, "Dit gaat naar de adviseur")
    page.get_by_role("button", name="Ja, stuur dit").click()
    hears(page, "De adviseur kan dit nu lezen")

    page.goto(f"{stack.url}/desk")
    page.get_by_label("Naam").fill(stack.username)
    page.get_by_label("Wachtwoord").fill(stack.password)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name=re.compile("Afspraken")).click()
    expect(page.get_by_role("main")).to_contain_text("Henk", timeout=PATIENCE)
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("Henk")).first.click()
    desk = page.get_by_role("main").inner_text()
    for wanted in (
        "Henk",
        "je werk valt je zwaar",
        "al 20 jaar vrachtwagen",
        "me rug wil niet meer",
        training[1],
        booked[1],
        "en het stap budget dan?",
    ):
        assert wanted in desk, f"{wanted!r} is not in what the adviser reads:\n{desk}"
    assert violations(page) == []


def nobody_is_at_the_desk(stack: Stack) -> None:
    """Forget who had the desk open in a test before this one."""
    db = Database(stack.environment["BIJSTUREN_GUIDANCE_URL"])
    with db.transaction() as session:
        session.execute(delete(PresenceRow))
    db.close()


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Walk back with the keyboard to this button, and press Enter."""
    button = page.get_by_role("button", name=name).last
    button.wait_for(timeout=PATIENCE)
    for _ in range(60):
        if has_focus(button):
            break
        page.keyboard.press("Shift+Tab")
    assert has_focus(button), f"no keyboard way to {name}"
    page.keyboard.press("Enter")


def write(page: Page, text: str) -> None:
    """Walk on with the keyboard to the field, and send a text."""
    field = page.get_by_role("textbox")
    for _ in range(60):
        if has_focus(field):
            break
        page.keyboard.press("Tab")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_the_whole_way_to_an_appointment_works_by_keyboard_alone_and_the_browser_complains_of_nothing(
    page: Page, stack: Stack
) -> None:
    faults: list[str] = []  # scripts that fail, and whatever the content security policy refuses
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    nobody_is_at_the_desk(stack)  # else a human is near, and no moment is offered
    page.goto(stack.url)
    hears(page, "Wat heb jij nodig")
    write(page, "wie betaalt een opleiding voor mij?")
    hears(page, "Klopt dat?")
    press(page, "Ja, dat klopt")
    hears(page, "Wat voor werk doe je")
    write(page, "ik ben lasser")
    press(page, "Ik wil een mens spreken")
    press(page, MOMENT)
    hears(page, "Je afspraak staat")
    write(page, "Henk")
    hears(page, "Dank je, Henk")
    assert faults == []


def test_on_a_phone_nothing_sticks_out_sideways(page: Page, stack: Stack) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(stack.url)
    page.get_by_role("button", name="Begin het gesprek").click()
    hears(page, "Wat heb jij nodig")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []


def test_on_a_phone_the_header_is_one_line_and_leaves_the_screen_to_the_conversation(page: Page, stack: Stack) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(stack.url)
    page.get_by_role("button", name="Begin het gesprek").click()
    hears(page, "Wat heb jij nodig")
    human = page.get_by_role("button", name="Ik wil een mens spreken")
    height = human.evaluate("button => button.closest('header').getBoundingClientRect().height")
    button = human.bounding_box() or {}
    assert height <= 64 and button["height"] >= 44 and button["x"] + button["width"] <= 360


def test_a_typed_answer_lets_the_buttons_before_it_step_back_and_they_still_work(page: Page, stack: Stack) -> None:
    page.goto(stack.url)
    hears(page, "Wat heb jij nodig")
    offered = page.get_by_role("button", name="Bijleren")
    bright = offered.evaluate("button => getComputedStyle(button).fontWeight")
    say(page, "wie leest dit?")
    hears(page, "Je baas ziet niets")
    assert offered.evaluate("button => getComputedStyle(button).fontWeight") < bright
    assert violations(page) == []
    offered.click()
    hears(page, "Wat voor werk doe je")
