"""What a person hears when the bot cannot answer (yet): the trouble is told once, and a human can be asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from connectors.contact import Reach
from connectors.lane import Lane
from connectors.messages import ASK_HUMAN, GREET
from connectors.notices import Notices
from connectors.outlets import Outlet
from guidance import conversations, handoffs
from guidance.conversations import OutMessage, Pending
from guidance.database import Database
from guidance.errors import Hushed

ASKED = "asked"
"""The reason of a handoff, for the adviser."""
BROKEN = "opening", "outage"
"""Notices that say that nothing is answered now."""


class Excuses:
    """Says what is going on, in words that do not repeat themselves."""

    def __init__(
        self,
        db: Database,
        outlet: Outlet,
        notices: Notices,
        clock: Callable[[], datetime],
        reach: Callable[[Database], Reach] | None = None,
    ) -> None:
        """`clock` gives the time in UTC; `reach` tells how to reach a human, as it is now."""
        self._db = db
        self._outlet = outlet
        self._notices = notices
        self._clock = clock
        self._reach = reach or (lambda db: Reach())

    async def say(self, name: str, lane: Lane) -> None:
        """Say the notice `name`, unless the person knows; a wish for a human is noted here, without Rasa.

        Who heard that it takes long hears once, in full, when it turns out to be broken.
        """
        turns_worse = name in BROKEN and lane.excuses > 0 and not lane.told_broken
        if not (lane.unexcused or turns_worse):
            return
        lane.unexcused = False
        if turns_worse:
            lane.excuses = 0
        elif lane.told_broken:
            name = "outage"
        lane.told_broken |= name in BROKEN
        reach = await asyncio.to_thread(self._reach, self._db)
        if lane.human_asked:
            await self._ask_for_human(lane.conversation_id)
            lane.human_asked = False
            lane.told_broken = True
            lane.human_next = lane.excuses + 1
            name = _requested(reach)
        message = self._notices.message(name, lane.excuses, reach.words)
        lane.excuses += 1
        try:
            stored = await asyncio.to_thread(conversations.say, self._db, lane.conversation_id, message, self._clock())
        except Hushed:  # a human came meanwhile
            return
        await lane.show_typing(self._outlet, False)
        await self._outlet.deliver(lane.conversation_id, stored)

    async def apology(self, pending: Pending, lane: Lane) -> OutMessage:
        """The last word about a message that the bot fails at again and again; not the word that was said before."""
        if pending.payload != ASK_HUMAN:
            return self._notices.message("failed_opening" if pending.payload == GREET else "failed")
        await self._ask_for_human(pending.conversation_id)
        reach = await asyncio.to_thread(self._reach, self._db)
        return self._notices.message(_requested(reach), lane.human_next, reach.words)

    async def _ask_for_human(self, conversation_id: str) -> None:
        await asyncio.to_thread(handoffs.request, self._db, conversation_id, ASKED, self._clock())


def _requested(reach: Reach) -> str:
    return "human_requested_demo" if reach.demonstration else "human_requested"
