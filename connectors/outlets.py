"""Every way to people at once: a conversation can be open on the website and in a messenger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

from connectors.relay import Outlet
from connectors.trouble import log_trouble
from guidance.conversations import Outgoing

log = logging.getLogger(__name__)


class Outlets:
    """The relay's outlet for all channels: each brings a message to who is reached there, and leaves the others."""

    def __init__(self) -> None:
        """No channels yet."""
        self._outlets: dict[str, Outlet] = {}

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
            if isinstance(outcome, Exception):
                log_trouble(log, channel, outcome)
