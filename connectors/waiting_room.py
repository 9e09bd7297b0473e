"""The clock of those who wait: nobody came, or the adviser fell silent. It counts in the database, so it survives."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from aiohttp import web

from connectors.core import DATABASE, RELAY, SETTINGS
from connectors.handover import load_handover
from connectors.messages import WAITED
from connectors.relay import Relay
from connectors.settings import Settings
from guidance import custody, danger, desk_events, silence, waiting
from guidance.database import Database
from guidance.errors import ConversationUnknown, DeedRefused


async def look_now(app: web.Application) -> None:
    """One round, after the core has started."""
    await look(app[DATABASE], app[SETTINGS], app[RELAY], datetime.now(UTC))


async def look(db: Database, settings: Settings, relay: Relay, now: datetime) -> None:
    """One round: who waited too long, who waits in danger, and who talks to an adviser that says nothing."""
    waited, quiet = now - timedelta(minutes=settings.wait_minutes), now - timedelta(minutes=settings.silent_minutes)
    for conversation_id in await asyncio.to_thread(waiting.overdue, db, waited):
        if await asyncio.to_thread(waiting.offer_instead, db, conversation_id, WAITED, now):
            await relay.bring(conversation_id, None)
    for conversation_id, reason in await asyncio.to_thread(danger.alone, db, waited):
        signpost = load_handover().still_alone(reason)
        await relay.bring(conversation_id, await asyncio.to_thread(danger.signpost, db, conversation_id, signpost, now))
    for conversation_id in await asyncio.to_thread(silence.silent, db, quiet, now):
        await _tell_silence(db, relay, conversation_id, now)
    await asyncio.to_thread(desk_events.forget_old, db, now)


async def _tell_silence(db: Database, relay: Relay, conversation_id: str, now: datetime) -> None:
    try:
        holder = await asyncio.to_thread(custody.holder_of, db, conversation_id)
        if holder is None:
            return
        notice = load_handover().silence(holder.name)
        told = await asyncio.to_thread(custody.tell_silence, db, conversation_id, notice, now)
    except (ConversationUnknown, DeedRefused):  # wiped or ended meanwhile
        return
    await relay.bring(conversation_id, told)
