"""socket.io-client itself, in Node, connects to the gateway as to a Rasa server: unchanged, and comes back."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.tabs import Browser

FOLDER = Path(__file__).parent / "rasa_web_client"


class WebClient:
    """The client in its own process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def says(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{text}\n".encode())
        await self.process.stdin.drain()

    async def gets(self, event: str) -> Any:
        """What comes with the next event of this name."""
        assert self.process.stdout
        async with asyncio.timeout(WAIT):
            while line := await self.process.stdout.readline():
                told = json.loads(line)
                if told["event"] == event:
                    return told["data"]
        pytest.fail(f"the client ended while waiting for {event}")


Visit = Callable[..., Coroutine[Any, Any, WebClient]]


@pytest.fixture
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    if not (FOLDER / "node_modules").exists() or not shutil.which("node"):
        pytest.fail("The web client made for Rasa is not installed; run: sh operations/test_tools.sh")
    started: list[asyncio.subprocess.Process] = []

    async def start(*session: str) -> WebClient:
        process = await asyncio.create_subprocess_exec(
            *("node", "client.js", f"http://{browser.host}:{browser.port}", *session),
            cwd=FOLDER,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        started.append(process)
        return WebClient(process)

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_a_client_that_is_not_ours_has_a_conversation_and_comes_back_to_it(visit: Visit, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = [{"text": "Wat past?", "buttons": [{"title": "Leren", "payload": "/need_leren"}]}]
    first = await visit()
    session = await first.gets("session_confirm")
    assert (await first.gets("bot_uttered"))["text"] == "antwoord op /greet"
    await first.says("hoi")
    asked = await first.gets("bot_uttered")
    assert asked["text"] == "Wat past?"
    (choice,) = asked["quick_replies"]
    assert choice["title"] == "Leren" and "need_leren" not in choice["payload"]
    await first.says(choice["payload"])
    assert (await first.gets("bot_uttered"))["text"] == "antwoord op /need_leren"
    first.process.kill()
    again = await visit(session)
    await again.gets("session_confirm")
    await again.says("daar ben ik")
    assert (await again.gets("bot_uttered"))["text"] == "antwoord op daar ben ik"
    assert rasa.texts == ["/greet", "hoi", "/need_leren", "daar ben ik"]
    assert len({sender for sender, _ in rasa.seen}) == 1


async def test_it_goes_over_to_a_websocket_by_itself(visit: Visit) -> None:
    client = await visit()
    assert await client.gets("upgrade") == "websocket"
    await client.says("hoi")
    assert (await client.gets("bot_uttered"))["text"] in ("antwoord op /greet", "antwoord op hoi")
