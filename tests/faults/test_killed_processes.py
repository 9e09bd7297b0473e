"""Gateway, Rasa and action server are killed while people talk: nothing is lost and nothing is done twice."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from urllib.parse import urlsplit

import aiohttp
import psutil

from guidance import conversations
from guidance.database import Database
from tests.conftest import Stack
from tests.faults.people import Person

PEOPLE = 15
MESSAGES = 20
KILLS = ("gateway", "actions", "rasa", "gateway", "actions", "rasa", "gateway")
SAYINGS = ("hoi", "ik wil iets leren", "ja", "47", "vast contract", "weet ik niet", "wie betaalt dat?", "overslaan")
PATIENCE_SECONDS = 900
"""Rasa takes 20 seconds to come back, and minutes on a machine that is busy with other things."""


def listener_of(port: int) -> int | None:
    """The process that listens there."""
    for line in psutil.net_connections("tcp"):
        if line.status == psutil.CONN_LISTEN and line.laddr.port == port:
            return line.pid
    return None


async def kill_now_and_then(ports: dict[str, int], luck: random.Random) -> None:
    """Kill -9, without a word, one after the other; one that is still coming up is waited for."""
    for name in KILLS:
        await asyncio.sleep(luck.uniform(0.5, 3.0))
        while (pid := listener_of(ports[name])) is None:
            await asyncio.sleep(0.2)
        os.kill(pid, signal.SIGKILL)


async def all_answered(db: Database, people: list[Person]) -> None:
    """Wait until nobody waits for an answer."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while any(conversations.oldest_unanswered(db, person.conversation) for person in people):
            await asyncio.sleep(0.5)


def turns_in_rasa(stack: Stack) -> Counter[str]:
    """How often each message stands in Rasa's own memory."""
    (file,) = stack.var_dir.glob("**/*tracker*.db")
    with closing(sqlite3.connect(file)) as store:
        rows = store.execute("select json_extract(data, '$.message_id') from events where type_name = 'user'")
        return Counter(name for (name,) in rows)


async def test_three_hundred_messages_survive_killed_processes(stack: Stack) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # shown when the test fails
    luck = random.Random(seed)
    ports = {
        "gateway": urlsplit(stack.url).port or 0,
        "rasa": int(stack.environment["BIJSTUREN_RASA_URL"].rpartition(":")[2]),
        "actions": int(stack.environment["BIJSTUREN_ACTIONS_PORT"]),
    }
    db = Database(stack.environment["BIJSTUREN_GUIDANCE_URL"])
    async with aiohttp.ClientSession() as session:
        people = [
            Person(stack.url, session, [luck.choice(SAYINGS) for _ in range(MESSAGES)], luck) for _ in range(PEOPLE)
        ]
        killing = asyncio.create_task(kill_now_and_then(ports, luck))
        await asyncio.gather(*(person.talk() for person in people))
        await asyncio.wait_for(killing, PATIENCE_SECONDS)
        await all_answered(db, people)
        for person in people:
            last = conversations.outgoing_after(db, person.conversation, 0)[-1].seq
            await asyncio.wait_for(person.listen_until(last), PATIENCE_SECONDS)

    taken = turns_in_rasa(stack)
    for person in people:
        said = [line for line in conversations.history(db, person.conversation) if line.sender == "person"]
        assert [line.text for line in said if not line.body.get("redacted")] == person.things
        told = [message.seq for message in conversations.outgoing_after(db, person.conversation, 0)]
        assert told == list(range(1, len(told) + 1))
        assert (sorted(person.seqs), person.twice) == (told, [])
        numbers = [str(inbox_id) for inbox_id in inbox_ids(stack, person.conversation)]
        assert {name: taken[name] for name in numbers if taken[name] != 1} == {}
    db.close()


def inbox_ids(stack: Stack, conversation_id: str) -> list[int]:
    """The messages of one conversation that the bot answered by itself."""
    file = stack.environment["BIJSTUREN_GUIDANCE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("select id from inbox where conversation_id = ? and kind = 'text'", (conversation_id,))
        return [inbox_id for (inbox_id,) in rows]
