"""Work beside the requests: a step again and again while the gateway runs, and small tasks that nobody waits for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

from aiohttp import web

from connectors.trouble import log_trouble

log = logging.getLogger(__name__)

Step = Callable[[web.Application], Awaitable[object]]


async def again_and_again(seconds: float, name: str, step: Callable[[], Awaitable[object]]) -> None:
    """The step now and then `seconds` after each end, until cancelled.

    Trouble is logged under `name`, and the next round tries again.
    """
    while True:
        try:
            await step()
        except Exception as error:  # the database, the server of somebody else, a bug
            log_trouble(log, name, error)
        await asyncio.sleep(seconds)


def every(seconds: float, name: str, step: Step) -> Callable[[web.Application], AsyncIterator[None]]:
    """A cleanup context: the step again and again, as long as the gateway runs."""

    async def context(app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(again_and_again(seconds, name, lambda: step(app)))
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    return context


class Errands:
    """Small tasks that nobody waits for; each handles its own trouble."""

    def __init__(self) -> None:
        """None is under way."""
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, errand: Coroutine[Any, Any, None]) -> None:
        """Begin, and forget it once it is done."""
        task = asyncio.create_task(errand)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
