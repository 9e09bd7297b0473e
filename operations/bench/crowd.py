"""Two hundred people at once on the website: how many turns a second, and how long each waits."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from itertools import cycle, islice

import aiohttp

from operations.bench.assistants import Ours
from operations.bench.talking import WidgetTalker

PEOPLE = 200
TURNS = 3
OPENING_AT_ONCE = 20  # people come within seconds of each other, not within one


async def crowd(assistant: Ours, client: aiohttp.ClientSession, texts: Sequence[str]) -> dict[str, float]:
    """Everybody says `TURNS` things, each after the answer to the one before. Raises OperationsError unanswered."""
    door = asyncio.Semaphore(OPENING_AT_ONCE)
    talkers = await asyncio.gather(*(_come_in(assistant, client, door) for _ in range(PEOPLE)))
    started = time.perf_counter()
    said = [list(islice(cycle(texts), number, number + TURNS)) for number in range(PEOPLE)]
    waits = [wait for times in await asyncio.gather(*map(_talk, talkers, said)) for wait in times]
    seconds = time.perf_counter() - started
    await asyncio.gather(*(talker.close() for talker in talkers))
    return {
        f"{PEOPLE} people: turns a second": len(waits) / seconds,
        f"{PEOPLE} people: turn p50, s": statistics.median(waits),
        f"{PEOPLE} people: turn p95, s": statistics.quantiles(waits, n=20, method="inclusive")[-1],
    }


async def _come_in(assistant: Ours, client: aiohttp.ClientSession, door: asyncio.Semaphore) -> WidgetTalker:
    async with door:
        talker = await assistant.widget(client)
        await talker.open()
        return talker


async def _talk(talker: WidgetTalker, texts: Sequence[str]) -> list[float]:
    return [await talker.turn(text) for text in texts]
