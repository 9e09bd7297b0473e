"""The ways to people, all at once: a conversation can be open on the website and in a messenger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from typing import Protocol

from connectors.trouble import log_trouble
from guidance.conversations import Outgoing

log = logging.getLogger(__name__)


class Outlet(Protocol):
    """A channel's side: brings to the person what is stored already, so it may fail without loss."""

    async def deliver(self, conversation_id: str, message: Outgoing) -> None:
        """Bring one message to all connected clients of this conversation."""

    async def typing(self, conversation_id: str, on: bool) -> None:
        """Show or hide that an answer is coming."""


class Outlets:
    """Every channel by its name; each brings a message to who is reached there, and leaves the others."""

    def __init__(self, **outlets: Outlet) -> None:
        """The channels that are known already; the first is how messages come that do not say it."""
        self._outlets = outlets

    @property
    def channels(self) -> tuple[str, ...]:
        """The names of the channels, in the order in which they were added."""
        return tuple(self._outlets)

    def add(self, channel: str, outlet: Outlet) -> None:
        """From now on this channel gets every message, too."""
        self._outlets[channel] = outlet

    async def deliver(self, conversation_id: str, message: Outgoing) -> None:
        """Bring a message to all channels; trouble in one does not keep it from the others."""
        await self._each([outlet.deliver(conversation_id, message) for outlet in self._outlets.values()])

    async def typing(self, conversation_id: str, on: bool) -> None:
        """Tell all channels whether an answer is coming."""
        await self._each([outlet.typing(conversation_id, on) for outlet in self._outlets.values()])

    async def _each(self, steps: list[Awaitable[None]]) -> None:
        outcomes = await asyncio.gather(*steps, return_exceptions=True)
        for channel, outcome in zip(self._outlets, outcomes, strict=True):
            if isinstance(outcome, Exception):  # stored already: the client gets it when it connects again
                log_trouble(log, channel, outcome)
