"""The conversations that have unanswered messages: each has one task, which takes them one by one, in order.

With several gateways each may have a task for a conversation; who holds the claim on it answers, the others wait.
"""

from __future__ import annotations

import asyncio
import logging

from connectors.claims import Claims
from connectors.lane import Lane, Timing
from connectors.trouble import log_trouble
from connectors.turns import Turns
from guidance import conversations
from guidance.conversations import Pending
from guidance.database import Database

log = logging.getLogger(__name__)


class Lanes:
    """A lane is there as long as its conversation has work."""

    def __init__(self, db: Database, turns: Turns, claims: Claims, timing: Timing) -> None:
        """No conversation has work yet."""
        self._db = db
        self._claims = claims
        self._turns = turns
        self._timing = timing
        self._lanes: dict[str, Lane] = {}

    def of(self, conversation_id: str) -> Lane | None:
        """The lane of a conversation that has work."""
        return self._lanes.get(conversation_id)

    def wake(self, conversation_id: str, *, unexcused: bool, human_asked: bool = False) -> None:
        """See whether there is work. `unexcused`: the person sent something that no excuse was made for."""
        lane = self._lanes.get(conversation_id)
        if lane is None:
            lane = self._lanes[conversation_id] = Lane(conversation_id, self._timing)
            lane.task = asyncio.create_task(self._work(lane))
        lane.unexcused |= unexcused
        lane.human_asked |= human_asked
        lane.wake.set()

    def try_all_again(self) -> None:
        """End every wait: what was wrong is over."""
        for lane in self._lanes.values():
            lane.wake.set()

    async def settled(self, conversation_id: str) -> None:
        """Wait until this conversation has no unanswered messages."""
        while lane := self._lanes.get(conversation_id):
            assert lane.task is not None
            await asyncio.wait({lane.task})

    async def close(self) -> None:
        """Stop working; what is unanswered stays in the inbox."""
        tasks = [lane.task for lane in self._lanes.values() if lane.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, lane: Lane) -> None:
        """Answer the conversation's messages until there are none. Only one such task runs per conversation."""
        try:
            while True:
                left = await self._round(lane)
                # No await between this look and the end: a message stored meanwhile has set `wake`.
                if not left and not lane.wake.is_set():
                    return
        finally:
            del self._lanes[lane.conversation_id]

    async def _round(self, lane: Lane) -> bool:
        """Answer what waits, as far as that goes now, and wait when it does not go; False when nothing is left."""
        pending = None
        try:
            if await self._oldest(lane) is None:
                await self._turns.rest(lane)
                return False
            async with self._claims.hold(lane.conversation_id) as claim:
                while claim is not None and claim.held:
                    pending = await self._oldest(lane)
                    if pending is None:
                        claim.finished = True
                        return False
                    if not await self._turns.take(pending, lane, claim.again):
                        break
            # Not within the claim: meanwhile another process may try.
            await (lane.pause() if claim is not None else self._turns.wait_for_other(lane))
        except Exception as error:  # a locked database or a bug must not silence the conversation for good
            log_trouble(log, "relay", error)
            await self._count(pending)
            await lane.pause()
        return True

    async def _oldest(self, lane: Lane) -> Pending | None:
        lane.wake.clear()
        return await asyncio.to_thread(conversations.oldest_unanswered, self._db, lane.conversation_id)

    async def _count(self, pending: Pending | None) -> None:
        """Note a failed try; when even that cannot be stored the next try is not the last."""
        try:
            if pending is not None:
                await asyncio.to_thread(conversations.count_attempt, self._db, pending.inbox_id)
        except Exception as error:
            log_trouble(log, "relay", error)
