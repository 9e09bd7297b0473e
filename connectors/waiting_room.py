"""The clock of those who wait: nobody came, or the adviser fell silent. It counts in the database, so it survives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

from aiohttp import web

from connectors.handover import load_handover
from connectors.messages import WAITED
from connectors.settings import Settings
from connectors.trouble import log_trouble
from connectors.voices import Voices
from guidance import custody, desk_events, waiting
from guidance.database import Database
from guidance.errors import ConversationUnknown, DeedRefused

log = logging.getLogger(__name__)


def keep_time(db: Database, settings: Settings, voices: Voices) -> Callable[[web.Application], AsyncIterator[None]]:
    """A cleanup context that looks at the waiting room every few seconds."""

    async def context(app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_look_on(db, settings, voices))
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    return context


async def _look_on(db: Database, settings: Settings, voices: Voices) -> None:
    while True:
        try:
            await look(db, settings, voices, datetime.now(UTC))
        except Exception as error:  # the next round tries again
            log_trouble(log, "waiting_room", error)
        await asyncio.sleep(settings.look_seconds)


async def look(db: Database, settings: Settings, voices: Voices, now: datetime) -> None:
    """One round: offer moments to who waited too long, and tell who talks to an adviser that says nothing."""
    waited, quiet = now - timedelta(minutes=settings.wait_minutes), now - timedelta(minutes=settings.silent_minutes)
    for conversation_id in await asyncio.to_thread(waiting.overdue, db, waited):
        if await asyncio.to_thread(waiting.offer_instead, db, conversation_id, WAITED, now):
            await voices.bring(db, conversation_id, None)
    for conversation_id in await asyncio.to_thread(waiting.silent, db, quiet):
        await _tell_silence(db, voices, conversation_id, now)
    await asyncio.to_thread(desk_events.forget_old, db, now)


async def _tell_silence(db: Database, voices: Voices, conversation_id: str, now: datetime) -> None:
    try:
        holder = await asyncio.to_thread(custody.holder_of, db, conversation_id)
        if holder is None:
            return
        notice = load_handover().silence(holder.name)
        told = await asyncio.to_thread(custody.tell_silence, db, conversation_id, notice, now)
    except (ConversationUnknown, DeedRefused):  # wiped or ended meanwhile
        return
    await voices.bring(db, conversation_id, told)
