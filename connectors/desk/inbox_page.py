"""The first page of the desk: who waits for a human."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.desk.inbox import read_inbox
from connectors.desk.labels import load_labels
from connectors.desk.pages import DATABASE, render
from connectors.desk.routing import get
from guidance.accounts import Account


async def inbox(request: web.Request, account: Account) -> web.Response:
    """Everybody who waits for a human, and the coming appointments."""
    everything = request.query.get("show") == "all"
    now = datetime.now(UTC)
    content = await asyncio.to_thread(read_inbox, request.app[DATABASE], load_labels(), now, everything)
    return render(request, "inbox.html", account=account, inbox=content, everything=everything, now=now)


ROUTES = (get("/desk", "inbox", inbox), get("/desk/", "inbox", inbox))
