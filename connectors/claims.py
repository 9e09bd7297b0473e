"""One gateway at a time works on a conversation: a lease in the database, prolonged as long as the work takes."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import platform
import secrets
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from connectors.trouble import log_trouble
from guidance import leases
from guidance.database import Database

log = logging.getLogger(__name__)

LASTS = timedelta(seconds=6)
"""So long after the last sign of a process that died, another one goes on with its work."""
PROLONG_SECONDS = 2.0
ELSEWHERE_SECONDS = 0.5
"""When another process works on a conversation, we look again after this long."""


def holder_of(host: str, port: int) -> str:
    """The name of the gateway at this address of this machine.

    A gateway that was killed has the same name when it is back, so it goes on at once with what it was doing; no two
    live ones can have it, for one address belongs to one process. In a container the name of the machine is its own.
    Port 0, any that is free, says nothing about who comes back: the name is then a new one each time.
    """
    place = f"{platform.node()}/{uuid.getnode():x}/{host}/{port or secrets.token_hex(8)}"
    return hashlib.sha256(place.encode()).hexdigest()[:32]


class Claim:
    """The right to work, for as long as `held`; the worker notes with `finished` that nothing is left to do."""

    def __init__(self, again: bool, until: datetime, clock: Callable[[], datetime]) -> None:
        """`again`: this work was begun before, and part of it may have been done."""
        self.again = again
        self.finished = False
        self.until = until
        self._clock = clock

    @property
    def held(self) -> bool:
        """False once another process may have taken over: we were gone for too long."""
        return self._clock() < self.until


class Claims:
    """The claims of this process on one kind of work."""

    def __init__(self, db: Database, work: str, clock: Callable[[], datetime], holder: str | None = None) -> None:
        """`work` names it: "turn", or a messenger. `clock` gives the time in UTC. `holder`: see `holder_of`."""
        self._db = db
        self._work = work
        self._clock = clock
        self._holder = holder or secrets.token_hex(8)

    @asynccontextmanager
    async def hold(self, conversation_id: str) -> AsyncIterator[Claim | None]:
        """The claim on this conversation, or None while another process works on it."""
        mine = conversation_id, self._work, self._holder
        now = self._clock()
        lease = await asyncio.to_thread(leases.take, self._db, *mine, now, LASTS)
        if lease is None:
            yield None
            return
        claim = Claim(lease.unfinished, now + LASTS, self._clock)
        prolonging = asyncio.create_task(self._prolong(mine, claim))
        try:
            yield claim
        finally:
            prolonging.cancel()
            await self._end(mine, claim)

    async def _prolong(self, mine: tuple[str, str, str], claim: Claim) -> None:
        while claim.held:
            await asyncio.sleep(PROLONG_SECONDS)
            try:
                until = self._clock() + LASTS
                if await asyncio.to_thread(leases.prolong, self._db, *mine, until):
                    claim.until = until
            except Exception as error:  # the database: tried again; if it goes on, the lease ends and so do we
                log_trouble(log, "claims", error)

    async def _end(self, mine: tuple[str, str, str], claim: Claim) -> None:
        try:
            if claim.finished:
                await asyncio.to_thread(leases.finish, self._db, *mine)
            else:
                await asyncio.to_thread(leases.leave, self._db, *mine, self._clock())
        except Exception as error:  # it ends by itself
            log_trouble(log, "claims", error)
