"""On a page of somebody else: one tag, a strict policy, nothing stored in cookies, nothing asked elsewhere."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.talking import hears, say

GREETING = "Praat over je werk"
LIMIT = 30_000  # bytes, gzipped


def test_one_script_tag_on_a_page_with_a_strict_policy_is_enough(page: Page, site: Site) -> None:
    faults: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: asked.append(urlsplit(socket.url).netloc))
    page.goto(site.partner_page())
    page.get_by_role("button", name=GREETING).click()
    hears(page, "antwoord op /greet")
    say(page, "hoi")
    hears(page, "antwoord op hoi")
    assert (
        page.get_by_role("button", name="Mens spreken").is_visible()
        or page.get_by_role("button", name="Ik wil een mens spreken").is_visible()
    )
    assert faults == []
    ours = {urlsplit(site.url).netloc, urlsplit(site.partner).netloc}
    assert set(asked) == ours
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""


def test_by_polling_a_strict_policy_holds_too(page: Page, site: Site) -> None:
    site.sockets = False
    page.goto(site.partner_page())
    page.get_by_role("button", name=GREETING).click()
    hears(page, "antwoord op /greet")


def test_what_is_loaded_weighs_less_than_its_limit_and_comes_after_the_page(page: Page, site: Site) -> None:
    loaded: dict[str, bytes] = {}
    page.on("response", lambda response: loaded.setdefault(urlsplit(response.url).path, b""))
    page.goto(site.partner_page())
    page.get_by_role("button", name=GREETING).click()
    hears(page, "antwoord op /greet")
    files = [path for path in loaded if path.endswith((".js", ".css"))]
    weights = {path: len(gzip.compress(page.request.get(site.url + path).body())) for path in files}
    assert len(files) > 8
    assert sum(weights.values()) < LIMIT, weights
    assert page.evaluate("document.querySelector('script').defer")


def test_the_element_itself_takes_its_words_from_attributes_and_no_second_one_is_made(page: Page, site: Site) -> None:
    page.goto(site.partner_page('<bijsturen-chat name="Loopbaanhulp" greeting="Stel je vraag"></bijsturen-chat>'))
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.get_by_role("heading", name="Loopbaanhulp")).to_be_visible()
    assert page.locator("bijsturen-chat").count() == 1


def test_the_tag_takes_the_same_words_as_data(page: Page, site: Site) -> None:
    page.goto(site.partner_page(data='data-name="Loopbaanhulp" data-greeting="Stel je vraag"'))
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.get_by_role("heading", name="Loopbaanhulp")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "languages", "greeting"),
    [
        ("en-GB", "nl en", "Talk about your work"),
        ("en-GB", "nl", GREETING),
        ("en-GB", "", GREETING),
        ("nl-NL", "en nl", GREETING),
        ("pl-PL", "nl en", GREETING),
        ("nl-NL", "en", "Talk about your work"),
    ],
)
def test_the_widget_speaks_the_first_language_of_the_browser_that_the_page_lists(
    browser: Browser, site: Site, locale: str, languages: str, greeting: str
) -> None:
    context = browser.new_context(locale=locale, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site.partner_page(data=f'data-languages="{languages}"'))
    page.get_by_role("button", name=greeting).click()
    hears(page, "antwoord op /greet")
    expect(page.locator(".root")).to_have_attribute("lang", "nl" if greeting == GREETING else "en")
    expect(page.locator(".talk")).to_have_attribute("lang", "nl")
    context.close()


@pytest.mark.parametrize(
    "token",
    ["--bijsturen-primary-color", "--utrecht-button-primary-action-background-color"],
)
def test_a_page_gives_the_widget_its_colours_by_custom_property(page: Page, site: Site, token: str) -> None:
    page.goto(site.partner_page(csp="default-src * 'unsafe-inline'"))
    launcher = page.get_by_role("button", name=GREETING)
    launcher.wait_for()
    page.add_style_tag(content=f":root {{ {token}: rgb(120, 0, 60) }}")
    expect(launcher).to_have_css("background-color", "rgb(120, 0, 60)")


def test_text_is_text_and_links_are_safe(page: Page, site: Site) -> None:
    evil = (
        '<img src=x onerror="document.title=1"> javascript:alert(1) [x](javascript:alert(2)) <a href="//evil.example">'
    )
    site.rasa.replies[evil] = [
        {"text": evil},
        {
            "custom": {
                "text": "Kijk op https://www.duo.nl/x of mail info@duo.nl of bel 0800 8115",
                "cards": [
                    {
                        "type": "trainings",
                        "items": [
                            {"name": "<b>Vet</b>", "text": evil, "source": "x", "url": "javascript:alert(3)"},
                            {"name": "Goed", "source": "DUO", "url": "https://duo.nl"},
                        ],
                    }
                ],
            }
        },
    ]
    page.goto(site.url)
    hears(page, "antwoord op /greet")
    say(page, evil)
    hears(page, "Goed")
    log = page.get_by_role("log")
    assert log.locator("img, script, b, iframe").count() == 0
    hrefs = log.locator("a").evaluate_all(
        "links => links.map((link) => [link.getAttribute('href'), link.rel, link.target])"
    )
    assert [href for href, _, _ in hrefs] == [
        "https://www.duo.nl/x",
        "mailto:info@duo.nl",
        "tel:08008115",
        "https://duo.nl",
    ]
    for href, rel, target in hrefs:
        if href.startswith("http"):
            assert (rel, target) == ("noopener noreferrer", "_blank")
    assert page.title() == "Bijsturen"
