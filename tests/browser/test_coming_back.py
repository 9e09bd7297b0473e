"""A person stops on one computer and goes on with the code on another; both then see the same conversation."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.talking import PATIENCE, hears, say
from tests.conftest import Stack

CODE = re.compile(r"^[a-z]+-[a-z]+-\d{3}$", re.MULTILINE)


def test_a_code_carries_the_conversation_to_another_browser(page: Page, browser: Browser, stack: Stack) -> None:
    page.goto(stack.url)
    hears(page, "Wat heb jij nodig")
    say(page, "wie betaalt een opleiding voor mij?")
    page.get_by_role("button", name="Ja, dat klopt").click(timeout=PATIENCE)
    hears(page, "Wat voor werk doe je")
    say(page, "stop maar")
    hears(page, "Wie de code heeft, kan ons gesprek lezen")
    given = CODE.search(page.get_by_role("log").inner_text())
    assert given, page.get_by_role("log").inner_text()

    elsewhere = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    other = elsewhere.new_page()
    other.goto(stack.url)
    hears(other, "Wat heb jij nodig")
    say(other, given[0].replace("-", " ").capitalize())
    hears(other, "wie betaalt een opleiding voor mij?")
    hears(other, "Welkom terug")
    told = other.get_by_role("status").filter(has_text="Je eerdere gesprek staat er weer")
    expect(told).to_have_count(1, timeout=PATIENCE)
    say(other, "ik ben lasser")
    hears(page, "ik ben lasser")
    other.reload()
    hears(other, "ik ben lasser")

    say(other, given[0])
    hears(other, "Die code ken ik niet, of hij is al gebruikt")
    elsewhere.close()
