"""One conversation: its summary, everything that was said, and closing the request for a human."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.desk.pages import DATABASE, moved, not_found, render
from connectors.desk.routing import get, post
from guidance import conversations, handoffs
from guidance.accounts import Account
from guidance.errors import ConversationUnknown

PATH = "/desk/conversations/{id:[0-9a-f]{32}}"


async def conversation(request: web.Request, account: Account) -> web.Response:
    """The summary of one conversation, and below it everything that was said."""
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    try:
        summary = await asyncio.to_thread(handoffs.summary, db, conversation_id)
    except ConversationUnknown:
        return await not_found(request, account)
    lines = await asyncio.to_thread(conversations.history, db, conversation_id)
    requests = await asyncio.to_thread(handoffs.of_conversation, db, conversation_id)
    now = datetime.now(UTC)
    return render(
        request, "conversation.html", account=account, summary=summary, lines=lines, requests=requests, now=now
    )


async def close(request: web.Request, account: Account) -> web.Response:
    """The adviser has handled it: close what is open in this conversation."""
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    for handoff in await asyncio.to_thread(handoffs.of_conversation, db, conversation_id):
        await asyncio.to_thread(handoffs.close, db, handoff.id, "handled", datetime.now(UTC))
    raise moved(f"/desk/conversations/{conversation_id}")


ROUTES = (get(PATH, "conversation", conversation), post(PATH + "/close", "conversation", close))
