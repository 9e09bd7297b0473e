"""A browser of the tests: its sessions and its tabs, as the widget behaves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientWebSocketResponse, WSMsgType, web
from aiohttp.test_utils import TestClient, TestServer

from connectors.website.lines import PROTOCOL
from tests.connectors.fakes import WAIT

Browser = TestClient[web.Request, web.Application]
AiohttpClient = Callable[..., Awaitable[Browser]]


@dataclass
class Tab:
    """One tab of a browser, as the widget behaves: says hello, and keeps what it gets."""

    socket: ClientWebSocketResponse
    frames: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, **frame: Any) -> None:
        await self.socket.send_str(json.dumps(frame))

    async def says(self, text: str, client_id: str = "een") -> None:
        await self.send(type="message", id=client_id, text=text)

    async def next(self, kind: str) -> dict[str, Any]:
        """The next frame of this kind; the others are kept in `frames`."""
        async with asyncio.timeout(WAIT):
            while True:
                data = await self.socket.receive()
                assert data.type is WSMsgType.TEXT, f"the line was closed while waiting for {kind}"
                frame = json.loads(data.data)
                self.frames.append(frame)
                if frame["type"] == kind:
                    return dict(frame)

    async def hello(self, after: int = 0) -> list[dict[str, Any]]:
        await self.send(type="hello", after=after)
        return list((await self.next("history"))["messages"])


def application(browser: Browser) -> web.Application:
    """The application this browser reaches."""
    server = browser.server
    assert isinstance(server, TestServer)
    return server.app


async def until(happened: Callable[[], bool]) -> None:
    """Wait for what the server does without telling."""
    async with asyncio.timeout(WAIT):
        while not happened():
            await asyncio.sleep(0.01)


async def session(browser: Browser, **body: Any) -> dict[str, str]:
    async with browser.post("/api/session", json=body) as response:
        assert response.status == 200
        return dict(await response.json())


def carrying(session: str) -> tuple[str, str]:
    """The subprotocols with which a socket brings its session."""
    return PROTOCOL, session


async def tab(browser: Browser, opened: dict[str, str]) -> Tab:
    return Tab(await browser.ws_connect("/ws", protocols=carrying(opened["session"])))


async def opened_tab(browser: Browser) -> tuple[dict[str, str], Tab]:
    """A new conversation of which the opening was read."""
    opened = await session(browser)
    first = await tab(browser, opened)
    assert await first.hello() == []
    await first.next("message")
    return opened, first
