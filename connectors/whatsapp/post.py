"""What is done with a webhook that is known to come from Meta: all of it is stored when this returns."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby

from connectors.courier import Courier, Pace
from connectors.errors import SendLater
from connectors.heard import Heard
from connectors.messenger import Messenger
from connectors.sealing import AddressBook
from connectors.whatsapp.codes import WINDOW_CLOSED, send_error
from connectors.whatsapp.deeds import CAPTION
from connectors.whatsapp.sender import WhatsAppSender
from connectors.whatsapp.updates import Move, Report, Update
from guidance import chats, deliveries
from guidance.database import Database

log = logging.getLogger(__name__)

CHANNEL = "whatsapp"
UNKNOWN = "unknown"
REPORT_PATIENCE = 1.0
"""Seconds a report waits for its message to be noted as sent: both travel at the same time."""


class Post:
    """Takes updates in for the whole channel."""

    def __init__(
        self,
        db: Database,
        messenger: Messenger,
        courier: Courier,
        sender: WhatsAppSender,
        book: AddressBook,
        pace: Pace,
    ) -> None:
        """All of one channel; `pace` tells how often a message is tried."""
        self._db = db
        self._messenger = messenger
        self._courier = courier
        self._sender = sender
        self._book = book
        self._pace = pace

    async def take(self, update: Update) -> None:
        """Store everything; of one person in order, of several at once. Raises GuidanceError: Meta sends it again."""
        for move in update.moves:
            await self._move(move)
        people = [list(heard) for _, heard in groupby(sorted(update.heard, key=_who), key=_who)]
        await asyncio.gather(*map(self._hear, people), *map(self._report, update.reports))

    async def _hear(self, messages: Iterable[Heard]) -> None:
        for heard in messages:
            conversation_id = await self._messenger.hear(heard)
            self._sender.saw(heard.reach, heard.message_id.removesuffix(CAPTION))
            self._courier.catch_up(conversation_id)  # what waited until they spoke

    async def _move(self, move: Move) -> None:
        to = self._book.hash(move.after), self._book.seal(move.reach)
        await asyncio.to_thread(chats.move, self._db, CHANNEL, self._book.hash(move.before), *to)

    async def _report(self, report: Report) -> None:
        if report.state != "failed":
            now = datetime.now(UTC)
            await asyncio.to_thread(deliveries.note_state, self._db, CHANNEL, report.name, report.state, now)
            return
        if not await self._failed(report):
            await asyncio.sleep(REPORT_PATIENCE)
            await self._failed(report)

    async def _failed(self, report: Report) -> bool:
        """Try again what may be tried again, else put it with the dead letters; False when it is not known (yet)."""
        code, why = report.code, UNKNOWN if report.code is None else str(report.code)
        waits = code in WINDOW_CLOSED
        if code is not None and (waits or isinstance(send_error(code), SendLater)):
            again = await asyncio.to_thread(
                deliveries.take_back, self._db, CHANNEL, report.name, why, self._pace.attempts
            )
            if again is not None:
                if not waits:  # else when the person speaks again
                    self._courier.catch_up(again, self._pace.first_wait)
                return True
        log.warning("delivery_failed channel=%s why=%s", CHANNEL, why)
        now = datetime.now(UTC)
        return await asyncio.to_thread(deliveries.note_state, self._db, CHANNEL, report.name, "failed", now, why)


def _who(heard: Heard) -> str:
    return heard.address
