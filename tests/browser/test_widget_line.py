"""Nothing is lost and nothing doubled: other lines, bad lines, restarts, reloads and more than one tab."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from connectors.buckets import Buckets
from connectors.website.keys import GATE
from guidance import conversations, custody, handoffs
from guidance.conversations import OutMessage
from tests.browser.site import Site
from tests.browser.talking import PATIENCE, hears, lines, open_menu, say, violations

OPENING, ANSWER = "antwoord op /greet", "antwoord op hoi"


def sockets(page: Page) -> list[str]:
    """From now on: the sockets this page opens."""
    found: list[str] = []
    page.on("websocket", lambda socket: found.append(socket.url))
    return found


def polls(page: Page) -> list[str]:
    """From now on: the requests of long polling."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.method) if "/api/line" in request.url else None)
    return found


def test_where_no_socket_comes_through_the_conversation_goes_by_polling(page: Page, site: Site) -> None:
    site.sockets = False
    tried, asked = sockets(page), polls(page)
    page.goto(site.url)
    hears(page, OPENING)
    say(page, "hoi")
    hears(page, ANSWER)
    assert len(tried) == 2
    assert "GET" in asked and "POST" in asked
    expect(page.get_by_text("Nog niet verstuurd")).to_have_count(0)
    assert lines(page) == [OPENING, "hoi", ANSWER]


def test_that_it_takes_longer_is_said_until_the_answer_is_there(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    site.rasa.delay = 4
    say(page, "hoi")
    expect(page.get_by_text("Dit duurt langer")).to_be_visible(timeout=PATIENCE)
    hears(page, ANSWER)
    expect(page.get_by_text("Dit duurt langer")).to_have_count(0)
    page.reload()
    hears(page, ANSWER)
    assert lines(page) == [OPENING, "hoi", ANSWER]


def test_that_it_takes_longer_is_over_when_a_human_comes_and_is_no_new_message(page: Page, site: Site) -> None:
    page.goto(site.partner_page("<main><h1>Partner</h1></main>"))
    page.get_by_role("button", name="Praat over je werk").click()
    hears(page, OPENING)
    page.get_by_role("button", name="Sluit het gesprek").click()
    site.rasa.delay = 60
    line = "document.querySelector('bijsturen-chat').line"
    page.evaluate(f"{line}.send({{type: 'message', text: 'hoi'}})")
    expect(page.locator(".wait")).to_have_count(1, timeout=PATIENCE)
    expect(page).to_have_title("Partner")
    conversation = page.evaluate(f"{line}.conversation")
    handoffs.request(site.db, conversation, "asked", datetime.now(UTC))
    told = OutMessage("Sam is er.", kind="claimed", name="Sam")
    custody.claim(site.db, conversation, custody.Holder("sam", "Sam"), told, datetime.now(UTC))
    expect(page.locator(".log")).to_contain_text("Sam is er.", timeout=PATIENCE)
    expect(page).to_have_title("(1) Partner")
    expect(page.locator(".wait")).to_have_count(0)


def test_the_session_stands_in_no_address_for_web_servers_write_those_down(page: Page, site: Site) -> None:
    tried, asked = sockets(page), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url)
    hears(page, OPENING)
    site.sockets = False
    site.stop()
    site.start()
    say(page, "hoi")
    hears(page, ANSWER)
    session = page.evaluate(f"JSON.parse(localStorage['bijsturen:127.0.0.1:{site.port}']).session")
    conversation = session.split(".")[0]
    assert tried and any("/api/line" in url for url in asked)
    assert not any(conversation in url for url in tried + asked)


def test_a_polling_tab_survives_a_restart_and_finds_the_socket_when_it_is_there_again(page: Page, site: Site) -> None:
    site.sockets = False
    page.goto(site.url)
    hears(page, OPENING)
    site.stop()
    say(page, "hoi")
    expect(page.get_by_text("Nog niet verstuurd")).to_be_visible()
    site.sockets = True
    tried = sockets(page)
    site.start()
    hears(page, ANSWER)
    assert len(tried) == 1
    assert lines(page) == [OPENING, "hoi", ANSWER]


def test_where_a_socket_comes_through_nothing_is_polled(page: Page, site: Site) -> None:
    asked = polls(page)
    page.goto(site.url)
    hears(page, OPENING)
    say(page, "hoi")
    hears(page, ANSWER)
    assert asked == []


def test_what_is_typed_while_the_server_is_away_is_answered_once_when_it_is_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    site.stop()
    say(page, "hoi")
    say(page, "en nog iets")
    expect(page.get_by_text("Nog niet verstuurd")).to_have_count(2)
    site.start()
    hears(page, "antwoord op en nog iets")
    expect(page.get_by_text("Nog niet verstuurd")).to_have_count(0)
    assert lines(page) == [OPENING, "hoi", "en nog iets", ANSWER, "antwoord op en nog iets"]
    assert site.rasa.texts == ["/greet", "hoi", "en nog iets"]


def test_while_nothing_can_be_reached_the_person_reads_so_with_the_number_of_a_human(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    site.stop()
    told = page.get_by_text("We zijn even niet bereikbaar")
    expect(told.first).to_be_visible(timeout=PATIENCE)
    number = page.get_by_role("link", name="020 123 45 67")
    expect(number).to_have_attribute("href", "tel:0201234567")
    expect(page.get_by_role("status").filter(has_text="op werkdagen van 9 tot 17 uur")).to_have_count(1)
    site.start()
    expect(told.first).to_be_hidden(timeout=PATIENCE)
    expect(page.get_by_role("status").filter(has_text="De verbinding is er weer")).to_have_count(1)


def test_a_browser_that_goes_offline_and_back_misses_nothing(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    page.context.set_offline(True)
    site.stop()  # the line breaks, as it does on another network
    say(page, "hoi")
    expect(page.get_by_text("Je hebt nu geen internet").first).to_be_visible(timeout=PATIENCE)
    site.start()
    page.context.set_offline(False)
    hears(page, ANSWER)
    assert lines(page) == [OPENING, "hoi", ANSWER]


def first_line_dies(page: Page) -> Callable[[], None]:
    """The first socket can go silent, as after sleep or on another network: open as far as anybody can see."""
    silent: list[WebSocketRoute] = []
    first: list[WebSocketRoute] = []

    def carry(line: WebSocketRoute) -> None:
        first.append(line)
        server = line.connect_to_server()
        line.on_message(lambda frame: None if line in silent else server.send(frame))
        server.on_message(lambda frame: None if line in silent else line.send(frame))

    page.route_web_socket(re.compile(r"/ws$"), carry)
    return lambda: silent.append(first[0])


def test_what_is_said_on_a_line_that_is_dead_without_a_sign_is_answered_once_on_the_next(
    page: Page, site: Site
) -> None:
    goes_silent = first_line_dies(page)
    page.goto(site.url)
    hears(page, OPENING)
    goes_silent()
    say(page, "hoi")
    hears(page, ANSWER)
    assert lines(page) == [OPENING, "hoi", ANSWER]
    assert site.rasa.texts == ["/greet", "hoi"]


def test_after_sleep_a_tab_finds_out_that_its_line_is_dead_and_gets_what_it_missed(page: Page, site: Site) -> None:
    goes_silent = first_line_dies(page)
    page.goto(site.url)
    hears(page, OPENING)
    goes_silent()
    conversation = page.evaluate("document.querySelector('bijsturen-chat').line.conversation")
    conversations.say(site.db, conversation, OutMessage("Morgen is je afspraak."), datetime.now(UTC))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # the lid opens
    hears(page, "Morgen is je afspraak.")
    assert lines(page) == [OPENING, "Morgen is je afspraak."]


def test_a_reload_and_a_closed_tab_find_the_whole_conversation(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    say(page, "hoi")
    hears(page, ANSWER)
    page.reload()
    hears(page, ANSWER)
    assert lines(page) == [OPENING, "hoi", ANSWER]
    other = page.context.new_page()
    page.close()
    other.goto(site.url)
    hears(other, ANSWER)
    assert lines(other) == [OPENING, "hoi", ANSWER]
    assert site.rasa.texts == ["/greet", "hoi"]


def test_what_was_not_sent_outlives_the_tab_in_which_it_was_said(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    site.stop()
    say(page, "hoi")
    say(page, "en nog iets")
    expect(page.get_by_text("Nog niet verstuurd")).to_have_count(2)
    other = page.context.new_page()
    page.close()
    site.start()
    other.goto(site.url)
    hears(other, "antwoord op en nog iets")
    expect(other.get_by_text("Nog niet verstuurd")).to_have_count(0)
    assert lines(other) == [OPENING, "hoi", "en nog iets", ANSWER, "antwoord op en nog iets"]
    assert unsent(other) == []


def test_what_two_tabs_both_send_is_said_and_seen_once(page: Page, site: Site) -> None:
    tabs = two_tabs(page.context, site)
    site.stop()
    for number, one in enumerate(tabs):
        say(one, f"bericht {number}")
        expect(one.get_by_text("Nog niet verstuurd")).to_have_count(1)
    site.start()
    for one in tabs:
        hears(one, "antwoord op bericht 0")
        hears(one, "antwoord op bericht 1")
        expect(one.get_by_text("Nog niet verstuurd")).to_have_count(0)
        said = lines(one)
        assert sorted(said) == sorted(set(said)) and len(said) == 5
    assert sorted(site.rasa.texts) == ["/greet", "bericht 0", "bericht 1"]
    assert unsent(tabs[0]) == []


def test_what_is_refused_for_now_keeps_its_place(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    site.app[GATE]._conversation = Buckets(1, 0.7)
    said = ["een", "twee", "drie"]
    for text in said:
        say(page, text)
    hears(page, "antwoord op drie")
    assert site.rasa.texts == ["/greet", *said]
    assert [line for line in lines(page) if line in said] == said
    expect(page.get_by_text("Nog niet verstuurd")).to_have_count(0)


def unsent(page: Page) -> list[str]:
    """What the browser keeps to send."""
    kept: list[str] = page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':outbox'))")
    return kept


def two_tabs(context: BrowserContext, site: Site) -> tuple[Page, Page]:
    tabs = context.new_page(), context.new_page()
    for one in tabs:
        one.goto(site.url)
        hears(one, OPENING)
    return tabs


def test_two_tabs_say_and_hear_the_same(page: Page, site: Site) -> None:
    first, second = two_tabs(page.context, site)
    say(first, "hoi")
    hears(first, ANSWER)
    hears(second, ANSWER)
    say(second, "dag")
    hears(first, "antwoord op dag")
    hears(second, "antwoord op dag")
    assert lines(first) == lines(second)


def test_a_tab_that_was_away_hears_what_was_said_in_the_other(page: Page, site: Site) -> None:
    first, second = two_tabs(page.context, site)
    second.evaluate("document.querySelector('bijsturen-chat').line.stop()")
    say(first, "hoi")
    hears(first, ANSWER)
    second.evaluate("document.querySelector('bijsturen-chat').line.start()")
    hears(second, ANSWER)
    assert lines(second) == [OPENING, "hoi", ANSWER]


def test_starting_again_in_one_tab_starts_again_in_the_other(page: Page, site: Site) -> None:
    first, second = two_tabs(page.context, site)
    say(first, "hoi")
    hears(second, ANSWER)
    open_menu(first, "Opnieuw beginnen")
    first.get_by_role("button", name="Ja, begin opnieuw").click()
    for one in (first, second):
        expect(one.get_by_role("log")).not_to_contain_text("hoi", timeout=PATIENCE)
        hears(one, OPENING)
    say(second, "dag")
    hears(first, "antwoord op dag")
    assert site.rasa.texts == ["/greet", "hoi", "/greet", "dag"]
    assert len({sender for sender, text in site.rasa.seen if text == "dag"}) == 1


def test_what_waits_is_counted_on_the_button_and_in_the_title_and_read_in_both_tabs_at_once(
    page: Page, site: Site
) -> None:
    site.rasa.replies["traag"] = [{"text": "een"}, {"text": "twee"}]
    first, second = page.context.new_page(), page.context.new_page()
    for one in (first, second):
        one.goto(site.partner_page())
        one.get_by_role("button", name="Praat over je werk").click()
        hears(one, OPENING)
        one.get_by_role("button", name="Sluit het gesprek").click()
    third = page.context.new_page()
    third.goto(site.partner_page())
    third.get_by_role("button", name="Praat over je werk").click()
    say(third, "traag")
    hears(third, "twee")
    # Read in the third tab at once, so read everywhere.
    for one in (first, second):
        expect(one).to_have_title("Partner", timeout=PATIENCE)
        expect(one.get_by_role("button", name=re.compile("nieuwe? bericht"))).to_have_count(0)
    third.get_by_role("button", name="Sluit het gesprek").click()
    # Now nobody reads: another device goes on with the conversation.
    first.evaluate("document.querySelector('bijsturen-chat').line.send({type: 'message', text: 'traag'})")
    expect(second).to_have_title("(2) Partner", timeout=PATIENCE)
    expect(second.get_by_role("button", name="2 nieuwe berichten")).to_be_visible()
    first.get_by_role("button", name="Praat over je werk").click()
    expect(second).to_have_title("Partner", timeout=PATIENCE)
    expect(second.get_by_role("button", name=re.compile("nieuwe? bericht"))).to_have_count(0)


def test_new_messages_are_said_aloud_while_the_panel_is_closed(page: Page, site: Site) -> None:
    site.rasa.replies["traag"] = [{"text": "een"}, {"text": "twee"}]
    page.goto(site.partner_page("<main><h1>Partner</h1></main>"))
    page.get_by_role("button", name="Praat over je werk").click()
    hears(page, OPENING)
    page.get_by_role("button", name="Sluit het gesprek").click()
    page.evaluate("document.querySelector('bijsturen-chat').line.send({type: 'message', text: 'traag'})")
    told = page.get_by_role("status").filter(has_text="Bijsturen: 2 nieuwe berichten")
    expect(told).to_have_count(1, timeout=PATIENCE)
    assert violations(page) == []
    page.get_by_role("button", name="Praat over je werk").click()
    expect(page.get_by_role("status").filter(has_text="nieuwe berichten")).to_have_count(0)


def test_while_an_answer_is_coming_that_can_be_seen(page: Page, site: Site) -> None:
    page.goto(site.url)
    hears(page, OPENING)
    site.rasa.delay = 1.5
    say(page, "hoi")
    expect(page.locator(".dots")).to_be_visible()
    hears(page, ANSWER)
    expect(page.locator(".dots")).to_be_hidden()


def test_where_storage_is_forbidden_the_conversation_lasts_as_long_as_the_page(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        "for (const area of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, area, {get() { throw new DOMException('no') }})"
    )
    one = context.new_page()
    one.goto(site.url)
    hears(one, OPENING)
    say(one, "hoi")
    hears(one, ANSWER)
    context.close()


def test_who_is_asked_to_wait_reads_why_and_is_let_in_later(page: Page, browser: Browser, tmp_path: Path) -> None:
    full = Site(tmp_path, sessions_per_hour=1, proxies="192.0.2.0/24")
    try:
        page.goto(full.url)
        hears(page, OPENING)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        other = context.new_page()
        other.goto(full.url)
        expect(other.get_by_text("Er beginnen hier nu heel veel gesprekken").first).to_be_visible(timeout=PATIENCE)
        expect(other.get_by_role("link", name="020 123 45 67")).to_be_visible()
        page.reload()
        hears(page, OPENING)  # who is in stays in
        context.close()
    finally:
        full.close()
