"""Somebody reads who this is and where the facts come from, and is back where they were."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.conftest import Stack

TITLE = "Over deze informatie"


def has_focus(element: Locator) -> bool:
    focused: bool = element.evaluate("element => element.getRootNode().activeElement === element")
    return focused


@pytest.fixture(params=["desktop", "phone"])
def chat(page: Page, stack: Stack, request: pytest.FixtureRequest) -> Page:
    """The page with the chat open."""
    if request.param == "phone":
        page.set_viewport_size({"width": 320, "height": 640})
    page.goto(stack.url)
    if request.param == "phone":
        page.get_by_role("button", name="Begin het gesprek").click()
    expect(page.get_by_role("log")).to_contain_text("Wat heb jij nodig", timeout=20_000)
    return page


def test_the_window_names_the_sources_and_gives_the_focus_back(chat: Page) -> None:
    button = chat.get_by_role("button", name=TITLE)
    button.focus()
    chat.keyboard.press("Enter")
    window = chat.get_by_role("dialog", name=TITLE)
    for text in (
        "This service uses the ESCO classification",
        "ODbL 1.0",
        "CC BY 4.0",
        "UWV",
        "EUPL-1.2",
        "je baas ziet niets",
        "Dit is een demonstratie.",
    ):
        expect(window).to_contain_text(text)
    found = Axe().run(chat).response["violations"]
    assert [f"{entry['id']}: {entry['nodes'][0]['html'][:200]}" for entry in found] == []
    assert chat.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert window.evaluate("element => element.scrollWidth <= element.clientWidth")
    chat.keyboard.press("Escape")
    expect(window).to_be_hidden()
    assert has_focus(button)
    expect(chat.get_by_role("textbox")).to_be_visible()  # Escape closed this window, not the chat


def test_the_cross_closes_the_window_too(chat: Page) -> None:
    chat.get_by_role("button", name=TITLE).click()
    window = chat.get_by_role("dialog", name=TITLE)
    chat.get_by_role("button", name="Sluit dit venster").click()
    expect(window).to_be_hidden()
    assert has_focus(chat.get_by_role("button", name=TITLE))
