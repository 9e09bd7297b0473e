"""Somebody reads who this is and where the facts come from, and is back where they were."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.talking import has_focus, open_menu, violations
from tests.conftest import Stack

TITLE = "Over deze informatie"


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
    button = chat.get_by_role("button", name="Meer", exact=True)
    button.focus()
    chat.keyboard.press("Enter")
    chat.get_by_role("button", name=TITLE).focus()
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
    assert violations(chat) == []
    assert chat.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert window.evaluate("element => element.scrollWidth <= element.clientWidth")
    chat.keyboard.press("Escape")
    expect(window).to_be_hidden()
    assert has_focus(button)
    expect(chat.get_by_role("textbox")).to_be_visible()  # Escape closed this window, not the chat


def test_the_cross_closes_the_window_too(chat: Page) -> None:
    open_menu(chat, TITLE)
    window = chat.get_by_role("dialog", name=TITLE)
    chat.get_by_role("button", name="Sluit dit venster").click()
    expect(window).to_be_hidden()
    assert has_focus(chat.get_by_role("button", name="Meer", exact=True))
