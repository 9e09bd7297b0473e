"""How much one name may do: a burst at once, then a steady number. A name that was quiet has its burst again."""

from __future__ import annotations

import time
from collections.abc import Callable

FORGET_FROM = 5000
"""Names a bucket list may hold before the ones that are full again are forgotten."""


class Buckets:
    """Per name a burst at once, then a steady number a second."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._kept: dict[str, tuple[float, float]] = {}

    def take(self, name: str) -> bool:
        """Whether there is room for one more under this name; if so it is counted."""
        now = self._clock()
        left = self._left(name, now)
        if left < 1:
            return False
        if len(self._kept) >= FORGET_FROM:
            self._kept = {name: kept for name, kept in self._kept.items() if self._left(name, now) < self._burst}
        self._kept[name] = left - 1, now
        return True

    def _left(self, name: str, now: float) -> float:
        left, at = self._kept.get(name, (self._burst, now))
        return min(self._burst, left + (now - at) * self._per_second)
