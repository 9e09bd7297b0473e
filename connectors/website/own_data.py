"""The person's own data at the press of a button: everything in one answer, and everything gone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

from aiohttp import web

from connectors.background import Errands
from connectors.core import DATABASE, RASA, RELAY
from connectors.errors import RasaError
from connectors.website.doors import conversation_of, count
from connectors.website.keys import HUB
from guidance import privacy

log = logging.getLogger(__name__)

SETTLE_SECONDS = 3
FORGET = ("/wipe_data", "/affirm")
"""What a person who says it in the conversation sends: the question and the yes. Rasa then forgets its side."""
AGAIN_SECONDS = (0.0, 5.0, 30.0, 300.0, 1800.0)
"""When Rasa is away it is told later; what it never hears it forgets by itself after `keep_days`."""

ERRANDS = web.AppKey("own_data_errands", Errands)


async def export(request: web.Request) -> web.StreamResponse:
    """GET: everything kept about the conversation of this session, per table a list of rows."""
    conversation_id = await conversation_of(request)
    count(request, conversation_id)
    kept = await asyncio.to_thread(privacy.export, request.app[DATABASE], conversation_id)
    return web.json_response(kept, headers={"Content-Disposition": 'attachment; filename="mijn-gegevens.json"'})


async def wipe(request: web.Request) -> web.StreamResponse:
    """DELETE: everything about the conversation is removed, here at once and in Rasa as soon as it listens."""
    conversation_id = await conversation_of(request)
    app = request.app
    with suppress(TimeoutError):  # an answer that is being made must not be stored after the wipe
        async with asyncio.timeout(SETTLE_SECONDS):
            await app[RELAY].settled(conversation_id)
    await asyncio.to_thread(privacy.wipe, app[DATABASE], conversation_id)
    app[HUB].let_go(conversation_id)
    app[ERRANDS].start(_forget_in_rasa(app, conversation_id))
    return web.Response(status=204)


async def forgetting(app: web.Application) -> AsyncIterator[None]:
    """A cleanup context: what is still to be told to Rasa at the end is left to its own forgetting."""
    errands = app[ERRANDS] = Errands()
    yield
    await errands.close()


async def _forget_in_rasa(app: web.Application, conversation_id: str) -> None:
    for wait in AGAIN_SECONDS:
        await asyncio.sleep(wait)
        try:
            for payload in FORGET:
                await app[RASA].send(conversation_id, payload)
        except RasaError as error:
            log.warning("wipe_waits_for_rasa cause=%s", type(error).__name__)
        else:
            return
