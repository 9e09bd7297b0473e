"""How fast one tab may send."""

from __future__ import annotations

import time

from connectors.errors import MessageRefused


class Pace:
    """A burst at once, then a steady number a second."""

    def __init__(self, burst: int = 20, per_second: float = 2.0) -> None:
        """A widget that comes back online sends what it kept: the burst leaves room for that."""
        self._burst = burst
        self._per_second = per_second
        self._left = float(burst)
        self._at = time.monotonic()

    def step(self) -> None:
        """Count one message. Raises MessageRefused ("too_fast")."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            raise MessageRefused("too_fast")
        self._left -= 1
