"""The first page of the desk: who waits for a human, who talks with one, who has an appointment."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.inbox import read_inbox, read_wanted
from connectors.desk.labels import load_labels
from connectors.desk.live_words import load_words
from connectors.desk.pages import render
from connectors.desk.routing import get
from guidance.accounts import Account


async def inbox(request: web.Request, account: Account) -> web.Response:
    """One list, with the numbers of the others beside it."""
    now, wanted = datetime.now(UTC), read_wanted(request.query)
    found = await asyncio.to_thread(read_inbox, request.app[DATABASE], load_labels(), account.username, wanted, now)
    return render(request, "inbox.html", account=account, inbox=found, words=load_words(), now=now)


ROUTES = (get("/desk", "inbox", inbox), get("/desk/", "inbox", inbox))
