"""Restarts a process that lives but answers nothing; supervisord itself only sees processes that end.

Not superlance's httpok: one look without an answer is enough for it, it knows no start that takes minutes, and it
needs a port into supervisord.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from operations.services import Service
from operations.supervision import Supervisor

LOOK_SECONDS = 20
ANSWER_SECONDS = 10
"""With `LOOK_SECONDS` between them, three silent looks take a minute and a half."""
SILENT_LOOKS = 3
START_SECONDS = 240
"""So long a process may take to answer for the first time: Rasa needs two minutes on a busy machine."""


@dataclass
class Watched:
    """One process since it was first seen: whether it ever answered, and how often in a row it did not."""

    pid: int
    seen: float
    answered: bool = False
    silent: int = 0


class Watchdog:
    """Looks now and then at each service; the same process must be silent several times before it is ended."""

    def __init__(
        self,
        services: Iterable[Service],
        supervisor: Supervisor,
        answer_seconds: float = ANSWER_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` gives seconds that never run back."""
        self._services = tuple(services)
        self._supervisor = supervisor
        self._answer_seconds = answer_seconds
        self._clock = clock
        self._watched: dict[str, Watched] = {}

    def look(self) -> None:
        """One look at every service."""
        pids = self._supervisor.processes()
        for service in self._services:
            if service.name in pids:  # else supervisord is bringing it back
                self._look_at(service, pids[service.name])

    def _look_at(self, service: Service, pid: int) -> None:
        watched = self._watched.get(service.name)
        if watched is None or watched.pid != pid:
            watched = self._watched[service.name] = Watched(pid, self._clock())
        if service.is_alive(self._answer_seconds):
            watched.answered, watched.silent = True, 0
        elif watched.answered or self._clock() - watched.seen > START_SECONDS:
            watched.silent += 1
        if watched.silent >= SILENT_LOOKS:
            print(f"{service.name} does not answer any more; it is started again.", file=sys.stderr, flush=True)
            self._supervisor.kill(service.name, pid)
            del self._watched[service.name]
