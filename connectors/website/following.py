"""What happens at another gateway, or in a messenger, reaches the tabs that are open here: we look in the database.

Messages are numbered without gaps and every line has its position, so the last of both tell whether a tab misses
something.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE, RELAY
from connectors.notices import load_notices
from connectors.relay import ANSWERING
from connectors.website import frames
from connectors.website.hub import Client, Hub
from connectors.website.keys import HUB
from guidance import conversations, leases
from guidance.database import Database

FOLLOW_SECONDS = 1.0
AT_ONCE = 500
"""Conversations in one question to the database."""


async def follow(app: web.Application) -> None:
    """One look at every conversation that is open here."""
    hub = app[HUB]
    opened = hub.conversations()
    for start in range(0, len(opened), AT_ONCE):
        some = opened[start : start + AT_ONCE]
        await catch_up(app[DATABASE], hub, some)
        await _show_typing(app, some)


async def catch_up(db: Database, hub: Hub, conversation_ids: Sequence[str]) -> None:
    """Give the tabs of these conversations what they miss; what they have they do not get twice."""
    last = await asyncio.to_thread(conversations.last_numbers, db, conversation_ids)
    for conversation_id, (seq, position) in last.items():
        clients = hub.clients(conversation_id)
        await _overhear(db, conversation_id, position, [client for client in clients if client.position < position])
        behind = [client.whole for client in clients if not client.has(seq)]
        if behind:
            for message in await asyncio.to_thread(conversations.outgoing_after, db, conversation_id, min(behind)):
                await hub.deliver(conversation_id, message)


async def _overhear(db: Database, conversation_id: str, position: int, behind: Sequence[Client]) -> None:
    """What the person said elsewhere up to this position comes to the tabs that are behind it."""
    if not behind:
        return
    since = min(client.position for client in behind)
    not_kept = load_notices().remark("words_not_kept")
    spoken = await asyncio.to_thread(conversations.spoken_after, db, conversation_id, since)
    for client in behind:
        for line in spoken:
            if client.position < line.position <= position:
                client.overhear(frames.line(line, not_kept))
        client.position = max(client.position, position)


async def _show_typing(app: web.Application, conversation_ids: Sequence[str]) -> None:
    """Show where another gateway answers, or an adviser types; what the relay here works on it shows by itself."""
    hub, relay = app[HUB], app[RELAY]
    going_on = await asyncio.to_thread(
        leases.lasting, app[DATABASE], ANSWERING, datetime.now(UTC), among=conversation_ids
    )
    for conversation_id in conversation_ids:
        on = conversation_id in going_on
        if on != hub.shows_typing(conversation_id) and not relay.works_on(conversation_id):
            await hub.typing(conversation_id, on)
