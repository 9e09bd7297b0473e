"""What a person takes along and removes: the plan on paper and as a file, and their own data."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from guidance import conversations
from tests.browser.site import Site
from tests.browser.talking import PATIENCE, has_focus, hears, open_menu, say

ROWS = [
    {"label": "Wat je nodig hebt", "text": "je werk wordt te zwaar"},
    {"label": "Jouw woorden", "text": "“me rug <b>wil</b> niet meer”"},
    {"label": "Jouw stap", "text": "één opleiding bekijken"},
]


def with_plan(page: Page, site: Site) -> None:
    site.rasa.replies["plan"] = [{"custom": {"text": "Dit is je plan.", "cards": [{"type": "plan", "rows": ROWS}]}}]
    page.goto(site.url)
    hears(page, "antwoord op /greet")
    say(page, "plan")
    hears(page, "Jouw plan")


def test_the_plan_is_kept_as_a_file_that_every_device_opens(page: Page, site: Site, tmp_path: Path) -> None:
    with_plan(page, site)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar als bestand").click()
    file = tmp_path / "plan.txt"
    waiting.value.save_as(file)
    assert re.fullmatch(r"mijn-bijstuurplan-\d{4}-\d\d-\d\d\.txt", waiting.value.suggested_filename)
    text = file.read_text(encoding="utf-8-sig")
    assert text.startswith("Jouw plan\n")
    for row in ROWS:
        assert f"{row['label']}\n{row['text']}\n" in text


def test_the_plan_is_printed_alone_and_the_page_is_as_it_was(page: Page, site: Site) -> None:
    with_plan(page, site)
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Afdrukken").click()
    assert page.evaluate("window.printed")
    paper = page.locator(".bijsturen-print")
    expect(paper).to_be_hidden()  # on the screen
    page.emulate_media(media="print")
    expect(paper).to_be_visible()
    expect(paper).to_contain_text("één opleiding bekijken")
    expect(paper).to_contain_text("<b>wil</b>")
    expect(page.get_by_role("main")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(paper).to_have_count(0)
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_a_person_sees_what_is_kept_and_takes_all_of_it_along(page: Page, site: Site, tmp_path: Path) -> None:
    with_plan(page, site)
    open_menu(page, "Mijn gegevens")
    window = page.get_by_role("dialog", name="Mijn gegevens")
    expect(window).to_contain_text("Berichten van jou", timeout=PATIENCE)
    expect(window.locator("dd").nth(1)).to_have_text("1")
    expect(window).to_contain_text("We bewaren dit tot")
    with page.expect_download() as waiting:
        window.get_by_role("button", name="Bewaar alles als bestand").click()
    file = tmp_path / "data.json"
    waiting.value.save_as(file)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert [line["text"] for line in kept["inbox"] if line["kind"] == "text"] == ["plan"]
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    assert has_focus(page.get_by_role("button", name="Meer", exact=True))


def test_nothing_is_removed_without_a_second_yes(page: Page, site: Site) -> None:
    with_plan(page, site)
    open_menu(page, "Mijn gegevens")
    page.get_by_role("button", name="Wis alles").click()
    stay = page.get_by_role("button", name="Nee, laat staan")
    assert has_focus(stay)
    stay.click()
    assert has_focus(page.get_by_role("button", name="Wis alles"))
    page.keyboard.press("Escape")
    page.reload()
    hears(page, "Jouw plan")


def test_with_a_second_yes_all_is_gone_in_every_tab_and_a_new_conversation_starts(page: Page, site: Site) -> None:
    with_plan(page, site)
    old = page.evaluate("JSON.parse(Object.values(localStorage).find((kept) => kept.includes('session'))).conversation")
    assert conversations.exists(site.db, old)
    other = page.context.new_page()
    other.goto(site.url)
    hears(other, "Jouw plan")
    unsent = "document.querySelector('bijsturen-chat').line.outbox.add({type: 'message', text: 'nog niet verstuurd'})"
    page.evaluate(unsent)
    open_menu(page, "Mijn gegevens")
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_role("status").filter(has_text="Alles is gewist")).to_have_count(1)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':outbox'))") == []
    for one in (page, other):
        expect(one.get_by_role("log")).not_to_contain_text("plan", timeout=PATIENCE)
        hears(one, "antwoord op /greet")
    assert not conversations.exists(site.db, old)
    say(other, "dag")
    hears(page, "antwoord op dag")
    assert "nog niet verstuurd" not in site.rasa.texts


def test_when_that_cannot_be_done_now_the_person_reads_so(page: Page, site: Site) -> None:
    with_plan(page, site)
    site.stop()
    open_menu(page, "Mijn gegevens")
    expect(page.get_by_role("dialog", name="Mijn gegevens")).to_contain_text("Dat lukte niet", timeout=PATIENCE)
