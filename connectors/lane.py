"""What the relay remembers of one conversation while it has work."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from connectors.outlets import Outlet


@dataclass(frozen=True)
class Timing:
    """Seconds: when a wait is excused, when it is given up, and how long to wait before trying again."""

    patience: float = 2.0
    timeout: float = 30.0
    first_wait: float = 0.5
    longest_wait: float = 10.0


@dataclass
class Lane:
    """One conversation with unanswered messages: its task and its trouble."""

    conversation_id: str
    timing: Timing
    task: asyncio.Task[None] | None = None
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a message came in, or when trying again makes sense before the wait is over."""
    asking: asyncio.Task[Any] | None = None
    """The question to Rasa that is under way."""
    unexcused: bool = False
    """The person sent something since the last excuse."""
    human_asked: bool = False
    """The person asked for a human and did not hear back yet."""
    human_next: int = 1
    """Which of the words about that wish comes next; the first of all promises more than an apology may."""
    excuses: int = 0
    """How often the person was told about the present trouble."""
    told_broken: bool = False
    """The person knows that it is broken, and not only that it takes long."""
    wait: float = 0.0
    typing: bool = False
    began: float | None = None
    """When the first try for the present message began (event loop time)."""

    async def pause(self) -> None:
        """Wait before the next try, longer each time; a wake-up ends the wait."""
        self.wait = min(self.wait * 2 or self.timing.first_wait, self.timing.longest_wait)
        await self.wait_for(self.wait)

    async def wait_for(self, seconds: float) -> None:
        """Wait so long; a wake-up ends the wait."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.wake.wait()

    async def show_typing(self, outlet: Outlet, on: bool) -> None:
        """Tell the person whether an answer is coming, when that has changed."""
        if self.typing != on:
            self.typing = on
            await outlet.typing(self.conversation_id, on)

    def relieve(self) -> None:
        """A message was answered: the trouble, if any, is over."""
        self.excuses = 0
        self.told_broken = False
        self.wait = 0.0
        self.began = None
