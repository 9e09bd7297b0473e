"""One conversation over the terminal: what is typed goes in, a block of replies comes out."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence

from connectors.coming_back import come_back, is_a_code, wipe_if_unused
from connectors.errors import RasaUnavailable
from connectors.messages import Incoming, checked_text
from connectors.relay import Relay
from connectors.terminal.screen import choice
from guidance.conversations import Outgoing
from guidance.database import Database

LONGEST_WAIT = 60.0
"""Seconds for one block; after that the assistant is taken to be gone."""


class Block:
    """The replies to one line; the relay's outlet. `show` gets each message as it comes, and those before it."""

    def __init__(self, show: Callable[[Outgoing, Sequence[Outgoing]], None]) -> None:
        """Nothing was said yet."""
        self.messages: list[Outgoing] = []
        self._show = show

    async def deliver(self, conversation_id: str, message: Outgoing) -> None:
        """Show and keep a message."""
        self._show(message, self.messages)
        self.messages.append(message)

    async def typing(self, conversation_id: str, on: bool) -> None:
        """A terminal shows no dots."""


class Conversation:
    """A conversation that takes one line at a time."""

    def __init__(self, db: Database, relay: Relay, block: Block, conversation_id: str) -> None:
        """`block` is the relay's outlet. `id` changes when the person comes back to an earlier conversation."""
        self.id = conversation_id
        self._db = db
        self._relay = relay
        self._block = block
        self._offered: Sequence[Outgoing] = ()

    async def open(self) -> Sequence[Outgoing]:
        """What the bot opens with; nothing when the conversation was opened before. Raises RasaUnavailable."""
        return await self._send(Incoming(self.id, f"{self.id}/session", "session"))

    async def say(self, line: str) -> Sequence[Outgoing]:
        """The replies to a line; a number chooses a button of the last block, a code opens its conversation.

        Raises MessageRefused for a line that cannot be taken, RasaUnavailable when no answer comes.
        """
        message_id = uuid.uuid4().hex
        if button := choice(line.strip(), self._offered):
            return await self._send(Incoming(self.id, message_id, "button", button.title, button.token))
        typed = Incoming(self.id, message_id, "text", checked_text(line))
        return await (self._come_back(typed) if is_a_code(typed) else self._send(typed))

    async def _come_back(self, typed: Incoming) -> Sequence[Outgoing]:
        self._block.messages = []
        left, self.id = self.id, await come_back(self._db, self._relay, typed)
        if left != self.id:
            await asyncio.to_thread(wipe_if_unused, self._db, left)
        return await self._replies()

    async def _send(self, incoming: Incoming) -> Sequence[Outgoing]:
        self._block.messages = []
        await self._relay.submit(incoming)
        return await self._replies()

    async def _replies(self) -> Sequence[Outgoing]:
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self._relay.settled(self.id)
        except TimeoutError as error:
            raise RasaUnavailable("The assistant stopped answering; your message is kept.") from error
        if self._block.messages:
            self._offered = self._block.messages
        return self._block.messages
