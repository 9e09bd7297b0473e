"""How a tab is connected: a WebSocket, or long polling where something on the way does not let WebSockets through.

Both carry the same frames. A polling tab opens a line with a POST, sends each frame with a POST to that line, and asks
for frames with a GET that waits until there are some. A line that is lost is opened again, and `hello` replays.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import WSCloseCode, WSMsgType, web

from connectors.core import SETTINGS
from connectors.errors import MessageRefused, SessionInvalid
from connectors.website.doors import STATUS, conversation_of, count, refusal, talk_of
from connectors.website.hub import Client
from connectors.website.keys import HUB
from connectors.website.security import origin_allowed
from connectors.website.talk import Talk

PROTOCOL = "bijsturen"
"""The subprotocol of the socket. A browser can give a socket no header of its own but a list of subprotocols, so the
session stands there, behind this name: not in the address, which web servers on the way write in their logs."""
MAX_FRAME = 256 * 1024
"""Bytes. Far above a message of the longest allowed text, so that one that is too long gets a kind answer."""
POLL_SECONDS = 25.0
"""A GET waits at most so long: shorter than the patience of the web servers in between."""
GONE_SECONDS = 60.0
"""A line nobody asks for so long is over; the tab opens another."""


async def websocket(request: web.Request) -> web.StreamResponse:
    """The line of one tab, with subprotocols "bijsturen, <session>". 403 for a page that may not, 401 without a valid
    session, 429 for one too many: nobody gets a socket for nothing.
    """
    if not origin_allowed(request, request.app[SETTINGS].allowed_origins):
        return refusal(403, "origin_refused")
    try:
        conversation_id = await conversation_of(request, _session_of(request))
        count(request, conversation_id)
    except SessionInvalid:
        return refusal(401, "session_invalid")
    except MessageRefused as refused:
        return refusal(STATUS[refused.reason], refused.reason)
    socket = web.WebSocketResponse(protocols=(PROTOCOL,), heartbeat=30, max_msg_size=MAX_FRAME, timeout=3)
    await socket.prepare(request)
    client = Client()
    talk = talk_of(request, conversation_id, client)
    writer = asyncio.create_task(_write(client, socket))
    try:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await talk.take(frame.data)
    finally:
        request.app[HUB].leave(conversation_id, client)
        writer.cancel()
    return socket


def _session_of(request: web.Request) -> str:
    """The session behind our name in the list of subprotocols. Raises SessionInvalid."""
    name, _, session = request.headers.get("Sec-WebSocket-Protocol", "").partition(",")
    if name.strip() != PROTOCOL:
        raise SessionInvalid("The socket was asked for without a session among its subprotocols.")
    return session.strip()


async def _write(client: Client, socket: web.WebSocketResponse) -> None:
    with suppress(ConnectionError):
        while (frame := await client.next()) is not None:
            await socket.send_json(frame)
    await socket.close(code=WSCloseCode.GOING_AWAY)


@dataclass
class Line:
    """A polling tab; `end` is due when nobody asks any more."""

    conversation_id: str
    client: Client
    talk: Talk
    end: asyncio.TimerHandle | None = None


class PollingLines:
    """The polling tabs of this process."""

    def __init__(self, gone_seconds: float = GONE_SECONDS, poll_seconds: float = POLL_SECONDS) -> None:
        """Nobody polls yet."""
        self._gone_seconds = gone_seconds
        self._poll_seconds = poll_seconds
        self._lines: dict[str, Line] = {}

    async def open(self, request: web.Request) -> web.StreamResponse:
        """POST: {} -> {line}."""
        conversation_id = await conversation_of(request)
        count(request, conversation_id)
        client = Client()
        name = secrets.token_urlsafe(12)
        self._lines[name] = Line(conversation_id, client, talk_of(request, conversation_id, client))
        self._expect(name, request)
        return web.json_response({"line": name})

    async def send(self, request: web.Request) -> web.StreamResponse:
        """POST of one frame; what comes of it is told by the next GET."""
        line = await self._line(request)
        frame = await request.read()
        await line.talk.take(frame.decode("utf-8", "replace"))
        return web.Response(status=204)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """GET: {frames}, as soon as there are any; an empty list after a while. 410 when the line is over."""
        line = await self._line(request)
        name = request.match_info["line"]
        self._expect(name, request)
        found = []
        with suppress(TimeoutError):
            async with asyncio.timeout(self._poll_seconds):
                first = await line.client.next()
                if first is None:
                    self._close(name, request)
                    raise MessageRefused("line_gone")
                found = [first, *line.client.more()]
        self._expect(name, request)
        return web.json_response({"frames": found})

    async def _line(self, request: web.Request) -> Line:
        """The line of this address and this session. Raises MessageRefused ("line_gone") or SessionInvalid."""
        conversation_id = await conversation_of(request)
        line = self._lines.get(request.match_info["line"])
        if line is None or line.conversation_id != conversation_id:
            raise MessageRefused("line_gone")
        return line

    def _expect(self, name: str, request: web.Request) -> None:
        line = self._lines.get(name)
        if line is None:
            return
        if line.end:
            line.end.cancel()
        wait = self._poll_seconds + self._gone_seconds
        line.end = asyncio.get_running_loop().call_later(wait, self._close, name, request)

    def _close(self, name: str, request: web.Request) -> None:
        line = self._lines.pop(name, None)
        if line is None:
            return
        if line.end:
            line.end.cancel()
        request.app[HUB].leave(line.conversation_id, line.client)


POLLING = web.AppKey("polling", PollingLines)
