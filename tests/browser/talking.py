"""What a person does in the chat, and what is looked at."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PATIENCE = 60_000  # ms; a slow machine is no failure


def say(page: Page, text: str) -> None:
    """Type a text and press Enter."""
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").press("Enter")


def hears(page: Page, text: str | re.Pattern[str]) -> None:
    """Wait until this stands in the conversation."""
    expect(page.get_by_role("log")).to_contain_text(text, timeout=PATIENCE)


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now."""
    found = Axe().run(page).response["violations"]
    return [f"{entry['id']}: {entry['nodes'][0]['html'][:200]}" for entry in found]


def has_focus(element: Locator) -> bool:
    """Whether the keyboard is in this element, also inside the widget."""
    focused: bool = element.evaluate("element => element.getRootNode().activeElement === element")
    return focused


def open_menu(page: Page, entry: str) -> None:
    """Choose something behind the button "Meer"."""
    page.get_by_role("button", name="Meer", exact=True).click()
    page.get_by_role("button", name=entry).click()


def lines(page: Page) -> list[str]:
    """The bubbles of the conversation, in order."""
    return page.get_by_role("log").locator(".bubble").all_inner_texts()
