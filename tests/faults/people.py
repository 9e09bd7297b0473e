"""A person with a bad line: sends until it is confirmed, connects again, and keeps every message it gets."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import Any

import aiohttp
from aiohttp import ClientSession, ClientWebSocketResponse

BROKEN_LINE = (aiohttp.ClientError, aiohttp.WSMessageTypeError, TimeoutError, ConnectionError, ValueError, KeyError)
RETRY_SECONDS = 0.3
CONFIRM_SECONDS = 3.0


class Person:
    """Follows the widget's rules: own ids, an outbox that is emptied by confirmations, replay by number."""

    def __init__(self, url: str, session: ClientSession, things: list[str], luck: random.Random) -> None:
        self.url = url
        self.things = things
        self.seqs: list[int] = []
        self.twice: list[int] = []
        self.conversation = ""
        self._session = session
        self._token = ""
        self._sent = 0
        self._luck = luck

    async def talk(self) -> None:
        """Say everything, whatever it takes."""
        while self._sent < len(self.things):
            with suppress(*BROKEN_LINE):
                await self._connected(self._say_rest)
            await asyncio.sleep(RETRY_SECONDS)

    async def listen_until(self, last_seq: int) -> None:
        """Stay connected until everything up to `last_seq` is here."""
        while (max(self.seqs, default=0)) < last_seq:
            with suppress(*BROKEN_LINE):
                await self._connected(self._read_for_a_while)
            await asyncio.sleep(RETRY_SECONDS)

    async def _connected(self, deed: Any) -> None:
        body = {"session": self._token} if self._token else {}
        async with self._session.post(f"{self.url}/api/session", json=body) as response:
            opened = await response.json()
        self._token, self.conversation = opened["session"], opened["conversation"]
        async with self._session.ws_connect(f"{self.url}/ws", protocols=("bijsturen", self._token)) as socket:
            await socket.send_json({"type": "hello", "after": max(self.seqs, default=0)})
            await deed(socket)

    async def _say_rest(self, socket: ClientWebSocketResponse) -> None:
        while self._sent < len(self.things):
            name = f"id-{self._sent}"
            await socket.send_json({"type": "message", "id": name, "text": self.things[self._sent]})
            while True:
                frame = await socket.receive_json(timeout=CONFIRM_SECONDS)
                self._take(frame)
                if frame.get("id") == name and frame["type"] == "received":
                    self._sent += 1
                    break
                if frame.get("id") == name and frame["type"] == "error":
                    break
            await asyncio.sleep(self._luck.uniform(0.1, 0.6))

    async def _read_for_a_while(self, socket: ClientWebSocketResponse) -> None:
        while True:
            self._take(await socket.receive_json(timeout=CONFIRM_SECONDS))

    def _take(self, frame: dict[str, Any]) -> None:
        messages = frame["messages"] if frame["type"] == "history" else [frame] if frame["type"] == "message" else []
        for message in messages:
            if seq := message.get("seq"):
                (self.twice if seq in self.seqs and frame["type"] == "message" else self.seqs).append(seq)
