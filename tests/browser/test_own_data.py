"""Everything gone at the press of a button: also what the dialogue engine remembered."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.talking import PATIENCE, hears, open_menu, say
from tests.conftest import Stack


def events(tracker: Path, conversation: str) -> int:
    """How many events of this conversation the dialogue engine keeps."""
    with sqlite3.connect(tracker) as database:
        (found,) = database.execute("select count(*) from events where sender_id = ?", (conversation,)).fetchone()
    database.close()
    return int(found)


def test_who_wipes_everything_is_forgotten_by_the_gateway_and_by_rasa(page: Page, stack: Stack) -> None:
    page.goto(stack.url)
    hears(page, "Wat heb jij nodig")
    say(page, "wie betaalt een opleiding voor mij?")
    hears(page, "Klopt dat?")
    kept = "JSON.parse(Object.values(localStorage).find((kept) => kept.includes('session'))).conversation"
    conversation = page.evaluate(kept)
    tracker = stack.var_dir / "tracker.db"
    assert events(tracker, conversation) > 0
    open_menu(page, "Mijn gegevens")
    window = page.get_by_role("dialog", name="Mijn gegevens")
    expect(window).to_contain_text("wie betaalt een opleiding voor mij?", timeout=PATIENCE)
    window.get_by_role("button", name="Wis alles").click()
    window.get_by_role("button", name="Ja, wis alles").click()
    hears(page, "Wat heb jij nodig")
    expect(page.get_by_role("log")).not_to_contain_text("wie betaalt", timeout=PATIENCE)
    until = time.monotonic() + PATIENCE / 1000
    while events(tracker, conversation) and time.monotonic() < until:
        time.sleep(0.2)
    assert events(tracker, conversation) == 0
    assert page.evaluate(kept) != conversation
