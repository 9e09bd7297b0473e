"""What is measured of an assistant, and how often."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import TypeAlias

import aiohttp

from operations.bench.assistants import Ours, Stock
from operations.bench.crowd import crowd
from operations.bench.messages import Messages
from operations.bench.processes import Running, running
from operations.bench.talking import Talker, http_client
from operations.errors import OperationsError

Samples: TypeAlias = dict[str, list[float]]  # name of a measure -> one value per round

EARLY_TURN = 10
LATE_TURN = 200
NEAR = 5  # a turn number stands for the median of this many turns on both sides
WARM_UP = 5


@dataclass(frozen=True)
class Effort:
    """How often: trainings, rounds of starting and talking, and turns per kind of message in a round."""

    trainings: int = 2
    rounds: int = 3
    turns: int = 40


QUICK = Effort(trainings=1, rounds=1, turns=20)


def measure(assistants: Sequence[Ours | Stock], messages: Messages, effort: Effort) -> dict[str, Samples]:
    """Returns the samples of each assistant by name. They take turns: a busy minute of the machine hits both."""
    samples: dict[str, Samples] = {assistant.name: defaultdict(list) for assistant in assistants}
    for number in range(effort.trainings):
        for assistant in assistants:
            print(f"Training {number + 1} of {effort.trainings}: {assistant.name} ...", flush=True)
            samples[assistant.name]["training, s"].append(assistant.train())
    for number in range(effort.rounds):
        for assistant in assistants:
            print(f"Round {number + 1} of {effort.rounds}: {assistant.name} ...", flush=True)
            for name, value in asyncio.run(_round(assistant, messages, effort)).items():
                samples[assistant.name][name].append(value)
    return samples


def measure_crowd(assistant: Ours, messages: Messages) -> dict[str, float]:
    """Only two hundred people at once, after the first words. Raises OperationsError."""

    async def come() -> dict[str, float]:
        async with http_client() as client:
            await (await assistant.rest(client)).turn(messages.small_talk[0])
            return await crowd(assistant, client, [*messages.small_talk, *messages.questions])

    with running(assistant.services(), assistant.folder, assistant.environment, assistant.logs):
        return asyncio.run(come())


async def _round(assistant: Ours | Stock, messages: Messages, effort: Effort) -> dict[str, float]:
    services = assistant.services()
    started = time.monotonic()
    with running(services, assistant.folder, assistant.environment, assistant.logs) as processes:
        try:
            return await _visit(assistant, messages, effort, processes, started)
        except (OperationsError, aiohttp.ClientError, TimeoutError) as error:
            ended = processes.ended()
            reason = f"its {ended[0]} process stopped" if ended else str(error) or type(error).__name__
            raise OperationsError(f"The measurement of {assistant.name} broke off: {reason}.") from error


async def _visit(
    assistant: Ours | Stock, messages: Messages, effort: Effort, processes: Running, started: float
) -> dict[str, float]:
    found: dict[str, float] = {}
    async with http_client() as client:
        first = await assistant.rest(client)
        await first.turn(messages.small_talk[0])
        found["start to first answer, s"] = time.monotonic() - started
        await _talk(found, "Rasa", [await assistant.rest(client) for _ in range(3)], messages, effort)
        if isinstance(assistant, Ours):
            await _talk(found, "widget", await _opened(assistant, client), messages, effort)
            found |= await crowd(assistant, client, [*messages.small_talk, *messages.questions])
    for name, megabytes in processes.memory().items():
        found[f"memory of {name}, MB"] = megabytes
    return found


async def _opened(assistant: Ours, client: aiohttp.ClientSession) -> list[Talker]:
    talkers = [await assistant.widget(client) for _ in range(3)]
    for talker in talkers:
        await talker.open()
    return list(talkers)


async def _talk(
    found: dict[str, float], way: str, talkers: Sequence[Talker], messages: Messages, effort: Effort
) -> None:
    short, five, long = talkers
    for text in islice(cycle(messages.small_talk), WARM_UP):
        await short.turn(text)
    for kind, texts in (("small talk", messages.small_talk), ("question", messages.questions)):
        times = [await short.turn(text) for text in islice(cycle(texts), effort.turns)]
        found[f"{way}: {kind} p50, ms"] = 1000 * statistics.median(times)
        found[f"{way}: {kind} p95, ms"] = 1000 * statistics.quantiles(times, n=20, method="inclusive")[-1]
    found[f"{way}: five at once, s"] = await five.burst(messages.small_talk[:5])
    same = islice(cycle(messages.small_talk), LATE_TURN + NEAR)  # one kind only: what grows is the conversation
    times = [await long.turn(text) for text in same]
    early, late = (1000 * statistics.median(times[turn - NEAR : turn + NEAR]) for turn in (EARLY_TURN, LATE_TURN))
    found[f"{way}: turn {EARLY_TURN}, ms"] = early
    found[f"{way}: turn {LATE_TURN}, ms"] = late
    found[f"{way}: turn {LATE_TURN} / turn {EARLY_TURN}"] = late / early
