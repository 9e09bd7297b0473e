"""Hand-written stand-ins: a Rasa that can be stopped, slow or broken, and a person who listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from connectors.messages import Incoming
from connectors.relay import Relay
from guidance import conversations
from guidance.conversations import Outgoing
from guidance.database import Database

WAIT = 30.0
"""Seconds a test waits for something that must happen."""


class FakeRasa:
    """Rasa's REST channel: answers "antwoord op <text>" unless told otherwise, and remembers what it saw."""

    def __init__(self) -> None:
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.seen: list[tuple[str, str]] = []
        self.again: list[bool] = []
        self.replies: dict[str, list[dict[str, Any]]] = {}
        self.meanings: dict[str, str] = {}
        self.meaning: Callable[[str], str] = lambda text: self.meanings.get(text, "inform")
        self.reply: Callable[[str], list[dict[str, Any]] | None] = self.replies.get
        self.delay = 0.0
        self.hello_delay = 0.0
        self.hello_statuses: list[int] = []  # one for each look to come; 200 after the last
        self.status = 200
        self.body: str | None = None
        self._server: TestServer | None = None

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.seen]

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/webhooks/rest/", self._hello)
        app.router.add_post("/webhooks/rest/webhook", self._webhook)
        app.router.add_post("/webhooks/listening/meaning", self._meaning)
        self._server = TestServer(app, port=self.port)
        await self._server.start_server(shutdown_timeout=0.1)

    async def stop(self) -> None:
        if self._server is not None:
            await self._server.close()
            self._server = None

    async def _hello(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.hello_delay)
        return web.json_response({"status": "ok"}, status=self.hello_statuses.pop(0) if self.hello_statuses else 200)

    async def _meaning(self, request: web.Request) -> web.Response:
        return web.json_response({"intent": self.meaning((await request.json())["text"])})

    async def _webhook(self, request: web.Request) -> web.Response:
        message = await request.json()
        text = message["message"]
        self.seen.append((message["sender"], text))
        self.again.append(message["again"])
        await asyncio.sleep(self.delay)
        if self.body is not None or self.status != 200:
            return web.Response(text=self.body or "", status=self.status)
        return web.json_response(await self.answer(message["sender"], text))

    async def answer(self, sender: str, text: str) -> list[dict[str, Any]]:
        """What is said to this text."""
        reply = self.reply(text)
        return [{"text": f"antwoord op {text}"}] if reply is None else reply


class Listener:
    """The person's side of a channel: keeps what is delivered."""

    def __init__(self) -> None:
        self.messages: list[Outgoing] = []
        self.typing_shown: list[bool] = []
        self._news = asyncio.Condition()

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages if message.kind not in ("notice", "wait")]

    @property
    def notices(self) -> list[str]:
        return [message.text for message in self.messages if message.kind in ("notice", "wait")]

    async def deliver(self, conversation_id: str, message: Outgoing) -> None:
        async with self._news:
            self.messages.append(message)
            self._news.notify_all()

    async def typing(self, conversation_id: str, on: bool) -> None:
        self.typing_shown.append(on)

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT), self._news:
            await self._news.wait_for(happened)

    async def heard(self, notices: int) -> None:
        await self.until(lambda: len(self.notices) == notices)


class Person:
    """Someone in a conversation with a relay."""

    def __init__(self, db: Database, relay: Relay, conversation_id: str) -> None:
        self.db = db
        self.relay = relay
        self.id = conversation_id
        self._count = 0

    async def says(self, text: str, message_id: str | None = None) -> bool:
        self._count += 1
        return await self.relay.submit(Incoming(self.id, message_id or f"{self.id}:{self._count}", "text", text))

    async def presses(self, token: str, title: str = "knop") -> bool:
        return await self.relay.submit(Incoming(self.id, f"{self.id}:{token}", "button", title, token))

    async def opens(self) -> bool:
        return await self.relay.submit(Incoming(self.id, f"{self.id}/session", "session"))

    async def asks_for_a_human(self, message_id: str = "human") -> bool:
        return await self.relay.submit(Incoming(self.id, f"{self.id}:{message_id}", "ask_human"))

    async def settled(self) -> None:
        async with asyncio.timeout(WAIT):
            await self.relay.settled(self.id)

    def kept(self) -> list[str]:
        return [message.text for message in conversations.outgoing_after(self.db, self.id, 0)]
