"""For everybody: axe without violations in every state, keyboard, zoom, small screens, letters, contrast themes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from guidance import custody, handoffs
from guidance.conversations import OutMessage
from guidance.custody import Holder
from tests.browser.site import Site
from tests.browser.talking import PATIENCE, has_focus, hears, open_menu, say, violations

BUTTONS = [{"title": title, "payload": "/x"} for title in ("Bijleren", "Wie betaalt een opleiding?")]
MOMENTS = [
    {"title": title, "payload": "/x"}
    for title in (
        "vrijdag 27 november om 10.00 uur, per telefoon",
        "vrijdag 27 november om 14.30 uur, per video",
        "maandag 30 november om 09.00 uur, op locatie",
        "Later",
    )
]
ITEM = {
    "name": "Heel lange naam van een opleiding tot machinaal verspaner",
    "text": "Duur: een jaar.",
    "detail": "Niveau mbo 3",
    "source": "DUO",
    "url": "https://duo.nl",
    "checked": "gecontroleerd op 3 november 2026",
    "open": "Vraag het na.",
}
ROWS = [{"label": "Wat je nodig hebt", "text": "je werk wordt te zwaar"}, {"label": "Jouw stap", "text": "bellen"}]
CARDS: list[dict[str, Any]] = [
    {"type": "occupations", "items": [ITEM] * 5},
    {"type": "trainings", "items": [ITEM]},
    {"type": "budgets", "lists": [{"title": "Lijkt te kunnen", "items": [ITEM]}, {"title": "Niet", "items": []}]},
    {"type": "services", "items": [ITEM]},
    {"type": "plan", "rows": ROWS},
    {"type": "booking", "rows": ROWS},
    {"type": "outcome", "title": "Wat ik van je weet", "rows": ROWS},
]
SIZES = {"phone": (320, 568), "desktop": (1280, 800), "zoomed": (640, 400), "zoomed far": (320, 256)}


CHAT = "document.querySelector('bijsturen-chat')"


@pytest.fixture
def told(site: Site) -> Site:
    site.rasa.replies["/greet"] = [{"text": "Wat heb jij nodig?", "buttons": BUTTONS}]
    site.rasa.replies["alles"] = [{"custom": {"text": "Kijk:", "cards": CARDS}}]
    site.rasa.replies["afspraak"] = [{"text": "Wanneer?", "buttons": MOMENTS}]
    return site


def chat(page: Page, site: Site, size: str = "desktop") -> Page:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site.url)
    start = page.get_by_role("button", name="Begin het gesprek")
    if size != "desktop":
        start.click()
    hears(page, "Wat heb jij nodig?")
    return page


def fits(page: Page) -> bool:
    """Nothing sticks out sideways, of the page or of the conversation."""
    inside = "document.querySelector('bijsturen-chat').shadowRoot"
    return bool(
        page.evaluate(
            f"document.documentElement.scrollWidth <= innerWidth"
            f" && [...{inside}.querySelectorAll('.log, dialog[open], header, form')]"
            f".every((part) => part.scrollWidth <= part.clientWidth + 1)"
        )
    )


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_in_any_state_and_nothing_sticks_out(page: Page, told: Site, size: str) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    page.goto(told.url)
    page.get_by_role("heading", level=1).wait_for()
    found = {"closed": violations(page)}

    def look(state: str) -> None:
        found[state] = violations(page)
        assert fits(page), state

    chat(page, told, size)
    look("open")
    say(page, "alles")
    hears(page, "Jouw plan")
    page.get_by_role("log").locator("summary").last.click()
    look("cards")
    say(page, "afspraak")
    hears(page, "Wanneer?")
    look("moments")
    page.get_by_role("button", name="Later").click()
    hears(page, "antwoord op /x")
    look("chosen")
    page.get_by_role("button", name="Meer", exact=True).click()
    look("menu")
    page.get_by_role("button", name="Over deze informatie").click()
    look("about")
    page.keyboard.press("Escape")
    open_menu(page, "Mijn gegevens")
    expect(page.get_by_text("Berichten van jou")).to_be_visible(timeout=PATIENCE)
    look("own data")
    page.get_by_role("button", name="Wis alles").click()
    look("own data, sure")
    page.keyboard.press("Escape")
    open_menu(page, "Opnieuw beginnen")
    look("sure")
    page.get_by_role("button", name="Nee, ga verder").click()
    page.get_by_role("textbox").fill("a" * 1001)
    look("too long")
    page.get_by_role("textbox").fill("")
    page.locator("bijsturen-chat").evaluate("chat => chat.act({type: 'message', text: 'a'.repeat(1001)}, 'a')")
    expect(page.locator(".lost")).to_have_count(1, timeout=PATIENCE)
    look("lost")
    told.rasa.delay = 60
    say(page, "hoi")
    expect(page.locator(".wait")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator(".dots")).to_be_visible()
    look("waiting")
    conversation, holder, now = page.evaluate(f"{CHAT}.line.conversation"), Holder("sam", "Sam"), datetime.now(UTC)
    handoffs.request(told.db, conversation, "asked", now)
    custody.claim(told.db, conversation, holder, OutMessage("Sam is er.", kind="claimed", name="Sam Visser"), now)
    custody.speak(told.db, conversation, holder, "Waar kan ik mee helpen?", now)
    hears(page, "Waar kan ik mee helpen?")
    look("human")
    told.stop()
    say(page, "hoi")
    expect(page.get_by_text("We zijn even niet bereikbaar").first).to_be_visible(timeout=PATIENCE)
    look("offline")
    assert {state: what for state, what in found.items() if what} == {}


def test_a_floating_chat_on_another_page_is_free_of_violations_closed_and_open(page: Page, told: Site) -> None:
    page.goto(told.partner_page("<main><h1>Partner</h1></main>", csp="script-src * 'unsafe-eval' 'unsafe-inline'"))
    launcher = page.get_by_role("button", name="Praat over je werk")
    launcher.wait_for()
    assert violations(page) == []
    launcher.click()
    hears(page, "Wat heb jij nodig?")
    assert violations(page) == []


def test_with_a_human_the_conversation_looks_as_it_did_with_the_computer(page: Page, told: Site) -> None:
    chat(page, told)
    looks = """node => ["fontWeight", "fontSize", "padding", "borderTopWidth", "color"]
        .map((one) => getComputedStyle(node)[one])"""
    places = [page.locator(".root"), page.locator(".message.bot .bubble").first, page.get_by_role("textbox")]
    before = [place.evaluate(looks) for place in places]
    conversation, now = page.evaluate(f"{CHAT}.line.conversation"), datetime.now(UTC)
    handoffs.request(told.db, conversation, "asked", now)
    said = OutMessage("Sam is er.", kind="claimed", name="Sam Visser")
    custody.claim(told.db, conversation, Holder("sam", "Sam"), said, now)
    expect(page.locator("bijsturen-chat header")).to_contain_text("Je praat met Sam Visser, een mens", timeout=PATIENCE)
    assert [place.evaluate(looks) for place in places] == before


@pytest.mark.parametrize("size", SIZES)
def test_everything_that_can_be_pressed_is_large_enough(page: Page, told: Site, size: str) -> None:
    chat(page, told, size)
    say(page, "alles")
    hears(page, "Jouw plan")
    page.get_by_role("button", name="Meer", exact=True).click()
    small = page.locator("bijsturen-chat").evaluate(
        """chat => [...chat.shadowRoot.querySelectorAll("button, summary, textarea")]
            .map((one) => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([text]) => text)"""
    )
    assert small == []


def test_a_way_to_a_human_is_in_sight_in_every_state(page: Page, told: Site) -> None:
    for size in SIZES:
        chat(page, told, size)
        human = page.get_by_role("button", name="Ik wil een mens spreken")
        expect(human).to_be_in_viewport()
        say(page, "alles")
        hears(page, "Jouw plan")
        expect(human).to_be_in_viewport()
        open_menu(page, "Opnieuw beginnen")
        expect(human).to_be_in_viewport()


def test_on_a_phone_what_is_above_the_conversation_is_one_line(page: Page, told: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    chat(page, told, "phone")
    page.set_viewport_size({"width": 360, "height": 640})
    header = page.locator("bijsturen-chat header")
    box = header.bounding_box()
    assert box and box["height"] < 60
    tops = header.locator("button:visible").evaluate_all(
        "all => all.map((one) => Math.round(one.getBoundingClientRect().top))"
    )
    assert len(tops) > 2 and len(set(tops)) == 1


def test_answers_say_that_they_are_answers_and_moments_their_whole_day(page: Page, told: Site) -> None:
    chat(page, told)
    expect(page.get_by_role("group", name="Je kunt kiezen").get_by_role("button").first).to_have_accessible_name(
        "Antwoord: Bijleren"
    )
    say(page, "afspraak")
    hears(page, "Wanneer?")
    names = [
        "Antwoord: vrijdag 27 november om 10.00 uur per telefoon",
        "Antwoord: vrijdag 27 november om 14.30 uur per video",
        "Antwoord: maandag 30 november om 09.00 uur op locatie",
        "Antwoord: Later",
    ]
    for name in names:
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    assert page.locator(".slots").count() == 2


def test_the_log_is_silent_about_the_past_and_polite_about_what_comes(page: Page, told: Site) -> None:
    page.add_init_script(
        """window.heard = [];
        const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function (how) {
          const root = attach.call(this, how);
          new MutationObserver(() => {
            const list = root.querySelector("[role=log]");
            if (list) heard.push([list.querySelectorAll(".message").length, list.getAttribute("aria-live")]);
          }).observe(root, {childList: true, subtree: true});
          return root;
        };"""
    )
    chat(page, told)
    say(page, "hoi")
    hears(page, "antwoord op hoi")
    page.reload()
    hears(page, "antwoord op hoi")
    expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    say(page, "dag")
    hears(page, "antwoord op dag")
    heard = page.evaluate("heard")
    assert {live for count, live in heard if count == 3} == {"off"}  # all of the past at once, unsaid
    assert {live for count, live in heard if count > 3} == {"polite"}


def test_the_keyboard_goes_in_order_and_comes_back_where_it_was(page: Page, told: Site) -> None:
    page.goto(told.partner_page("<main><h1>Partner</h1><a href='/'>Link</a></main>"))
    launcher = page.get_by_role("button", name="Praat over je werk")
    launcher.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert has_focus(launcher)
    page.keyboard.press("Enter")
    hears(page, "Wat heb jij nodig?")
    box = page.get_by_role("textbox")
    assert has_focus(box)
    expected = ["Wie betaalt een opleiding?", "Bijleren"]
    for name in expected:
        page.keyboard.press("Shift+Tab")
        assert has_focus(page.get_by_role("button", name=name)), name
    page.keyboard.press("Shift+Tab")
    assert has_focus(page.get_by_role("log"))
    for name in ("Sluit het gesprek", "Meer", "Ik wil een mens spreken"):
        page.keyboard.press("Shift+Tab")
        assert has_focus(page.get_by_role("button", name=name, exact=True)), name
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert has_focus(page.get_by_role("button", name="Letters kleiner"))
    page.keyboard.press("Escape")
    assert has_focus(page.get_by_role("button", name="Meer", exact=True))
    expect(box).to_be_visible()  # Escape closed the menu, not the chat
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert has_focus(launcher)


def test_the_menu_closes_when_the_keyboard_leaves_it(page: Page, told: Site) -> None:
    chat(page, told)
    page.get_by_role("button", name="Meer", exact=True).click()
    last = page.get_by_role("button", name="Opnieuw beginnen")
    last.focus()
    page.keyboard.press("Tab")
    expect(last).to_be_hidden()


def test_letters_grow_and_shrink_and_stay_so(page: Page, told: Site) -> None:
    chat(page, told)
    bubble = page.get_by_role("log").locator(".bubble").first

    def size() -> float:
        return float(bubble.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))

    normal = size()
    page.get_by_role("button", name="Meer", exact=True).click()
    page.get_by_role("button", name="Letters groter").click()
    assert size() > normal
    expect(page.get_by_role("status").filter(has_text="115 procent")).to_have_count(1)
    for _ in range(4):
        page.get_by_role("button", name="Letters groter").click()
    largest = size()
    assert largest == pytest.approx(normal * 1.5, rel=0.01)
    page.reload()
    hears(page, "Wat heb jij nodig?")
    assert size() == largest
    page.set_viewport_size({"width": 320, "height": 568})
    page.get_by_role("button", name="Begin het gesprek").click()
    assert fits(page)
    page.get_by_role("button", name="Meer", exact=True).click()
    for _ in range(5):
        page.get_by_role("button", name="Letters kleiner").click()
    assert size() == pytest.approx(normal * 0.9, rel=0.01)


def test_in_forced_colours_everything_keeps_an_edge(browser: Browser, told: Site) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = context.new_page()
    chat(page, told)
    say(page, "alles")
    hears(page, "Jouw plan")
    edges = page.locator("bijsturen-chat").evaluate(
        """chat => [...chat.shadowRoot.querySelectorAll(".bubble, .card, .human, .send, dialog[open]")]
            .map((one) => parseFloat(getComputedStyle(one).borderTopWidth))"""
    )
    assert len(edges) > 8 and min(edges) >= 1
    context.close()


def test_with_less_motion_nothing_moves(page: Page, told: Site) -> None:
    chat(page, told)
    told.rasa.delay = 1.0
    say(page, "hoi")
    dot = page.locator(".dots i").first
    expect(dot).to_be_visible()
    assert dot.evaluate("one => getComputedStyle(one).animationName") == "none"
    hears(page, "antwoord op hoi")
    moving = page.locator("bijsturen-chat").evaluate(
        """chat => [...chat.shadowRoot.querySelectorAll(".message")]
            .filter((one) => getComputedStyle(one).animationName !== "none").length"""
    )
    assert moving == 0
