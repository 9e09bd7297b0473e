"""How fast one person may be written to: steadily one message in so many seconds, some at once on credit."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from connectors.whatsapp.limits import PAIR_BURST, PAIR_SECONDS

LOOK_EVERY = 1000
"""Sends after which debts that are paid are forgotten."""


class PairPace:
    """Remembers per address until when what was sent is paid for; each message costs `seconds`."""

    def __init__(
        self, seconds: float = PAIR_SECONDS, burst: int = PAIR_BURST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`burst`: how many messages may be sent at once to somebody who got nothing for a while."""
        self._seconds = seconds
        self._credit = seconds * burst
        self._clock = clock
        self._paid_at: dict[str, float] = {}
        self._sends = 0

    @property
    def known(self) -> set[str]:
        """The addresses that are not forgotten."""
        return set(self._paid_at)

    async def turn(self, address: str) -> None:
        """Wait until this address may get a message, and count it."""
        await asyncio.sleep(self.book(address))

    def book(self, address: str) -> float:
        """Count a message to this address; returns how many seconds it must wait."""
        now = self._clock()
        paid_at = max(now, self._paid_at.get(address, now)) + self._seconds
        self._paid_at[address] = paid_at
        self._sends += 1
        if self._sends % LOOK_EVERY == 0:
            self._paid_at = {known: at for known, at in self._paid_at.items() if at > now}
        return max(0.0, paid_at - now - self._credit)
