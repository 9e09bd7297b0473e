"""Two hundred people at once on the website: how many turns a second, how long each waits, and all in order."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from itertools import cycle, islice, pairwise
from typing import Any

import aiohttp

from operations.bench.assistants import Ours
from operations.bench.talking import WidgetTalker
from operations.errors import OperationsError

PEOPLE = 200
TURNS = 3
OPENING_AT_ONCE = 20  # people come within seconds of each other, not within one


async def crowd(assistant: Ours, client: aiohttp.ClientSession, texts: Sequence[str]) -> dict[str, float]:
    """Everybody says `TURNS` things, each after the answer to the one before.

    Raises OperationsError when something is unanswered, or any conversation is out of order.
    """
    door = asyncio.Semaphore(OPENING_AT_ONCE)
    talkers = await asyncio.gather(*(_come_in(assistant, client, door) for _ in range(PEOPLE)))
    started = time.perf_counter()
    said = [list(islice(cycle(texts), number, number + TURNS)) for number in range(PEOPLE)]
    waits = [wait for times in await asyncio.gather(*map(_talk, talkers, said)) for wait in times]
    seconds = time.perf_counter() - started
    ordered = await asyncio.gather(*(_is_ordered(*each, door) for each in zip(talkers, said, strict=True)))
    await asyncio.gather(*(talker.close() for talker in talkers))
    if not all(ordered):
        raise OperationsError(f"{ordered.count(False)} of {PEOPLE} conversations are out of order.")
    return {
        f"{PEOPLE} people: conversations in order": ordered.count(True),
        f"{PEOPLE} people: turns a second": len(waits) / seconds,
        f"{PEOPLE} people: turn p50, s": statistics.median(waits),
        f"{PEOPLE} people: turn p95, s": statistics.quantiles(waits, n=20, method="inclusive")[-1],
    }


async def _come_in(assistant: Ours, client: aiohttp.ClientSession, door: asyncio.Semaphore) -> WidgetTalker:
    async with door:
        talker = await assistant.widget(client)
        await talker.open()
        await talker.close()  # a line that nobody reads until all have come would be taken for a dead one
        return talker


async def _talk(talker: WidgetTalker, texts: Sequence[str]) -> list[float]:
    return [await talker.turn(text) for text in texts]


async def _is_ordered(talker: WidgetTalker, said: Sequence[str], door: asyncio.Semaphore) -> bool:
    async with door:
        return in_order(said, talker.heard, await talker.lines())


def in_order(said: Sequence[str], heard: Sequence[int], lines: Sequence[dict[str, Any]]) -> bool:
    """Whether all that was said is kept in order, each answered before the next, numbered without gaps and heard so.

    `heard`: the numbers of the answers as they came in; the last ones may not be read yet.
    """
    senders = [line["sender"] for line in lines]
    numbers = [line["seq"] for line in lines if line.get("seq")]
    typed = [line["text"] for line in lines if line["sender"] == "person"]
    answered = ("person", "person") not in pairwise(senders) and senders[-1:] != ["person"]
    whole = numbers == list(range(1, len(numbers) + 1)) and list(heard) == numbers[: len(heard)]
    return typed == list(said) and answered and whole
