"""Sends what its time has come for: mails, reminders and a word afterwards. The database knows what was sent."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.appointments.links import Links
from connectors.appointments.page import LINKS
from connectors.core import DATABASE, OUTLETS, SETTINGS
from guidance import appointment_mail, follow_ups, reminders, waiting_list
from guidance.database import Database
from guidance.reminders import Said

EVERY_SECONDS = 5.0


def send_due(db: Database, organizer: str, links: Links, now: datetime) -> list[Said]:
    """One round; returns what was said, for the channels to bring."""
    appointment_mail.send_due(db, organizer, links.link, now)
    said = reminders.send_due(db, links.link, now)
    return said + waiting_list.send_due(db, now) + follow_ups.send_due(db, now)


async def one_round(app: web.Application, now: datetime) -> None:
    """Everything that is due now, brought to the channels."""
    sender = app[SETTINGS].mail_from
    for conversation_id, message in await asyncio.to_thread(send_due, app[DATABASE], sender, app[LINKS], now):
        await app[OUTLETS].deliver(conversation_id, message)


async def round_now(app: web.Application) -> None:
    """One round; several gateways never send one thing twice."""
    await one_round(app, datetime.now(UTC))
