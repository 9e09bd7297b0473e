"""What every door of the website asks first: does the page have a right to be here, and whose conversation is it?

A refusal is {"error": code, "text": a sentence for the person}, and says nothing about why a token was not right.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from connectors.addresses import address_of
from connectors.core import DATABASE, RELAY, SETTINGS
from connectors.errors import MessageRefused, SessionInvalid
from connectors.notices import load_notices
from connectors.website.hub import Client
from connectors.website.keys import GATE, HUB, SESSIONS, VISITORS
from connectors.website.security import origin_allowed, share_with
from connectors.website.talk import Talk
from guidance import conversations

NOWHERE = "nowhere"
"""Whoever comes from an address that is not known: from our own machine, or through a web server that does not tell."""
STATUS = {"too_many": 429, "too_fast": 429, "not_understood": 400, "line_gone": 410}


def add_door(app: web.Application, path: str, methods: dict[str, Handler]) -> None:
    """Serve a path with these methods, for our own pages and pages of allowed sites."""
    for method, handler in methods.items():
        app.router.add_route(method, path, _guarded(handler))
    app.router.add_options(path, _guarded(_allow(", ".join(methods))))


def _guarded(handler: Handler) -> Handler:
    async def guarded(request: web.Request) -> web.StreamResponse:
        allowed = request.app[SETTINGS].allowed_origins
        if not origin_allowed(request, allowed):
            return refusal(403, "origin_refused")
        try:
            response = await handler(request)
        except SessionInvalid:
            response = refusal(401, "session_invalid")
        except MessageRefused as refused:
            response = refusal(STATUS.get(refused.reason, 400), refused.reason)
        except web.HTTPRequestEntityTooLarge:
            response = refusal(413, "too_large")
        response.headers.setdefault("Cache-Control", "no-store")
        share_with(request, response, allowed)
        return response

    return guarded


def _allow(methods: str) -> Handler:
    """The browser's question whether a page of another site may send this request."""

    async def allow(request: web.Request) -> web.StreamResponse:
        headers = {
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Max-Age": "600",
        }
        return web.Response(status=204, headers=headers)

    return allow


def refusal(status: int, reason: str) -> web.Response:
    """The answer to what cannot be done; `reason` is the name of a remark."""
    return web.json_response({"error": reason, "text": load_notices().remark(reason)}, status=status)


async def body_of(request: web.Request) -> Any:
    """The JSON in the request, {} when there is none. Raises MessageRefused ("not_understood")."""
    try:
        return json.loads(await request.read() or b"{}")
    except (ValueError, RecursionError) as error:
        raise MessageRefused("not_understood") from error


async def conversation_of(request: web.Request, token: str | None = None) -> str:
    """The conversation of a session that still exists; the session stands in the Authorization header unless given.

    Raises SessionInvalid.
    """
    if token is None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise SessionInvalid("There is no session in the request.")
    conversation_id = request.app[SESSIONS].conversation(token.strip())
    if not await asyncio.to_thread(conversations.exists, request.app[DATABASE], conversation_id):
        raise SessionInvalid("The conversation of this session was wiped; ask for a new session.")
    return conversation_id


def address(request: web.Request) -> str | None:
    """Whose limits count for this request."""
    return address_of(request, request.app[SETTINGS].proxies)


def count(request: web.Request, conversation_id: str) -> None:
    """Count something that costs as much as a message. Raises MessageRefused ("too_fast")."""
    request.app[GATE].message(conversation_id, address(request))


def talk_of(request: web.Request, conversation_id: str, client: Client) -> Talk:
    """The talk of one tab that comes in by this request."""
    app = request.app
    return Talk(
        app[DATABASE],
        app[RELAY],
        app[HUB],
        app[SESSIONS],
        load_notices(),
        client,
        conversation_id,
        lambda: count(request, conversation_id),
        app[VISITORS].hash(address(request) or NOWHERE),
    )
