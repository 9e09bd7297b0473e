"""The connected browsers: every tab of a conversation gets every message."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any

from aiohttp import WSCloseCode, web

from connectors.website import frames
from guidance.conversations import Outgoing

MAX_QUEUE = 500
"""Frames a client may be behind before it is let go; it connects again and gets a replay."""


class Client:
    """One tab. Frames leave in the order in which they were put, and a slow line delays nobody else."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        """`socket` is open already."""
        self._socket = socket
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(MAX_QUEUE)
        self._held: list[Outgoing] | None = []
        self._replayed = 0

    def put(self, frame: dict[str, Any]) -> None:
        """Send this when it is its turn."""
        try:
            self._queue.put_nowait(frame)
        except asyncio.QueueFull:
            self._closing = asyncio.create_task(self.close())

    def take(self, outgoing: Outgoing) -> None:
        """A new message: sent at once, or after the replay when that is being read."""
        if self._held is not None:
            self._held.append(outgoing)
        elif outgoing.seq > self._replayed:
            self.put(frames.message(outgoing))

    def hold(self) -> None:
        """Keep new messages back until the replay is there."""
        self._held = []

    def replay(self, messages: list[dict[str, Any]]) -> None:
        """Send what was said before, then what came in meanwhile; nothing twice."""
        self._replayed = max((message.get("seq", 0) for message in messages), default=0)
        self.put(frames.history(messages))
        held, self._held = self._held or [], None
        for outgoing in held:
            self.take(outgoing)

    async def close(self) -> None:
        """Close the line; the client may connect again."""
        await self._socket.close(code=WSCloseCode.GOING_AWAY)

    async def write(self) -> None:
        """Send the frames until the line breaks."""
        try:
            while True:
                await self._socket.send_json(await self._queue.get())
        except ConnectionError:
            await self._socket.close()


class Hub:
    """Who is connected to which conversation; the website's outlet of the relay."""

    def __init__(self) -> None:
        """Nobody is connected yet."""
        self._clients: defaultdict[str, set[Client]] = defaultdict(set)

    def join(self, conversation_id: str, client: Client) -> None:
        """From now on this client gets the conversation's messages."""
        self._clients[conversation_id].add(client)

    def leave(self, conversation_id: str, client: Client) -> None:
        """The client is gone."""
        self._clients[conversation_id].discard(client)
        if not self._clients[conversation_id]:
            del self._clients[conversation_id]

    def clients(self, conversation_id: str) -> list[Client]:
        """The tabs of this conversation."""
        return list(self._clients.get(conversation_id, ()))

    async def deliver(self, conversation_id: str, message: Outgoing) -> None:
        """Give a message to every tab."""
        for client in self.clients(conversation_id):
            client.take(message)

    async def typing(self, conversation_id: str, on: bool) -> None:
        """Tell every tab whether an answer is coming."""
        for client in self.clients(conversation_id):
            client.put(frames.typing(on))

    async def close(self) -> None:
        """Close every line, for example because the gateway stops."""
        await asyncio.gather(*(client.close() for clients in self._clients.values() for client in clients))
