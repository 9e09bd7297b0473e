"""Where no WebSocket comes through: the same conversation by long polling."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from connectors.notices import load_notices
from connectors.website.keys import HUB
from connectors.website.lines import POLLING, PollingLines
from guidance import conversations, privacy
from guidance.database import Database
from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.tabs import Browser, application, opened_tab, session

PARTNER = "https://www.partner.example"
NOTICES = load_notices()


class PollingTab:
    """A tab without a socket: opens a line, posts frames, and asks for the answers."""

    def __init__(self, browser: Browser, token: str) -> None:
        self.browser = browser
        self.headers = {"Authorization": f"Bearer {token}"}
        self.line = ""
        self.frames: list[dict[str, Any]] = []

    async def open(self) -> PollingTab:
        async with self.browser.post("/api/line", headers=self.headers) as response:
            assert response.status == 200
            self.line = (await response.json())["line"]
        return self

    async def post(self, frame: dict[str, Any] | str, headers: dict[str, str] | None = None) -> int:
        data = frame if isinstance(frame, str) else json.dumps(frame)
        async with self.browser.post(f"/api/line/{self.line}", data=data, headers=headers or self.headers) as response:
            return response.status

    async def get(self) -> tuple[int, dict[str, Any]]:
        async with asyncio.timeout(WAIT), self.browser.get(f"/api/line/{self.line}", headers=self.headers) as response:
            return response.status, await response.json()

    async def next(self, kind: str) -> dict[str, Any]:
        while not any(frame["type"] == kind for frame in self.frames):
            status, body = await self.get()
            assert status == 200, body
            self.frames += body["frames"]
        at = next(i for i, frame in enumerate(self.frames) if frame["type"] == kind)
        return self.frames.pop(at)


def polling_lines(browser: Browser) -> PollingLines:
    return application(browser)[POLLING]


async def polling(browser: Browser, opened: dict[str, str] | None = None) -> PollingTab:
    return await PollingTab(browser, (opened or await session(browser))["session"]).open()


async def test_a_whole_conversation_goes_by_polling(browser: Browser, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = [{"text": "Kies", "buttons": [{"title": "Ja", "payload": "/affirm"}]}]
    one = await polling(browser)
    assert await one.post({"type": "hello", "after": 0}) == 204
    assert (await one.next("history"))["messages"] == []
    assert (await one.next("message"))["text"] == "antwoord op /greet"
    await one.post({"type": "message", "id": "een", "text": "hoi"})
    assert (await one.next("received"))["id"] == "een"
    button = (await one.next("message"))["buttons"][0]
    await one.post({"type": "button", "id": "twee", **button})
    assert (await one.next("message"))["text"] == "antwoord op /affirm"
    await one.post({"type": "ask_human", "id": "drie"})
    assert (await one.next("message"))["text"] == "antwoord op /ask_human"


async def test_polling_and_a_socket_are_two_tabs_of_one_conversation(browser: Browser) -> None:
    opened, first = await opened_tab(browser)
    one = await polling(browser, opened)
    await one.post({"type": "hello", "after": 1})
    assert (await one.next("history"))["messages"] == []
    await first.says("hoi", "uit-de-eerste")
    assert (await one.next("message"))["id"] == "uit-de-eerste"
    assert (await one.next("message"))["text"] == "antwoord op hoi"


async def test_what_came_between_two_lines_is_replayed_on_the_next(browser: Browser) -> None:
    opened, first = await opened_tab(browser)
    await first.says("hoi")
    await first.next("message")
    one = await polling(browser, opened)
    await one.post({"type": "hello", "after": 1})
    said = (await one.next("history"))["messages"]
    assert [message["text"] for message in said] == ["hoi", "antwoord op hoi"]


async def test_a_question_without_news_is_answered_empty_in_the_end(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling_lines(browser), "_poll_seconds", 0.05)
    opened, _ = await opened_tab(browser)
    one = await polling(browser, opened)
    assert await one.get() == (200, {"frames": []})


async def test_a_line_nobody_asks_for_ends_and_leaves_the_conversation(browser: Browser) -> None:
    lines = polling_lines(browser)
    lines._poll_seconds = lines._gone_seconds = 0.2
    opened = await session(browser)
    one = await polling(browser, opened)
    await one.post({"type": "hello", "after": 0})
    hub = application(browser)[HUB]
    assert len(hub.clients(opened["conversation"])) == 1
    async with asyncio.timeout(WAIT):
        while hub.clients(opened["conversation"]):
            await asyncio.sleep(0.01)
    status, body = await one.get()
    assert (status, body["error"]) == (410, "line_gone")


async def test_a_line_is_of_its_own_session_only(browser: Browser) -> None:
    one = await polling(browser)
    other = {"Authorization": f"Bearer {(await session(browser))['session']}"}
    for headers, expected in ((other, 410), ({"Authorization": "Bearer x"}, 401), ({"Authorization": "x"}, 401)):
        assert await one.post({"type": "hello", "after": 0}, headers) == expected
    async with browser.post("/api/line") as response:
        assert response.status == 401


async def test_a_line_of_a_wiped_conversation_ends_and_its_session_is_no_good(browser: Browser, db: Database) -> None:
    opened, _ = await opened_tab(browser)
    one = await polling(browser, opened)
    privacy.wipe(db, opened["conversation"])
    assert (await one.get())[0] == 401


async def test_when_the_gateway_stops_a_waiting_question_is_answered(browser: Browser) -> None:
    opened, _ = await opened_tab(browser)
    one = await polling(browser, opened)
    await one.post({"type": "hello", "after": 1})
    await one.next("typing")
    waiting = asyncio.create_task(one.get())
    await asyncio.sleep(0.05)
    application(browser)[HUB].close()
    assert (await waiting)[0] == 410


@pytest.mark.parametrize("frame", ["hoi", "[]", '{"type": "dance"}', '{"type": "message", "text": "zonder id"}'])
async def test_a_frame_nobody_understands_gets_a_kind_word(browser: Browser, frame: str) -> None:
    one = await polling(browser)
    assert await one.post(frame) == 204
    assert (await one.next("error"))["text"] == NOTICES.remark("not_understood")


async def test_a_body_that_is_too_large_is_refused_with_a_kind_word(browser: Browser) -> None:
    one = await polling(browser)
    async with browser.post(f"/api/line/{one.line}", data=b"a" * 200_000, headers=one.headers) as response:
        assert response.status == 413
        assert (await response.json()) == {"error": "too_large", "text": NOTICES.remark("too_large")}


async def test_a_page_of_another_site_may_not_poll_and_an_allowed_one_may(browser: Browser) -> None:
    opened = await session(browser)
    headers = {"Authorization": f"Bearer {opened['session']}"}
    async with browser.post("/api/line", headers=headers | {"Origin": "https://www.stranger.example"}) as response:
        assert response.status == 403
    async with browser.options("/api/line/x", headers={"Origin": PARTNER}) as response:
        assert response.headers["Access-Control-Allow-Methods"] == "GET, POST"
        assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    async with browser.post("/api/line", headers=headers | {"Origin": PARTNER}) as response:
        assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (200, PARTNER)


async def test_what_was_sent_by_polling_is_stored_once(browser: Browser, db: Database) -> None:
    opened, _ = await opened_tab(browser)
    one = await polling(browser, opened)
    await one.post({"type": "hello", "after": 1})
    for _ in range(3):
        await one.post({"type": "message", "id": "zelfde", "text": "hoi"})
    await one.next("message")
    assert [line.text for line in conversations.history(db, opened["conversation"]) if line.sender == "person"] == [
        "hoi"
    ]
