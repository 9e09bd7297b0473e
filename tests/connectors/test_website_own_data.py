"""A person sees, takes along and removes what is kept, without asking anybody; and knows where a human is."""

from __future__ import annotations

import pytest

from connectors.contact import human_contact
from connectors.settings import Settings
from connectors.website import own_data
from guidance import conversations
from guidance.database import Database
from guidance.tenant import tenant
from tests.connectors.fakes import FakeRasa
from tests.connectors.tabs import Browser, opened_tab, session, tab, until


def bearer(opened: dict[str, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {opened['session']}"}


async def test_everything_that_is_kept_can_be_taken_along(browser: Browser) -> None:
    opened, first = await opened_tab(browser)
    await first.says("ik ben lasser")
    await first.next("message")
    async with browser.get("/api/own-data", headers=bearer(opened)) as response:
        assert response.status == 200
        assert "attachment" in response.headers["Content-Disposition"]
        kept = await response.json()
    assert [row["text"] for row in kept["inbox"]][-1] == "ik ben lasser"
    assert {"conversation", "outbox", "plan", "booking", "handoff"} <= set(kept)


async def test_wiping_removes_everything_here_and_tells_rasa_to_forget(
    browser: Browser, db: Database, rasa: FakeRasa
) -> None:
    opened, first = await opened_tab(browser)
    second = await tab(browser, opened)
    await second.hello()
    async with browser.delete("/api/own-data", headers=bearer(opened)) as response:
        assert response.status == 204
    assert not conversations.exists(db, opened["conversation"])
    await until(lambda: rasa.texts[-2:] == list(own_data.FORGET))
    assert rasa.seen[-1][0] == opened["conversation"]
    for line in (first, second):  # the other tabs hear it too
        while (frame := await line.socket.receive()).type.name == "TEXT":
            pass
        assert frame.type.name in ("CLOSE", "CLOSING", "CLOSED")
    async with browser.get("/api/own-data", headers=bearer(opened)) as response:
        assert response.status == 401


async def test_while_rasa_is_away_wiping_works_and_rasa_hears_it_later(
    browser: Browser, db: Database, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_data, "AGAIN_SECONDS", (0.0, 0.3, 0.3, 0.3))
    opened, _ = await opened_tab(browser)
    await rasa.stop()
    async with browser.delete("/api/own-data", headers=bearer(opened)) as response:
        assert response.status == 204
    assert not conversations.exists(db, opened["conversation"])
    await rasa.start()
    await until(lambda: rasa.texts[-2:] == list(own_data.FORGET))


async def test_nobody_reaches_the_data_of_another(browser: Browser, db: Database) -> None:
    opened, _ = await opened_tab(browser)
    forged = {"Authorization": f"Bearer {opened['session']}x"}
    for headers in ({}, forged, {"Authorization": opened["session"]}, {"Authorization": "Basic eA=="}):
        for method in (browser.get, browser.delete):
            async with method("/api/own-data", headers=headers) as response:
                assert response.status == 401
                assert (await response.json())["error"] == "session_invalid"
    stranger = bearer(opened) | {"Origin": "https://www.stranger.example"}
    async with browser.delete("/api/own-data", headers=stranger) as response:
        assert response.status == 403
    assert conversations.exists(db, opened["conversation"])
    await session(browser, session=opened["session"])


async def test_the_widget_hears_where_a_human_is_and_how_long_things_are_kept(browser: Browser) -> None:
    async with browser.get("/api/about", headers={"Origin": "https://www.partner.example"}) as response:
        told = await response.json()
        assert response.headers["Access-Control-Allow-Origin"] == "https://www.partner.example"
    assert told["human"]["site"] == "https://www.werkcentrum.nl"
    assert told["human"]["phone"] is None  # no national number is known; none is made up
    assert told["keep_days"] == Settings.model_fields["keep_days"].default


def test_an_organisation_gives_its_own_number_and_hours() -> None:
    own = tenant().model_copy(update={"phone": "020 123 45 67", "opening_hours": "op werkdagen van 9 tot 17 uur"})
    contact = human_contact(own)
    assert (contact.phone, contact.hours) == ("020 123 45 67", "op werkdagen van 9 tot 17 uur")
    assert human_contact(tenant()).phone is None


async def test_the_page_itself_names_the_number_for_when_nothing_else_works(browser: Browser) -> None:
    async with browser.get("/") as response:
        assert "https://www.werkcentrum.nl" in await response.text()
