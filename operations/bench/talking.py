"""Two ways to talk to an assistant and time it: Rasa's REST channel, and the WebSocket that the widget uses."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import aiohttp

from connectors.notices import KIND as NOTICE
from connectors.website.lines import PROTOCOL
from operations.errors import OperationsError

LONGEST_ANSWER = aiohttp.ClientTimeout(total=60)
MESSAGES_PER_LINE = 15  # the gateway slows down a tab that sends faster than people type; a new line starts afresh
GIVEN_UP = 180.0
"""Seconds."""


class Talker(Protocol):
    """One conversation. Times are in seconds, from sending to the reply."""

    async def turn(self, text: str) -> float:
        """Says one thing and waits for the reply."""

    async def burst(self, texts: Sequence[str]) -> float:
        """Says everything at once and waits until the last one is answered."""


class RestTalker:
    """Talks to Rasa's REST channel as `sender`."""

    def __init__(self, client: aiohttp.ClientSession, rasa_url: str, sender: str) -> None:
        self._client = client
        self._url = f"{rasa_url}/webhooks/rest/webhook"
        self._sender = sender

    async def turn(self, text: str) -> float:
        started = time.perf_counter()
        async with self._client.post(self._url, json={"sender": self._sender, "message": text}) as response:
            answers = await response.json()
        if not answers:
            raise OperationsError(f"Rasa said nothing to {text!r}, so there is nothing to time.")
        return time.perf_counter() - started

    async def burst(self, texts: Sequence[str]) -> float:
        return max(await asyncio.gather(*(self.turn(text) for text in texts)))


class WidgetTalker:
    """Talks as the widget does. A turn counts as answered at the first reply after the typing dots went out.

    A line that says that it takes longer is no reply.
    """

    def __init__(self, client: aiohttp.ClientSession, gateway_url: str, session: str) -> None:
        self._client = client
        self._url = f"{gateway_url}/ws"
        self._session = session
        self._line: aiohttp.ClientWebSocketResponse | None = None
        self._sent = 0
        self.heard: list[int] = []
        """The numbers of the bot's messages, as they came in."""

    async def open(self) -> float:
        """Opens the conversation and waits for the first words of the bot."""
        started = time.perf_counter()
        await self._connect()
        await self._answers(1)
        return time.perf_counter() - started

    async def turn(self, text: str) -> float:
        return await self.burst([text])

    async def burst(self, texts: Sequence[str]) -> float:
        if self._line is None or self._line.closed or self._sent + len(texts) > MESSAGES_PER_LINE:
            await self.close()
            await self._connect()
        started = time.perf_counter()
        for text in texts:
            await self._send({"type": "message", "id": uuid.uuid4().hex, "text": text})
        self._sent += len(texts)
        await self._answers(len(texts))
        return time.perf_counter() - started

    async def lines(self) -> list[dict[str, Any]]:
        """The whole conversation as it is kept: what a new tab gets."""
        await self.close()
        self._line = await self._client.ws_connect(self._url, protocols=(PROTOCOL, self._session))
        await self._send({"type": "hello", "after": 0})
        return list((await self._until("history"))["messages"])

    async def close(self) -> None:
        """Closes the line; the conversation can go on over a new one."""
        if self._line is not None:
            await self._line.close()

    async def _connect(self) -> None:
        self._line = await self._client.ws_connect(self._url, protocols=(PROTOCOL, self._session))
        self._sent = 0
        await self._send({"type": "hello", "after": max(self.heard, default=0)})
        await self._until("history")
        await self._until("typing")  # what a new line is told first says nothing about the messages to come

    async def _send(self, frame: dict[str, Any]) -> None:
        if self._line is not None:
            await self._line.send_json(frame)

    async def _answers(self, count: int) -> None:
        try:
            async with asyncio.timeout(GIVEN_UP):  # an apology is no answer, and nothing follows it
                await self._each_answer(count)
        except TimeoutError as error:
            raise OperationsError(f"A message had no answer within {GIVEN_UP:.0f} s, or only an apology.") from error

    async def _each_answer(self, count: int) -> None:
        for _ in range(count):
            while (await self._until("typing"))["on"]:
                pass
            while (await self._until("message")).get("kind") == NOTICE:  # that it takes longer is no answer
                pass

    async def _until(self, kind: str) -> dict[str, Any]:
        while self._line is not None:
            frame: dict[str, Any] = await self._line.receive_json(timeout=LONGEST_ANSWER.total)
            if frame["type"] == "message" and frame.get("seq"):
                self.heard.append(frame["seq"])
            if frame["type"] == "error":
                raise OperationsError(f"The gateway refused a message of the bench: {frame['text']}")
            if frame["type"] == kind:
                return frame
        raise OperationsError("The conversation was closed while an answer was awaited.")


@asynccontextmanager
async def http_client() -> AsyncIterator[aiohttp.ClientSession]:
    """A client for the measurement; Rasa closes idle connections after five seconds, so ours go first."""
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=4)
    async with aiohttp.ClientSession(connector=connector, timeout=LONGEST_ANSWER) as client:
        yield client


async def new_session(client: aiohttp.ClientSession, gateway_url: str) -> tuple[str, str]:
    """Starts a conversation at the gateway; returns its session token and its id."""
    async with client.post(f"{gateway_url}/api/session", json={}) as response:
        response.raise_for_status()
        body = await response.json()
    return body["session"], body["conversation"]
