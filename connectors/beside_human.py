"""What the gateway still does while a human has the word: it lets the person go back, and it listens for danger."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from connectors.handover import load_handover
from connectors.messages import BACK_TO_BOT, BOOK_INSTEAD, LEADS_TO, Incoming, plain_text
from guidance import custody
from guidance.conversations import Outgoing
from guidance.database import Database
from guidance.errors import DeedRefused


class Understands(Protocol):
    """What this needs of Rasa; see `RasaClient`."""

    async def intent(self, text: str) -> str | None:
        """What a text means, without saying or keeping anything; None when Rasa cannot say."""


class BesideHuman:
    """The few things that are not left to the adviser."""

    def __init__(self, db: Database, rasa: Understands, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time in UTC."""
        self._db = db
        self._rasa = rasa
        self._clock = clock

    async def take(self, incoming: Incoming, payload: str | None) -> Outgoing | None:
        """A message that went to a human; what the person must hear of us all the same, stored, or None."""
        if payload in (BACK_TO_BOT, BOOK_INSTEAD):
            return await asyncio.to_thread(self._go_back, incoming.conversation_id, LEADS_TO[payload])
        if incoming.kind == "text":
            return await self._signpost(incoming)
        return None

    def _go_back(self, conversation_id: str, resume: str) -> Outgoing | None:
        name = custody.last_holder_name(self._db, conversation_id) or ""
        notice = load_handover().told("left_by_person", name)
        with suppress(DeedRefused):  # the adviser was quicker
            return custody.release(self._db, conversation_id, custody.PERSON, resume, notice, self._clock())
        return None

    async def _signpost(self, incoming: Incoming) -> Outgoing | None:
        """Safety before anything else, also here: minutes count, and the adviser may be looking away."""
        intent = await self._rasa.intent(plain_text(incoming.text))
        signpost = load_handover().signpost(intent)
        if intent is None or signpost is None:
            return None
        place = self._db, incoming.conversation_id, incoming.message_id
        return await asyncio.to_thread(custody.mark_urgent, *place, intent, signpost, self._clock())
