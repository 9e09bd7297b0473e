"""A turn is timed from sending to the reply, over the widget's line and over Rasa's REST channel."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from operations.bench.talking import MESSAGES_PER_LINE, RestTalker, WidgetTalker, new_session
from operations.errors import OperationsError

THINKING = 0.05  # seconds
LEAST = 0.9 * THINKING  # timers are not exact
SLACK = 2.0  # a busy machine is slow, not wrong


class FakeAssistant:
    """Speaks the gateway's frames: dots on, a pause, dots off, two messages. A text of "fast" is refused."""

    def __init__(self) -> None:
        self.hellos: list[int] = []
        self.answered = 0
        self.url = ""

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/session", self.session)
        app.router.add_get("/ws", self.line)
        app.router.add_post("/webhooks/rest/webhook", self.rest)
        return app

    async def session(self, request: web.Request) -> web.Response:
        return web.json_response({"session": "s1", "conversation": "c1"})

    async def rest(self, request: web.Request) -> web.Response:
        await asyncio.sleep(THINKING)
        silent = (await request.json())["message"] == "silent"
        return web.json_response([] if silent else [{"text": "ok"}])

    async def line(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for frame in socket:
            await self._take(socket, frame.json())
        return socket

    async def _take(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
        if frame["type"] == "hello":
            self.hellos.append(frame["after"])
            await socket.send_json({"type": "history", "messages": []})
            await socket.send_json({"type": "typing", "on": False})
            if frame["after"]:
                return
        elif frame["text"] == "fast":
            await socket.send_json({"type": "error", "text": "te snel"})
            return
        else:
            await socket.send_json({"type": "received", "id": frame["id"]})
        await socket.send_json({"type": "typing", "on": True})
        if frame.get("text") == "slow":
            await socket.send_json({"type": "typing", "on": False})
            await socket.send_json({"type": "message", "kind": "notice", "sender": "bot", "text": "even geduld"})
            await socket.send_json({"type": "typing", "on": True})
        await asyncio.sleep(THINKING)
        await socket.send_json({"type": "typing", "on": False})
        for _ in range(2):
            self.answered += 1
            await socket.send_json({"type": "message", "seq": self.answered, "sender": "bot", "text": "ok"})


@pytest.fixture
async def assistant() -> AsyncIterator[FakeAssistant]:
    fake = FakeAssistant()
    async with TestServer(fake.app()) as server:
        fake.url = str(server.make_url("")).rstrip("/")
        yield fake


@pytest.fixture
async def client() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def widget(assistant: FakeAssistant, client: ClientSession) -> WidgetTalker:
    session, _ = await new_session(client, assistant.url)
    talker = WidgetTalker(client, assistant.url, session)
    assert LEAST <= await talker.open() < THINKING + SLACK
    return talker


async def test_a_line_that_says_that_it_takes_longer_is_no_answer(
    assistant: FakeAssistant, client: ClientSession
) -> None:
    talker = await widget(assistant, client)
    assert LEAST <= await talker.turn("slow") < THINKING + SLACK


async def test_a_turn_takes_as_long_as_the_assistant_thinks(assistant: FakeAssistant, client: ClientSession) -> None:
    talker = await widget(assistant, client)
    for _ in range(3):
        assert LEAST <= await talker.turn("hoi") < THINKING + SLACK
    await talker.close()


async def test_a_burst_ends_with_the_last_answer(assistant: FakeAssistant, client: ClientSession) -> None:
    talker = await widget(assistant, client)
    assert 5 * LEAST <= await talker.burst(["hoi"] * 5) < 5 * THINKING + SLACK
    await talker.close()


async def test_a_long_conversation_goes_on_over_a_new_line_where_it_was(
    assistant: FakeAssistant, client: ClientSession
) -> None:
    talker = await widget(assistant, client)
    for _ in range(MESSAGES_PER_LINE + 1):
        assert await talker.turn("hoi") >= LEAST
    assert len(assistant.hellos) == 2 and assistant.hellos[1] > 0
    await talker.close()


async def test_a_refused_message_ends_the_measurement(assistant: FakeAssistant, client: ClientSession) -> None:
    talker = await widget(assistant, client)
    with pytest.raises(OperationsError, match="te snel"):
        await talker.turn("fast")
    await talker.close()


async def test_rest_is_timed_the_same_way_and_silence_is_no_answer(
    assistant: FakeAssistant, client: ClientSession
) -> None:
    talker = RestTalker(client, assistant.url, "c1")
    assert LEAST <= await talker.turn("hoi") < THINKING + SLACK
    with pytest.raises(OperationsError, match="silent"):
        await talker.turn("silent")
