"""What another gateway stored reaches the tabs that are connected here: we look for it in the database.

Messages are numbered without gaps, so the last number of a conversation tells whether a tab misses something.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiohttp import web

from connectors.core import DATABASE
from connectors.website.hub import Hub
from connectors.website.keys import HUB
from guidance import conversations
from guidance.database import Database

FOLLOW_SECONDS = 1.0
AT_ONCE = 500
"""Conversations in one question to the database."""


async def follow(app: web.Application) -> None:
    """One look at every conversation that is open here."""
    hub = app[HUB]
    opened = hub.conversations()
    for start in range(0, len(opened), AT_ONCE):
        await catch_up(app[DATABASE], hub, opened[start : start + AT_ONCE])


async def catch_up(db: Database, hub: Hub, conversation_ids: Sequence[str]) -> None:
    """Give the tabs of these conversations what they miss; what they have they do not get twice."""
    last = await asyncio.to_thread(conversations.last_seqs, db, conversation_ids)
    for conversation_id, seq in last.items():
        behind = [client.whole for client in hub.clients(conversation_id) if not client.has(seq)]
        if behind:
            for message in await asyncio.to_thread(conversations.outgoing_after, db, conversation_id, min(behind)):
                await hub.deliver(conversation_id, message)
