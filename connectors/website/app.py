"""The website's routes: the demo page, the widget's files, the session and the WebSocket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import jinja2
from aiohttp import WSMsgType, web

from connectors.errors import SessionInvalid
from connectors.lane import Timing
from connectors.notices import load_notices
from connectors.outlets import OUTLETS, outlets_of
from connectors.rasa_client import RasaClient, open_rasa
from connectors.relay import Relay
from connectors.settings import Settings, secret_key
from connectors.website.hub import Client, Hub
from connectors.website.security import origin_allowed, share_with
from connectors.website.sessions import Sessions
from connectors.website.talk import Talk
from guidance import conversations
from guidance.database import Database

CHANNEL = "website"
HERE = Path(__file__).parent
FILE_CACHE = "public, max-age=300"
MAX_FRAME = 256 * 1024
"""Bytes. Far above a message of the longest allowed text, so that one that is too long gets a kind answer."""

DATABASE = web.AppKey("database", Database)
SETTINGS = web.AppKey("settings", Settings)
SESSIONS = web.AppKey("sessions", Sessions)
HUB = web.AppKey("hub", Hub)
RASA = web.AppKey("rasa", RasaClient)
RELAY = web.AppKey("relay", Relay)
PAGES = web.AppKey("pages", jinja2.Environment)


def add_website(app: web.Application, db: Database, settings: Settings) -> None:
    """Add the website channel to the gateway. Raises SettingsError when there is no usable secret key."""
    app[DATABASE] = db
    app[SETTINGS] = settings
    app[SESSIONS] = Sessions(secret_key(settings))
    app[HUB] = Hub()
    outlets_of(app)
    app[PAGES] = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True)
    app.cleanup_ctx.append(_run_relay)
    app.on_shutdown.append(_close_lines)
    app.router.add_get("/", page)
    app.router.add_get(r"/{name:widget\.(?:js|css)}", public_file)
    app.router.add_get(r"/{folder:widget|static}/{name:[a-z][a-z0-9_-]*\.(?:js|css|svg)}", public_file)
    app.router.add_post("/api/session", open_session)
    app.router.add_options("/api/session", allow_session)
    app.router.add_get("/ws", websocket)


async def _run_relay(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    async with open_rasa(settings.rasa_url) as rasa:
        timing = Timing(patience=settings.rasa_patience, timeout=settings.rasa_timeout)
        relay = Relay(app[DATABASE], rasa, CHANNEL, app[HUB], timing=timing)
        app[RASA] = rasa
        app[RELAY] = relay
        app[OUTLETS].add(relay)
        await relay.start()
        yield
        await relay.close()


async def _close_lines(app: web.Application) -> None:
    await app[HUB].close()


async def page(request: web.Request) -> web.Response:
    """The demo page with the widget on it."""
    template = request.app[PAGES].get_template("index.html")
    return web.Response(text=template.render(demo=request.app[SETTINGS].demo), content_type="text/html")


async def public_file(request: web.Request) -> web.StreamResponse:
    """A file of the widget or the demo page, also for pages of allowed sites; aiohttp adds ETag and Last-Modified."""
    file = HERE / request.match_info.get("folder", "widget") / request.match_info["name"]
    response = web.FileResponse(file, headers={"Cache-Control": FILE_CACHE})
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    share_with(request, response, request.app[SETTINGS].allowed_origins)
    return response


async def open_session(request: web.Request) -> web.Response:
    """Continue the conversation of a session, or start one: {session?} -> {session, conversation}.

    403 for a page that may not, 401 for a session that cannot be continued: ask again without it.
    """
    allowed = request.app[SETTINGS].allowed_origins
    if not origin_allowed(request, allowed):
        return _refusal(403, "origin_refused")
    db = request.app[DATABASE]
    try:
        token = await _sent_session(request)
        if token is None:
            conversation_id = await asyncio.to_thread(conversations.start, db, CHANNEL, datetime.now(UTC))
        else:
            conversation_id = await _conversation(request, token)
        fresh = request.app[SESSIONS].token(conversation_id)
        response = web.json_response({"session": fresh, "conversation": conversation_id})
    except SessionInvalid:
        response = _refusal(401, "session_invalid")
    response.headers["Cache-Control"] = "no-store"
    share_with(request, response, allowed)
    return response


async def allow_session(request: web.Request) -> web.Response:
    """The browser's question whether a page of another site may open a session."""
    allowed = request.app[SETTINGS].allowed_origins
    if not origin_allowed(request, allowed):
        return _refusal(403, "origin_refused")
    response = web.Response(status=204)
    response.headers["Access-Control-Allow-Methods"] = "POST"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    response.headers["Access-Control-Max-Age"] = "600"
    share_with(request, response, allowed)
    return response


async def websocket(request: web.Request) -> web.StreamResponse:
    """The line of one tab. 403 for a page that may not, 401 without a valid session."""
    app = request.app
    if not origin_allowed(request, app[SETTINGS].allowed_origins):
        return _refusal(403, "origin_refused")
    try:
        conversation_id = await _conversation(request, request.query.get("session", ""))
    except SessionInvalid:
        return _refusal(401, "session_invalid")
    socket = web.WebSocketResponse(heartbeat=30, max_msg_size=MAX_FRAME, timeout=3)
    await socket.prepare(request)
    client = Client(socket)
    talk = Talk(app[DATABASE], app[RELAY], app[HUB], app[SESSIONS], load_notices(), client, conversation_id)
    writer = asyncio.create_task(client.write())
    try:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await talk.take(frame.data)
    finally:
        app[HUB].leave(conversation_id, client)
        writer.cancel()
    return socket


async def _sent_session(request: web.Request) -> str | None:
    """The session in the request's body, None when it has none. Raises SessionInvalid for any other body."""
    body = await request.read()
    try:
        sent = json.loads(body or b"{}")
    except ValueError as error:
        raise SessionInvalid("The request is not JSON.") from error
    token = sent.get("session") if isinstance(sent, dict) else ""
    if token is not None and not isinstance(token, str):
        raise SessionInvalid("The session in the request is not a text.")
    return token


async def _conversation(request: web.Request, token: str) -> str:
    """The conversation of a token that still exists. Raises SessionInvalid."""
    conversation_id = request.app[SESSIONS].conversation(token)
    if not await asyncio.to_thread(conversations.exists, request.app[DATABASE], conversation_id):
        raise SessionInvalid("The conversation of this session was wiped; ask for a new session.")
    return conversation_id


def _refusal(status: int, reason: str) -> web.Response:
    return web.json_response({"error": reason, "text": load_notices().remark(reason)}, status=status)
