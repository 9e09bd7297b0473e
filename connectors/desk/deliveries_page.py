"""For the coordinator: messages that a messenger did not bring, and those that wait until the person writes again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.live_words import load_words
from connectors.desk.pages import render
from connectors.desk.routing import get
from guidance import deliveries
from guidance.accounts import Account


async def deliveries_page(request: web.Request, account: Account) -> web.StreamResponse:
    """Both lists, the newest first; what was said stands in the conversation, not here."""
    db = request.app[DATABASE]
    return render(
        request,
        "deliveries.html",
        account=account,
        waiting=await asyncio.to_thread(deliveries.waiting_letters, db),
        dead=await asyncio.to_thread(deliveries.dead_letters, db),
        channels=load_words().channels,
        now=datetime.now(UTC),
    )


ROUTES = (get("/desk/deliveries", "deliveries", deliveries_page),)
