"""A gateway that is killed again and again loses nothing, and doubles at most what it was sending at that moment."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp.test_utils import unused_port

from tests.connectors.fakes import FakeRasa
from tests.connectors.processes import healthy, start_process
from tests.connectors.telegram.bot_api import TOKEN, BotApi, Person

START_SECONDS = 120.0
THINGS = [f"ding {number}" for number in range(6)]
KILLS = 3


@asynccontextmanager
async def gateway(folder: Path, rasa: FakeRasa, api: BotApi) -> AsyncIterator[None]:
    """The real gateway in a process of its own, killed without warning at the end."""
    port = unused_port()
    process = await start_process(folder, rasa, gateway_port=port, telegram_token=TOKEN, telegram_api_url=api.url)
    try:
        await healthy(f"http://127.0.0.1:{port}", START_SECONDS)
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def answers(api: BotApi, person: Person) -> list[str]:
    """What the bot said in this chat, without lines about a wait."""
    sent = await api.calls("sendMessage", person.chat)
    return [one["text"] for one in sent if one["text"].startswith("antwoord op ")]


async def test_nothing_is_lost_and_at_most_one_message_a_chat_is_doubled_by_each_kill(
    tmp_path: Path, api: BotApi, rasa: FakeRasa
) -> None:
    luck = random.Random(5)
    people = [Person(api, 31), Person(api, 32)]
    rasa.delay = 0.1
    for part in range(KILLS):
        async with gateway(tmp_path, rasa, api):
            for thing in THINGS[2 * part : 2 * part + 2]:
                for person in people:
                    await person.says(thing)
            await asyncio.sleep(luck.uniform(0.5, 3.0))
    async with gateway(tmp_path, rasa, api):
        for person in people:
            await api.when("sendMessage", lambda sent: any(THINGS[-1] in one["text"] for one in sent), person.chat)
        for person in people:
            heard = await answers(api, person)
            expected = [f"antwoord op {thing}" for thing in ("/greet", *THINGS)]
            assert list(dict.fromkeys(heard)) == expected  # all of them, in order
            doubled = Counter(heard) - Counter(expected)
            assert sum(doubled.values()) <= KILLS and set(doubled.values()) <= {1}, doubled
