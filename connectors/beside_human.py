"""What the gateway still does while a human has the word: it lets the person go back, it listens for danger, and it
tells the person what does not come through.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from connectors.danger import Understands, urgent_intent
from connectors.handover import load_handover
from connectors.messages import BACK_TO_BOT, BOOK_INSTEAD, LEADS_TO, Incoming
from connectors.notices import KIND, load_notices
from connectors.unread import load_unread
from guidance import custody
from guidance.conversations import Outgoing, OutMessage
from guidance.database import Database
from guidance.errors import DeedRefused

NOT_FOR_HUMANS = ("opted_out", "opted_in", "code_unknown", "code_expired", "code_tries")
"""Notices about what a person asks of us, whoever has the word."""


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
        has_words = incoming.kind in ("text", "other") and incoming.text
        signpost = await self._signpost(incoming) if has_words else None
        if signpost is None and incoming.kind == "other":
            return await asyncio.to_thread(self._tell, incoming)
        return signpost

    def _go_back(self, conversation_id: str, resume: str) -> Outgoing | None:
        name = custody.last_holder_name(self._db, conversation_id) or ""
        notice = load_handover().told("left_by_person", name)
        with suppress(DeedRefused):  # the adviser was quicker
            return custody.release(self._db, conversation_id, custody.PERSON, resume, notice, self._clock())
        return None

    async def _signpost(self, incoming: Incoming) -> Outgoing | None:
        """Safety before anything else, also here: minutes count, and the adviser may be looking away."""
        intent = await urgent_intent(self._rasa, incoming.text)
        signpost = load_handover().signpost(intent)
        if intent is None or signpost is None:
            return None
        place = self._db, incoming.conversation_id, incoming.message_id
        return await asyncio.to_thread(custody.mark_urgent, *place, intent, signpost, self._clock())

    def _tell(self, incoming: Incoming) -> Outgoing | None:
        """That the adviser cannot hear or see this; the same is not said twice in a row."""
        if incoming.notice in NOT_FOR_HUMANS:
            notice = load_notices().message(incoming.notice)
        else:
            name = custody.last_holder_name(self._db, incoming.conversation_id) or ""
            told = None if incoming.text else load_unread().told(incoming.notice, name)
            if told is None:
                return None
            notice = OutMessage(told, kind=KIND)
        return custody.tell(self._db, incoming.conversation_id, notice, self._clock())
