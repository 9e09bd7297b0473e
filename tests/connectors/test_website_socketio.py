"""A web client made for Rasa connects unchanged: python-socketio's own client, as such a client behaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import socketio  # type: ignore[import-untyped]

from connectors.buckets import Buckets
from connectors.messages import MAX_TEXT
from connectors.notices import load_notices
from connectors.website.keys import GATE
from connectors.website.sessions import Sessions
from guidance import conversations, resume_codes
from guidance.database import Database
from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.tabs import Browser, application, opened_tab, until

NOTICES = load_notices()


class WebClient:
    """What rasa-webchat and its like do: ask a session, keep its id, say and hear."""

    def __init__(self, browser: Browser) -> None:
        self.url = f"http://{browser.host}:{browser.port}"
        self.socket = socketio.AsyncClient(reconnection=False)
        self.heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sessions: asyncio.Queue[str] = asyncio.Queue()
        self.session_id: str | None = None
        self.socket.on("bot_uttered", self._hear)
        self.socket.on("session_confirm", self._confirmed)

    async def connect(self, transport: str = "websocket", **headers: str) -> WebClient:
        await self.socket.connect(self.url, headers=headers, transports=[transport], socketio_path="/socket.io/")
        return self

    async def ask(self, session_id: str | None = None) -> str:
        await self.socket.emit("session_request", {"session_id": session_id})
        async with asyncio.timeout(WAIT):
            self.session_id = await self.sessions.get()
        return self.session_id

    async def says(self, message: Any, **more: Any) -> None:
        await self.socket.emit("user_uttered", {"message": message, "session_id": self.session_id, **more})

    async def hears(self) -> dict[str, Any]:
        async with asyncio.timeout(WAIT):
            return await self.heard.get()

    async def _hear(self, data: dict[str, Any]) -> None:
        await self.heard.put(data)

    async def _confirmed(self, data: str) -> None:
        await self.sessions.put(data)


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Any]:
    made: list[WebClient] = []

    async def new(**how: str) -> WebClient:
        made.append(await WebClient(browser).connect(**how))
        return made[-1]

    yield new
    for client in made:
        await client.socket.disconnect()


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_a_client_gets_a_signed_session_the_opening_and_an_answer(
    visit: Any, rasa: FakeRasa, settings: Any, transport: str
) -> None:
    one = await visit(transport=transport)
    session = await one.ask()
    assert Sessions("a secret of the tests only").conversation(session)
    assert await one.hears() == {"text": "antwoord op /greet"}
    await one.says("hoi", customData={"language": "en"}, metadata={"slots": {"age": 3}})
    assert await one.hears() == {"text": "antwoord op hoi"}
    assert rasa.texts == ["/greet", "hoi"]


async def test_a_button_is_an_opaque_payload_that_the_client_sends_back(visit: Any, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = [{"text": "Klopt dat?", "buttons": [{"title": "Ja", "payload": "/affirm"}]}]
    one = await visit()
    await one.ask()
    await one.hears()
    await one.says("hoi")
    (reply,) = (await one.hears())["quick_replies"]
    assert (reply["content_type"], reply["title"]) == ("text", "Ja")
    assert "affirm" not in reply["payload"]
    await one.says(reply["payload"])
    assert (await one.hears())["text"] == "antwoord op /affirm"


async def test_text_that_starts_with_a_slash_is_text(visit: Any, rasa: FakeRasa) -> None:
    one = await visit()
    await one.ask()
    await one.hears()
    await one.says("hoi")
    await one.hears()
    await one.says('/inform{"age": 3}')
    await one.hears()
    assert rasa.texts[-1] == 'inform{"age": 3}'


@pytest.mark.parametrize("payload", [None, "/get_started", '/greet{"name": "x"}'])
async def test_what_a_client_sends_by_itself_at_the_start_is_not_taken_for_words_of_the_person(
    visit: Any, rasa: FakeRasa, payload: str | None
) -> None:
    one = await visit()
    await one.ask()
    await one.says(payload)
    assert (await one.hears())["text"] == "antwoord op /greet"
    await one.says("hoi")
    assert (await one.hears())["text"] == "antwoord op hoi"
    assert rasa.texts == ["/greet", "hoi"]


async def test_a_made_up_button_gets_an_answer(visit: Any) -> None:
    one = await visit()
    await one.ask()
    await one.hears()
    await one.says("knop:AAAAAAAAAAAAAAAA")
    assert (await one.hears())["text"] == NOTICES.message("button_unknown").text


async def test_a_session_is_continued_and_what_was_missed_comes_once(visit: Any, rasa: FakeRasa, db: Database) -> None:
    one = await visit()
    session = await one.ask()
    conversation = Sessions("a secret of the tests only").conversation(session)
    await one.hears()
    await until(lambda: conversations.acknowledged_seq(db, conversation) == 1)
    rasa.delay = 0.3
    await one.says("hoi")
    await until(lambda: "hoi" in rasa.texts)
    await one.socket.disconnect()
    await until(lambda: bool(conversations.outgoing_after(db, conversation, 1)))
    again = await visit()
    await again.ask(session)
    assert await again.hears() == {"text": "antwoord op hoi"}
    await again.says("en nu")
    assert await again.hears() == {"text": "antwoord op en nu"}
    await until(lambda: conversations.acknowledged_seq(db, conversation) == 3)
    last = await visit()
    await last.ask(again.session_id)
    await last.says("klaar")
    assert await last.hears() == {"text": "antwoord op klaar"}


@pytest.mark.parametrize("wrong", ["7f3a", "x" * 500, "", 7, {"a": 1}])
async def test_an_id_that_is_not_ours_opens_nothing_but_a_new_conversation(visit: Any, wrong: Any) -> None:
    one = await visit()
    session = await one.ask(wrong)
    assert session != wrong
    assert (await one.hears())["text"] == "antwoord op /greet"


async def test_another_persons_forged_session_opens_a_new_conversation(
    visit: Any, browser: Browser, rasa: FakeRasa
) -> None:
    opened, _ = await opened_tab(browser)
    one = await visit()
    session = await one.ask(Sessions("another key").token(opened["conversation"]))
    assert Sessions("a secret of the tests only").conversation(session) != opened["conversation"]


async def test_the_widget_and_such_a_client_may_be_in_one_conversation(visit: Any, browser: Browser) -> None:
    opened, first = await opened_tab(browser)
    one = await visit()
    await one.ask(opened["session"])
    assert (await one.hears())["text"] == "antwoord op /greet"  # not acknowledged by the tab yet, so told here too
    await one.says("hoi")
    assert (await one.hears())["text"] == "antwoord op hoi"
    assert (await first.next("message"))["text"] == "hoi"
    assert (await first.next("message"))["text"] == "antwoord op hoi"


async def test_cards_are_told_in_words(visit: Any, rasa: FakeRasa) -> None:
    card = {"type": "plan", "rows": [{"label": "Wat je gaat doen", "text": "een cursus zoeken"}]}
    many = {"type": "budgets", "lists": [{"title": "Lijkt te kunnen", "items": [{"name": "Fonds", "text": "tot 500"}]}]}
    rasa.replies["hoi"] = [{"custom": {"text": "Kijk:", "cards": [card, many]}}]
    one = await visit()
    await one.ask()
    await one.hears()
    await one.says("hoi")
    told = (await one.hears())["text"]
    assert told.startswith("Kijk:") and "Wat je gaat doen: een cursus zoeken" in told
    assert "• Lijkt te kunnen\n  • Fonds: tot 500" in told


@pytest.mark.parametrize("message", ["a" * (MAX_TEXT + 1), "  "])
async def test_what_cannot_be_taken_gets_a_kind_word(visit: Any, message: str) -> None:
    one = await visit()
    await one.ask()
    await one.hears()
    await one.says(message)
    assert (await one.hears())["text"] == NOTICES.remark("too_long" if message.strip() else "empty")


@pytest.mark.parametrize("data", [None, 7, "hoi", {"message": 7}, {"message": {"x": 1}}, []])
async def test_what_nobody_understands_does_not_break_the_line(visit: Any, data: Any) -> None:
    one = await visit()
    await one.ask()
    await one.hears()
    await one.says("hoi")
    await one.hears()
    await one.socket.emit("user_uttered", data)
    assert (await one.hears())["text"] == NOTICES.remark("not_understood")
    await one.says("hoi")
    assert (await one.hears())["text"] == "antwoord op hoi"


async def test_who_speaks_without_asking_for_a_session_gets_one(visit: Any) -> None:
    one = await visit()
    await one.says("hoi")
    assert [(await one.hears())["text"] for _ in range(2)] == ["antwoord op /greet", "antwoord op hoi"]
    assert await one.sessions.get()


async def test_a_page_of_another_site_is_refused(visit: Any, browser: Browser) -> None:
    shake = {"EIO": "4", "transport": "polling"}
    async with browser.get("/socket.io/", params=shake, headers={"Origin": "https://www.stranger.example"}) as refused:
        assert refused.status == 400
    assert await (await visit(Origin="https://www.partner.example")).ask()


async def test_no_cookie_is_set(browser: Browser) -> None:
    async with browser.get("/socket.io/", params={"EIO": "4", "transport": "polling"}) as response:
        assert response.status == 200
        assert "Set-Cookie" not in response.headers


async def test_a_code_brings_the_client_to_the_earlier_conversation(visit: Any, db: Database, browser: Browser) -> None:
    opened, _ = await opened_tab(browser)
    code = resume_codes.issue(db, opened["conversation"], datetime.now(UTC))
    one = await visit()
    await one.ask()
    await one.hears()
    await one.says(code)
    async with asyncio.timeout(WAIT):
        session = await one.sessions.get()
    assert Sessions("a secret of the tests only").conversation(session) == opened["conversation"]


async def test_too_many_new_sessions_of_one_address_get_a_kind_word(visit: Any, browser: Browser) -> None:
    application(browser)[GATE]._sessions = Buckets(1, 0.001)
    forwarded = {"X-Forwarded-For": "203.0.113.9"}
    one = await visit(**forwarded)
    await one.ask()
    two = await visit(**forwarded)
    await two.socket.emit("session_request", {})
    assert (await two.hears())["text"] == NOTICES.remark("too_many")


async def test_what_was_heard_counts_as_received(visit: Any, db: Database) -> None:
    one = await visit()
    conversation = Sessions("a secret of the tests only").conversation(await one.ask())
    await one.hears()
    await until(lambda: conversations.acknowledged_seq(db, conversation) == 1)


async def test_a_client_that_speaks_before_its_session_is_confirmed_has_one_conversation(
    visit: Any, rasa: FakeRasa
) -> None:
    for number in range(5):
        one = await visit()
        await one.socket.emit("session_request", {"session_id": None})
        await one.says(f"hoi {number}")
        assert [(await one.hears())["text"] for _ in range(2)] == ["antwoord op /greet", f"antwoord op hoi {number}"]
        assert one.sessions.qsize() == 1
    assert len({conversation for conversation, _ in rasa.seen}) == 5


async def test_what_is_said_at_once_arrives_in_order(visit: Any, rasa: FakeRasa) -> None:
    one = await visit()
    await one.ask()
    await one.hears()
    said = [f"bericht {number}" for number in range(10)]
    for text in said:
        await one.says(text)
    assert [(await one.hears())["text"] for _ in said] == [f"antwoord op {text}" for text in said]


async def test_coming_back_again_and_again_counts_as_much_as_speaking(visit: Any, browser: Browser) -> None:
    one = await visit()
    session = await one.ask()
    await one.hears()
    application(browser)[GATE]._conversation = Buckets(1, 0.001)
    await one.ask(session)
    await one.socket.emit("session_request", {"session_id": session})
    while (told := (await one.hears())["text"]) != NOTICES.remark("too_fast"):
        assert told == "antwoord op /greet"  # replayed: it was not acknowledged yet
