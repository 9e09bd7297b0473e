"""One conversation over the terminal: what is typed goes in, a block of replies comes out."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Sequence

from connectors.errors import RasaUnavailable
from connectors.messages import Incoming, checked_text
from connectors.relay import Relay
from connectors.terminal.screen import choice
from guidance.conversations import Outgoing

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

    def __init__(self, relay: Relay, block: Block, conversation_id: str) -> None:
        """`block` is the relay's outlet."""
        self._relay = relay
        self._block = block
        self._id = conversation_id
        self._offered: Sequence[Outgoing] = ()

    async def open(self) -> Sequence[Outgoing]:
        """What the bot opens with; nothing when the conversation was opened before. Raises RasaUnavailable."""
        return await self._send(Incoming(self._id, f"{self._id}/session", "session"))

    async def say(self, line: str) -> Sequence[Outgoing]:
        """The replies to a line; a number chooses a button of the last block.

        Raises MessageRefused for a line that is empty or too long, RasaUnavailable when no answer comes.
        """
        message_id = uuid.uuid4().hex
        if button := choice(line.strip(), self._offered):
            return await self._send(Incoming(self._id, message_id, "button", button.title, button.token))
        return await self._send(Incoming(self._id, message_id, "text", checked_text(line)))

    async def _send(self, incoming: Incoming) -> Sequence[Outgoing]:
        self._block.messages = []
        await self._relay.submit(incoming)
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self._relay.settled(self._id)
        except TimeoutError as error:
            raise RasaUnavailable("The assistant stopped answering; your message is kept.") from error
        if self._block.messages:
            self._offered = self._block.messages
        return self._block.messages
