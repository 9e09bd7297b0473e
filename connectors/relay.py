"""From the inbox to Rasa to the outbox: per conversation one message at a time, in order, each answered once.

Nothing is silent; see `lanes`, `turns` and `excuses`. The inbox is the queue: a restart finds in it what was not
answered.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from connectors import metrics
from connectors.background import Errands
from connectors.beside_human import BesideHuman
from connectors.claims import LASTS, Claims
from connectors.contact import Reach
from connectors.lane import Timing
from connectors.lanes import Lanes
from connectors.messages import ASK_HUMAN, Incoming
from connectors.notices import Notices, load_notices
from connectors.outlets import Outlets
from connectors.storing import Stored, store
from connectors.trouble import log_trouble
from connectors.turns import Rasa, Turns
from guidance import conversations, leases, privacy
from guidance.conversations import Outgoing
from guidance.database import Database
from guidance.errors import ConversationUnknown

log = logging.getLogger(__name__)

TURN, PERSON_TYPES, HUMAN_TYPES = "turn", "person types", "human types"
"""Work in a conversation of which every gateway can see that it goes on (guidance/leases.py)."""
ANSWERING = TURN, HUMAN_TYPES
TYPING_LASTS = timedelta(seconds=6)
"""Who types says so again within this time; then it is over, also when the browser is gone."""
ANYBODY = "anybody"

P = ParamSpec("P")
T = TypeVar("T")


class Relay:
    """The relay of the channels of its outlets. Create it in a running event loop, `start` it, and `close` it."""

    def __init__(
        self,
        db: Database,
        rasa: Rasa,
        outlets: Outlets,
        *,
        timing: Timing | None = None,
        notices: Notices | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        reach: Callable[[Database], Reach] | None = None,
        holder: str | None = None,
    ) -> None:
        """The messages of these channels are answered here; those of another process are left to it.

        `reach` tells how to reach a human; see `Excuses`. `holder`: see `claims.holder_of`.
        """
        self._db = db
        self._outlets = outlets
        self._notices = notices or load_notices()
        self._clock = clock
        turns = Turns(db, rasa, outlets, self._notices, clock, reach)
        self._lanes = Lanes(db, turns, Claims(db, TURN, clock, holder), timing or Timing())
        turns.on_rasa_back = self._lanes.try_all_again
        self._human_side = BesideHuman(db, rasa, clock)
        self._errands = Errands()

    @property
    def channel(self) -> str:
        """How a message comes that does not say it."""
        return self._outlets.channels[0]

    async def start(self) -> None:
        """Go on with what a former process left unanswered, or promised to wipe."""
        for conversation_id in await self._call(privacy.left_to_wipe):
            await self._call(privacy.wipe, conversation_id)
        await self._go_on()

    async def take_over(self) -> None:
        """Go on with what a process that died meanwhile left unanswered; one that lives keeps its work."""
        await self._go_on(self._clock() - LASTS)

    async def _go_on(self, before: datetime | None = None) -> None:
        for channel in self._outlets.channels:
            for conversation_id in await self._call(conversations.conversations_with_unanswered, channel, before):
                if self._lanes.of(conversation_id) is None:
                    lines = await self._call(conversations.history, conversation_id)
                    told = bool(lines) and lines[-1].sender != "person"
                    self._lanes.wake(conversation_id, unexcused=not told)

    async def close(self) -> None:
        """Stop working; what is unanswered stays in the inbox."""
        await self._errands.close()
        await self._lanes.close()

    async def submit(self, incoming: Incoming) -> bool:
        """Store a message and see that it gets its turn; False when it was stored before.

        When this returns the message is safe; the answer comes through the outlets. Raises GuidanceError when it
        could not be stored (ConversationUnknown: there is no such conversation any more).
        """
        channel = incoming.channel or self.channel
        stored = await self._call(store, replace(incoming, channel=channel), self._notices.ask_human, self._clock())
        metrics.received(channel, incoming.kind, stored.new)
        if stored.new and stored.human:
            self._errands.start(self._beside(incoming, stored))
        human_asked = stored.new and stored.payload == ASK_HUMAN
        self._lanes.wake(incoming.conversation_id, unexcused=stored.new, human_asked=human_asked)
        return stored.new

    async def bring(self, conversation_id: str, message: Outgoing | None) -> None:
        """Bring what a human or the clock stored, stop what the bot was doing there, and give it its next turn."""
        if not await self._is_ours(conversation_id):
            return
        lane = self._lanes.of(conversation_id)
        if lane is not None and lane.asking is not None and message is not None and message.kind == "claimed":
            lane.asking.cancel()
        if message is not None:
            await self._outlets.deliver(conversation_id, message)
        self._lanes.wake(conversation_id, unexcused=False)

    async def show_typing(self, conversation_id: str, on: bool) -> None:
        """Show the person that a human types, or not any more."""
        await self._note_typing(conversation_id, HUMAN_TYPES, on)
        await self._outlets.typing(conversation_id, on)

    async def hear_typing(self, conversation_id: str) -> None:
        """The person types: whoever has the conversation open at the desk, of any gateway, may see it."""
        await self._note_typing(conversation_id, PERSON_TYPES, True)

    async def _note_typing(self, conversation_id: str, work: str, on: bool) -> None:
        typing = conversation_id, work, ANYBODY
        if on:
            await self._call(leases.take, *typing, self._clock(), TYPING_LASTS)
        else:
            await self._call(leases.finish, *typing)

    async def settled(self, conversation_id: str) -> None:
        """Wait until this conversation has no unanswered messages."""
        await self._lanes.settled(conversation_id)

    def works_on(self, conversation_id: str) -> bool:
        """Whether this conversation has messages that are answered, or waited for, here."""
        return self._lanes.of(conversation_id) is not None

    def is_typing(self, conversation_id: str) -> bool:
        """Whether an answer is coming: for a client that connects meanwhile."""
        lane = self._lanes.of(conversation_id)
        return lane is not None and lane.typing

    async def _is_ours(self, conversation_id: str) -> bool:
        """Whether the person is on a channel of ours now; what is stored for another one is told there."""
        try:
            return await self._call(conversations.channel, conversation_id) in self._outlets.channels
        except ConversationUnknown:  # wiped meanwhile
            return False

    async def _beside(self, incoming: Incoming, stored: Stored) -> None:
        try:
            said = await self._human_side.take(incoming, stored.payload)
            if said is not None:
                await self.bring(incoming.conversation_id, said)
        except Exception as error:  # the human reads the message all the same
            log_trouble(log, "beside_human", error)

    async def _call(self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(function, self._db, *args, **kwargs)
