"""The action server hangs while somebody talks: they hear it, it is started again, and they are answered once."""

from __future__ import annotations

import asyncio
import os
import random
import signal

import aiohttp

from connectors.notices import load_notices
from guidance import conversations
from guidance.database import Database
from tests.conftest import Stack
from tests.faults.people import Person
from tests.faults.test_killed_processes import PATIENCE_SECONDS, inbox_ids, listener_of, turns_in_rasa

TROUBLE = {load_notices().message(name).text.partition("Liever")[0] for name in ("slow_opening", "opening")}


async def test_a_hanging_action_server_is_told_and_started_again(stack: Stack) -> None:
    port = int(stack.environment["BIJSTUREN_ACTIONS_PORT"])
    hanging = listener_of(port)
    assert hanging is not None
    os.kill(hanging, signal.SIGSTOP)
    db = Database(stack.environment["BIJSTUREN_GUIDANCE_URL"])
    async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE_SECONDS):
        person = Person(stack.url, session, ["ik wil iets leren"], random.Random(1))
        await person.talk()
        while conversations.oldest_unanswered(db, person.conversation):
            await asyncio.sleep(0.5)
    assert listener_of(port) not in (None, hanging)
    told = [message.text for message in conversations.outgoing_after(db, person.conversation, 0)]
    assert any(said.startswith(tuple(TROUBLE)) for said in told[:-1])
    assert not told[-1].startswith(tuple(TROUBLE))
    taken = turns_in_rasa(stack)
    assert [taken[str(name)] for name in inbox_ids(stack, person.conversation)] == [1]
    db.close()
