"""Debian's Chromium, driven as a person would: by what can be read and pressed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import Site

# The flags keep Chromium from looking for its maker's hosts; the sandbox needs a user that is not root.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Its event loop runs as long as it lives, and the asyncio tests of other modules need their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "No Chromium found: make test installs it on Debian as root; elsewhere install it first."
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # Without motion: axe must judge what stands there, not a message that is still fading in.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The gateway with a Rasa that says what a test wants: for what the widget does by itself."""
    monkeypatch.chdir(tmp_path)  # no settings of this machine
    made = Site(tmp_path)
    yield made
    made.close()
