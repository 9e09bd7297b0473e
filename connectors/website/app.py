"""The website's routes: the demo page, the widget's files, the session, the lines and the person's own data."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import jinja2
from aiohttp import web

from connectors.background import every
from connectors.contact import human_contact
from connectors.core import DATABASE, OUTLETS, SETTINGS
from connectors.errors import MessageRefused, SessionInvalid
from connectors.sealing import AddressBook
from connectors.settings import secret_key
from connectors.website import own_data
from connectors.website.doors import add_door, address, body_of, conversation_of
from connectors.website.files import HERE, public_file
from connectors.website.following import FOLLOW_SECONDS, follow
from connectors.website.hub import Hub
from connectors.website.keys import GATE, HUB, PAGES, SESSIONS, VISITORS
from connectors.website.lines import POLLING, PollingLines, websocket
from connectors.website.pace import Gate
from connectors.website.sessions import Sessions
from connectors.website.socketio import add_socketio
from guidance import conversations
from guidance.tenant import tenant
from guidance.tenant_texts import current

CHANNEL = "website"


def add_website(app: web.Application) -> None:
    """Add the website channel to the gateway, after its core. Raises SettingsError or TenantFileUnusable."""
    app[SESSIONS] = Sessions(secret_key(app[SETTINGS]))
    app[VISITORS] = AddressBook(secret_key(app[SETTINGS]), "visitors")
    tenant(app[SETTINGS].tenant_file)  # one that cannot be used must stop the start
    app[HUB] = Hub()
    app[OUTLETS].add(CHANNEL, app[HUB])
    app[GATE] = Gate(app[SETTINGS].sessions_per_hour, app[SETTINGS].messages_per_minute)
    app[PAGES] = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True)
    app.cleanup_ctx.append(own_data.forgetting)
    app.cleanup_ctx.append(every(FOLLOW_SECONDS, "following", follow))
    app.on_shutdown.append(_close_lines)
    app.router.add_get("/", page)
    app.router.add_get(r"/{name:widget\.(?:js|css)}", public_file)
    app.router.add_get(r"/{folder:widget|static}/{name:[a-z][a-z0-9_-]*\.(?:js|css|svg)}", public_file)
    app.router.add_get("/ws", websocket)
    add_socketio(app)
    polling = app[POLLING] = PollingLines()
    add_door(app, "/api/session", {"POST": open_session})
    add_door(app, "/api/about", {"GET": about})
    add_door(app, "/api/own-data", {"GET": own_data.export, "DELETE": own_data.wipe})
    add_door(app, "/api/line", {"POST": polling.open})
    add_door(app, "/api/line/{line}", {"GET": polling.receive, "POST": polling.send})


async def _close_lines(app: web.Application) -> None:
    app[HUB].close()


async def page(request: web.Request) -> web.Response:
    """The demo page with the widget on it."""
    settings = request.app[SETTINGS]
    template = request.app[PAGES].get_template("index.html")
    who = await asyncio.to_thread(current, request.app[DATABASE], settings.tenant_file)
    text = template.render(demo=settings.demo, tenant=who, contact=human_contact(who))
    return web.Response(text=text, content_type="text/html")


async def about(request: web.Request) -> web.StreamResponse:
    """What the widget tells about this installation: {human: {name, site, phone, hours}, keep_days, tenant}."""
    who = await asyncio.to_thread(current, request.app[DATABASE], request.app[SETTINGS].tenant_file)
    told = {"human": human_contact(who).model_dump(), "keep_days": request.app[SETTINGS].keep_days}
    return web.json_response({**told, "tenant": who.model_dump(mode="json")})


async def open_session(request: web.Request) -> web.StreamResponse:
    """Continue the conversation of a session, or start one: {session?} -> {session, conversation}.

    Raises SessionInvalid for a session that cannot be continued (ask again without it), MessageRefused when this
    address starts too many.
    """
    token = await _sent_session(request)
    if token is None:
        request.app[GATE].session(address(request))
        db = request.app[DATABASE]
        conversation_id = await asyncio.to_thread(conversations.start, db, CHANNEL, datetime.now(UTC))
    else:
        conversation_id = await conversation_of(request, token)
    fresh = request.app[SESSIONS].token(conversation_id)
    return web.json_response({"session": fresh, "conversation": conversation_id})


async def _sent_session(request: web.Request) -> str | None:
    """The session in the request's body, None when it has none. Raises SessionInvalid for any other body."""
    try:
        sent = await body_of(request)
    except MessageRefused as error:
        raise SessionInvalid("The request is not JSON.") from error
    token = sent.get("session") if isinstance(sent, dict) else ""
    if token is not None and not isinstance(token, str):
        raise SessionInvalid("The session in the request is not a text.")
    return token
