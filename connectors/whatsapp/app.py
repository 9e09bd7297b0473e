"""WhatsApp's routes in the gateway: Meta's check of the address, and the webhook."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

from aiohttp import web

from connectors.claims import holder_of
from connectors.core import DATABASE, OUTLETS, RELAY, SETTINGS
from connectors.courier import Courier, Pace
from connectors.messenger import Messenger
from connectors.sealing import AddressBook
from connectors.settings import secret_key
from connectors.webhooks import body_within, same
from connectors.whatsapp import updates
from connectors.whatsapp.graph import Graph
from connectors.whatsapp.limits import RETRY_GROWTH, WEBHOOK_BODY
from connectors.whatsapp.payloads import shows_numbers
from connectors.whatsapp.post import CHANNEL, Post
from connectors.whatsapp.sender import WhatsAppSender
from connectors.whatsapp.settings import WhatsAppSettings, load_settings
from connectors.whatsapp.signature import signed

log = logging.getLogger(__name__)

PATH = "/whatsapp/webhook"
STORE_SECONDS = 10.0
"""When storing takes longer, Meta hears that it failed and sends the same again later."""
TRIES = Pace(per_second=1.0, per_chat=0.0, growth=RETRY_GROWTH, longest_wait=RETRY_GROWTH**4)
"""Waits of 1, 4, 16, 64 and then 256 seconds; how fast goes by the setting, and per person by PairPace."""

WHATSAPP = web.AppKey("whatsapp", WhatsAppSettings)
POST = web.AppKey("whatsapp_post", Post)


def add_whatsapp(app: web.Application, pace: Pace = TRIES) -> None:
    """Add WhatsApp to the gateway, after its core, when it is set up. Raises SettingsError when it is so half."""
    settings = load_settings()
    if settings is None:
        return
    app[WHATSAPP] = settings
    book = AddressBook(secret_key(app[SETTINGS]), CHANNEL)
    graph = Graph(settings)
    sender = WhatsAppSender(settings, graph)
    pace = replace(pace, per_second=settings.per_second)
    holder = holder_of(app[SETTINGS].gateway_host, app[SETTINGS].gateway_port)
    courier = Courier(app[DATABASE], CHANNEL, sender, book, pace, holder=holder)
    app[OUTLETS].add(CHANNEL, courier)

    async def line(app: web.Application) -> AsyncIterator[None]:
        async with graph.opened():
            yield
            await sender.close()

    async def work(app: web.Application) -> AsyncIterator[None]:
        messenger = Messenger(app[DATABASE], app[RELAY], CHANNEL, book, shows_numbers)
        app[POST] = Post(app[DATABASE], messenger, courier, sender, book, pace)
        await courier.start()
        yield
        await courier.close()

    app.cleanup_ctx.insert(0, line)  # open before the relay goes on with what a former process left, closed after it
    app.cleanup_ctx.append(work)
    app.router.add_get(PATH, verify)
    app.router.add_post(PATH, receive)


async def verify(request: web.Request) -> web.Response:
    """Meta's question whether this address is ours: its challenge back for whoever knows the verify token, else 403."""
    expected = request.app[WHATSAPP].verify_token.get_secret_value()
    known = same(request.query.get("hub.verify_token", ""), expected)
    if not known or request.query.get("hub.mode") != "subscribe":
        return web.Response(status=403)
    return web.Response(text=request.query.get("hub.challenge", ""))


async def receive(request: web.Request) -> web.Response:
    """Take a webhook in: 200 once it is stored.

    413 when it is too large, 403 unless Meta signed it, 400 when it is no webhook, 503 when storing took too long.
    """
    settings = request.app[WHATSAPP]
    body = await body_within(request, WEBHOOK_BODY)
    if body is None:
        return _refused(413, "too_large")
    header = request.headers.get("X-Hub-Signature-256", "")
    if not signed(body, header, settings.app_secret.get_secret_value()):
        return _refused(403, "signature")
    try:
        update = updates.read(json.loads(body), settings.phone_number_id)
    except (ValueError, RecursionError):
        return _refused(400, "malformed")
    try:
        async with asyncio.timeout(STORE_SECONDS):
            await request.app[POST].take(update)
    except TimeoutError:
        return _refused(503, "slow")
    return web.Response()


def _refused(status: int, reason: str) -> web.Response:
    """An answer without a word: whoever is not Meta learns nothing."""
    log.warning("webhook_refused channel=%s reason=%s", CHANNEL, reason)
    return web.Response(status=status)
