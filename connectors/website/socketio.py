"""Rasa's own socket.io protocol at /socket.io/, so that web clients made for Rasa connect unchanged.

A client asks `session_request` and gets `session_confirm` with a session id; it says `user_uttered` and hears
`bot_uttered`. Differences with Rasa: the session id is signed by us, so nobody can guess another person's; buttons
carry opaque tokens; text that starts with "/" is text; metadata is not read. Messages take the same way as the
widget's: `Talk`, relay, hub.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

import socketio  # type: ignore[import-untyped]
from aiohttp import web

from connectors.background import Errands
from connectors.core import DATABASE, SETTINGS
from connectors.errors import MessageRefused, SessionInvalid
from connectors.notices import load_notices
from connectors.website.doors import address, conversation_of, count, talk_of
from connectors.website.hub import Client
from connectors.website.keys import GATE, HUB, SESSIONS
from connectors.website.lines import MAX_FRAME
from connectors.website.security import origin_allowed
from connectors.website.talk import Talk
from connectors.website.uttered import BUTTON, events
from guidance import conversations

CHANNEL = "website"
_INIT_PAYLOAD = re.compile(r"/\w+(\{.*\})?", re.DOTALL)
"""What a client is set up to send by itself in a new conversation; the assistant opens without being asked."""
_PRESSED = re.compile(rf"{BUTTON}([A-Za-z0-9_-]{{8,64}})")


@dataclass
class Visitor:
    """One connected client and the conversation it is in."""

    conversation_id: str
    client: Client
    talk: Talk
    writer: asyncio.Task[None]
    fresh: bool
    """The conversation is new and the client has sent nothing in it yet."""


def add_socketio(app: web.Application) -> None:
    """Add the protocol to a gateway that has the website. Browsers of sites that may not are refused."""

    def allowed(origin: str, environ: dict[str, Any]) -> bool:
        return origin_allowed(environ["aiohttp.request"], app[SETTINGS].allowed_origins)

    server = socketio.AsyncServer(async_mode="aiohttp", cors_allowed_origins=allowed, max_http_buffer_size=MAX_FRAME)
    server.attach(app)
    protocol = RasaProtocol(app, server)

    async def stop(_: web.Application) -> None:
        await server.shutdown()
        await protocol.close()

    app.on_shutdown.append(stop)


class RasaProtocol:
    """The events of the protocol, per socket id."""

    def __init__(self, app: web.Application, server: socketio.AsyncServer) -> None:
        """Registers the handlers with the server."""
        self._app = app
        self._server = server
        self._visitors: dict[str, Visitor] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._errands = Errands()
        server.on("session_request", self.session_request)
        server.on("user_uttered", self.user_uttered)
        server.on("disconnect", self.disconnect)

    async def session_request(self, sid: str, data: Any = None) -> None:
        """Continue the session the client names, or start one, and tell what was missed."""
        sent = data.get("session_id") if isinstance(data, dict) else None
        async with self._turn(sid):
            await self._enter(sid, sent if isinstance(sent, str) else None)

    async def user_uttered(self, sid: str, data: Any = None) -> None:
        """Something was typed, or a button was pressed. A client that asked for no session gets one first."""
        async with self._turn(sid):
            await self._utter(sid, data)

    async def disconnect(self, sid: str, reason: Any = None) -> None:
        """The client is gone."""
        async with self._turn(sid):
            self._leave(sid)

    async def close(self) -> None:
        """Give up who is going over to another conversation."""
        await self._errands.close()

    def _turn(self, sid: str) -> asyncio.Lock:
        """Held while an event of this client is dealt with: each comes in a task of its own."""
        return self._turns.setdefault(sid, asyncio.Lock())  # gone when nobody waits for it any more

    async def _utter(self, sid: str, data: Any) -> None:
        message, sent = (data.get("message"), data.get("session_id")) if isinstance(data, dict) else (None, None)
        visitor = self._visitors.get(sid) or await self._enter(sid, sent if isinstance(sent, str) else None)
        if visitor is None:
            return
        fresh, visitor.fresh = visitor.fresh, False
        if fresh and (message is None or (isinstance(message, str) and _INIT_PAYLOAD.fullmatch(message))):
            return
        if not isinstance(message, str):
            await self._say(sid, "not_understood")
            return
        pressed = _PRESSED.fullmatch(message)
        frame = {"type": "button", "token": pressed[1]} if pressed else {"type": "message", "text": message}
        await visitor.talk.take(json.dumps({**frame, "id": secrets.token_urlsafe(16)}))

    def _leave(self, sid: str) -> None:
        visitor = self._visitors.pop(sid, None)
        if visitor is not None:
            self._app[HUB].leave(visitor.conversation_id, visitor.client)
            visitor.writer.cancel()

    async def _enter(self, sid: str, session: str | None) -> Visitor | None:
        environ = self._server.get_environ(sid)
        self._leave(sid)  # the client asks again: it may go over to another conversation
        if environ is None:  # gone while it waited for its turn
            return None
        request = environ["aiohttp.request"]
        try:
            conversation_id, after, fresh = await self._conversation(request, session)
        except MessageRefused as refused:
            await self._say(sid, refused.reason)
            return None
        client = Client()
        talk = talk_of(request, conversation_id, client)
        # First the opening has its place in the inbox, then the client may speak, then it hears.
        await talk.take(json.dumps({"type": "hello", "after": after}))
        await self._server.emit("session_confirm", self._app[SESSIONS].token(conversation_id), to=sid)
        writer = asyncio.create_task(self._write(sid, client, talk))
        self._visitors[sid] = Visitor(conversation_id, client, talk, writer, fresh)
        return self._visitors[sid]

    async def _conversation(self, request: web.Request, session: str | None) -> tuple[str, int, bool]:
        """The conversation, the number of the last message it was sent, and whether it is new.

        Raises MessageRefused ("too_many" or "too_fast").
        """
        db = self._app[DATABASE]
        with suppress(SessionInvalid):  # an id of the client's own making, or too old: a new conversation
            if session:
                found = await conversation_of(request, session)
                count(request, found)
                return found, await asyncio.to_thread(conversations.acknowledged_seq, db, found), False
        self._app[GATE].session(address(request))
        return await asyncio.to_thread(conversations.start, db, CHANNEL, datetime.now(UTC)), 0, True

    async def _write(self, sid: str, client: Client, talk: Talk) -> None:
        """Bring the frames as events. The protocol has no acknowledgement, so what was sent counts as received."""
        while (frame := await client.next()) is not None:
            if frame["type"] == "resumed":
                await self._server.emit("session_confirm", frame["session"], to=sid)
                self._errands.start(self.session_request(sid, {"session_id": frame["session"]}))
                return
            for event in events(frame):
                await self._server.emit("bot_uttered", event, to=sid)
            seq = max([frame.get("seq", 0), *(one.get("seq", 0) for one in frame.get("messages", ()))])
            if seq:
                await talk.take(json.dumps({"type": "ack", "seq": seq}))
        await self._server.disconnect(sid)

    async def _say(self, sid: str, reason: str) -> None:
        await self._server.emit("bot_uttered", {"text": load_notices().remark(reason)}, to=sid)
