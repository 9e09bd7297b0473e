"""An end to work that goes on for ever: one message that loops would keep everybody else waiting."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLong(Exception):
    """The work was broken off."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TookTooLong inside the block when it takes longer.

    Only in the main thread, where a signal can break off a loop; in another thread the block runs without a limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _break_off)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _break_off(number: int, frame: FrameType | None) -> None:
    raise TookTooLong
