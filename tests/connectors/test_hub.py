"""A tab gets what was said before, then what comes in: in order, and nothing twice or missed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from connectors.website import frames
from connectors.website.hub import Client, Hub
from guidance.conversations import Outgoing
from tests.connectors.fakes import WAIT

AiohttpClient = Callable[..., Awaitable[TestClient[web.Request, web.Application]]]
Script = Callable[[Hub, Client], Awaitable[None]]


def said(seq: int) -> Outgoing:
    return Outgoing(seq, "bot", f"bericht {seq}", (), (), "text", datetime(2026, 11, 23, 9, tzinfo=UTC))


@pytest.fixture
def heard(aiohttp_client: AiohttpClient) -> Callable[[Script], Awaitable[list[dict[str, Any]]]]:
    """Runs what happens on the server's side of a new tab; gives the frames the tab got."""

    async def run(script: Script) -> list[dict[str, Any]]:
        async def tab(request: web.Request) -> web.WebSocketResponse:
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            client, hub = Client(socket), Hub()
            client.hold()
            hub.join("gesprek", client)
            await script(hub, client)
            client.put({"type": "end"})
            writer = asyncio.create_task(client.write())
            await socket.receive()
            writer.cancel()
            return socket

        app = web.Application()
        app.router.add_get("/", tab)
        browser = await aiohttp_client(app)
        got: list[dict[str, Any]] = []
        async with asyncio.timeout(WAIT), browser.ws_connect("/") as line:
            while (frame := await line.receive_json())["type"] != "end":
                got.append(frame)
        return got

    return run


async def test_what_comes_in_during_the_replay_follows_it_once(
    heard: Callable[[Script], Awaitable[list[dict[str, Any]]]],
) -> None:
    async def script(hub: Hub, client: Client) -> None:
        await hub.deliver("gesprek", said(2))  # in the replay too: it was stored before the replay was read
        await hub.deliver("gesprek", said(3))
        client.replay([frames.message(said(1)), frames.message(said(2))])
        await hub.deliver("gesprek", said(2))  # stored before the replay was read, delivered after it
        await hub.deliver("gesprek", said(4))

    replay, *live = await heard(script)
    assert [message["seq"] for message in replay["messages"]] == [1, 2]
    assert [message["seq"] for message in live] == [3, 4]


async def test_a_tab_that_left_gets_nothing_more(heard: Callable[[Script], Awaitable[list[dict[str, Any]]]]) -> None:
    async def script(hub: Hub, client: Client) -> None:
        client.replay([])
        await hub.deliver("gesprek", said(1))
        await hub.deliver("ander gesprek", said(8))
        hub.leave("gesprek", client)
        await hub.deliver("gesprek", said(2))

    _, *live = await heard(script)
    assert [message["seq"] for message in live] == [1]
