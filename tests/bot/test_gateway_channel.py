"""The way into Rasa: a turn is stored whole or not at all, and a message that comes again gets the answer it got."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import gateway_channel
from bot.gateway_channel import turn, well

SAID = {"text": "Hoe oud ben je?", "buttons": []}


class Memory:
    """Rasa's parts that a turn needs; what the action server says is `says`."""

    def __init__(self, actions_url: str, says: list[dict[str, Any]]) -> None:
        self.says = says
        self.turns = 0
        self.stored: DialogueStateTracker | None = None
        self.lock_store = SimpleNamespace(lock=self._lock)
        self.tracker_store = SimpleNamespace(retrieve=self._retrieve)
        self.processor = self
        self.action_endpoint = SimpleNamespace(url=f"{actions_url}/webhook", session=ClientSession)

    @asynccontextmanager
    async def _lock(self, sender_id: str) -> AsyncIterator[None]:
        yield

    async def _retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return self.stored

    async def log_message(self, message: UserMessage, should_save_tracker: bool) -> DialogueStateTracker:
        self.turns += 1
        events = list(self.stored.events) if self.stored else []
        heard = UserUttered(message.text, {"name": "greet"}, message_id=message.message_id)
        return DialogueStateTracker.from_events(message.sender_id, [*events, heard])

    async def run_action_extract_slots(self, channel: Any, tracker: DialogueStateTracker) -> DialogueStateTracker:
        return tracker

    async def _run_prediction_loop(self, channel: CollectingOutputChannel, tracker: DialogueStateTracker) -> None:
        for said in self.says:
            await channel.send_custom_json("someone", said)
            tracker.update(BotUttered(data={"custom": said, "buttons": None}))
        tracker.update(SlotSet("shown", None))

    async def run_anonymization_pipeline(self, tracker: DialogueStateTracker) -> None:
        pass

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        self.stored = tracker


@pytest.fixture
async def actions() -> AsyncIterator[TestServer]:
    async with an_action_server(answers_after=0) as server:
        yield server


@asynccontextmanager
async def an_action_server(answers_after: float) -> AsyncIterator[TestServer]:
    async def health(request: web.Request) -> web.Response:
        await asyncio.sleep(answers_after)
        return web.json_response({"status": "ok"})

    app = web.Application()
    app.router.add_get("/health", health)
    server = TestServer(app)
    await server.start_server(shutdown_timeout=0.1)
    yield server
    await server.close()


async def sent(memory: Memory, text: str, message_id: str, again: bool = False) -> tuple[int, list[dict[str, Any]]]:
    message = UserMessage(text, CollectingOutputChannel(), "someone", message_id=message_id)
    answer = await turn(memory, message, again=again)
    return answer.status, json.loads(answer.body or b"[]")


async def test_a_message_that_comes_again_gets_the_same_answer_and_is_not_taken_twice(actions: TestServer) -> None:
    memory = Memory(str(actions.make_url("")).rstrip("/"), [SAID])
    first = await sent(memory, "hoi", "7")
    assert await sent(memory, "hoi", "7", again=True) == first
    assert first == (200, [{"recipient_id": "someone", "custom": SAID}])
    assert memory.turns == 1


async def test_a_message_that_may_have_been_lost_is_taken_when_it_was(actions: TestServer) -> None:
    memory = Memory(str(actions.make_url("")).rstrip("/"), [SAID])
    await sent(memory, "hoi", "7")
    status, _ = await sent(memory, "47", "8", again=True)
    assert (status, memory.turns) == (200, 2)


async def test_without_an_action_server_nothing_is_stored(actions: TestServer) -> None:
    memory = Memory(str(actions.make_url("")).rstrip("/"), [])
    await actions.close()
    assert await sent(memory, "hoi", "7") == (503, [])
    assert memory.stored is None


async def test_an_action_that_says_nothing_is_stored_all_the_same(actions: TestServer) -> None:
    memory = Memory(str(actions.make_url("")).rstrip("/"), [])
    assert await sent(memory, "hoi", "7") == (200, [])
    assert memory.stored is not None


async def test_rasa_is_well_when_its_action_server_answers_and_not_when_that_is_gone_or_hangs(
    actions: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(str(actions.make_url("")).rstrip("/"), [])
    assert (await well(memory)).status == 200
    await actions.close()
    assert (await well(memory)).status == 503
    monkeypatch.setattr(gateway_channel, "HEALTH_SECONDS", 0.1)
    async with an_action_server(answers_after=60) as hanging:
        assert (await well(Memory(str(hanging.make_url("")).rstrip("/"), []))).status == 503
