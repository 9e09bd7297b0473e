"""The connected browsers: every tab of a conversation gets every message."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any

from connectors.website import frames
from guidance.conversations import Outgoing

Frame = dict[str, Any]

MAX_QUEUE = 500
"""Frames a client may be behind before it is let go; it connects again and gets a replay."""


class Client:
    """One tab, however it is connected. Frames leave in the order in which they were put; a slow line delays nobody."""

    def __init__(self) -> None:
        """Whoever made it takes the frames out with `next` and brings them to the browser."""
        self._queue: asyncio.Queue[Frame | None] = asyncio.Queue(MAX_QUEUE)
        self._held: list[Outgoing] | None = []
        self.whole = 0
        """Every message up to this number was sent."""
        self.position = 0
        """Everything the person said up to this place in the conversation was sent."""
        self._beyond: set[int] = set()
        self._spoken: set[str] = set()

    def put(self, frame: Frame) -> None:
        """Send this when it is its turn."""
        try:
            self._queue.put_nowait(frame)
        except asyncio.QueueFull:
            self.close()

    def take(self, outgoing: Outgoing) -> None:
        """A new message: sent at once, or after the replay when that is being read."""
        if self._held is not None:
            self._held.append(outgoing)
        elif self._is_new(outgoing.seq):
            self.put(frames.message(outgoing))

    def speak(self, client_id: str) -> None:
        """The person says this in this tab, so it is no news here."""
        self._spoken.add(client_id)

    def overhear(self, spoken: Frame) -> None:
        """What the person said elsewhere, sent once; while a replay is being read it will be in there."""
        client_id = spoken.get("id")
        if self._held is None and client_id not in self._spoken:
            self.put(spoken)
            if client_id:
                self._spoken.add(client_id)

    def has(self, last: int) -> bool:
        """Whether every message up to number `last` was sent here, or will be with the replay."""
        return self._held is not None or self.whole >= last

    @property
    def told(self) -> int:
        """The highest number that was given to this tab."""
        return max(self._beyond, default=self.whole)

    def _is_new(self, seq: int) -> bool:
        """Note that this message is sent; False when it was sent before."""
        if seq <= self.whole or seq in self._beyond:
            return False
        self._beyond.add(seq)
        while self.whole + 1 in self._beyond:
            self.whole += 1
            self._beyond.discard(self.whole)
        return True

    def hold(self) -> None:
        """Keep new messages back until the replay is there."""
        self._held = []

    def replay(self, messages: list[Frame], last: int, position: int = 0) -> None:
        """Send what was said before, up to number `last` at `position`, then what came in meanwhile; nothing twice."""
        self.whole, self._beyond, self.position = last, set(), position
        self.put(frames.history(messages))
        held, self._held = self._held or [], None
        for outgoing in held:
            self.take(outgoing)

    def close(self) -> None:
        """End the line; the browser may connect again and gets a replay, so what still waits here may go."""
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def next(self) -> Frame | None:
        """The next frame, as soon as there is one; None when the line is over."""
        return await self._queue.get()

    def more(self) -> list[Frame]:
        """The frames that wait already; the end of the line is left for `next`."""
        found: list[Frame] = []
        while not self._queue.empty():
            frame = self._queue.get_nowait()
            if frame is None:
                self.close()
                break
            found.append(frame)
        return found


class Hub:
    """Who is connected to which conversation; the website's outlet of the relay."""

    def __init__(self) -> None:
        """Nobody is connected yet."""
        self._clients: defaultdict[str, set[Client]] = defaultdict(set)
        self._typing: set[str] = set()

    def join(self, conversation_id: str, client: Client) -> None:
        """From now on this client gets the conversation's messages."""
        self._clients[conversation_id].add(client)

    def leave(self, conversation_id: str, client: Client) -> None:
        """The client is gone."""
        self._clients[conversation_id].discard(client)
        if not self._clients[conversation_id]:
            del self._clients[conversation_id]
            self._typing.discard(conversation_id)

    def conversations(self) -> list[str]:
        """The conversations that are open in a tab here."""
        return list(self._clients)

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
            (self._typing.add if on else self._typing.discard)(conversation_id)
            client.put(frames.typing(on))

    def shows_typing(self, conversation_id: str) -> bool:
        """Whether the tabs were told last that an answer is coming."""
        return conversation_id in self._typing

    def let_go(self, conversation_id: str) -> None:
        """End every line of a conversation that is gone; the tabs ask for their session again and hear so."""
        for client in self.clients(conversation_id):
            client.close()

    def close(self) -> None:
        """End every line, for example because the gateway stops."""
        for conversation_id in list(self._clients):
            self.let_go(conversation_id)
