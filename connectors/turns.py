"""One turn of the bot: a message goes to Rasa, and what comes back is stored in the same step that marks it answered.

While Rasa is away the person hears so once and the message stays where it is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from connectors import metrics
from connectors.claims import ELSEWHERE_SECONDS
from connectors.contact import Reach
from connectors.danger import stretch_in_danger
from connectors.errors import RasaError, RasaFailed, RasaTimeout, RasaUnavailable
from connectors.excuses import Excuses
from connectors.lane import Lane
from connectors.messages import ASK_HUMAN, EDITED, GREET, LEADS_TO, SURPLUS, TOO_LONG, plain_text
from connectors.notices import Notices
from connectors.outlets import Outlets
from connectors.tapping import answer_to
from guidance import conversations, privacy
from guidance.conversations import OutMessage, Pending
from guidance.database import Database
from guidance.privacy import WIPE

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
"""A message that Rasa fails at this often gets an apology, so that the next ones get their turn."""


class Rasa(Protocol):
    """What the relay needs of Rasa; see `RasaClient`."""

    async def send(
        self, conversation_id: str, text: str, timeout: float = ..., message_id: str = ..., again: bool = ...
    ) -> list[OutMessage]:
        """The bot's replies. Raises RasaError."""

    async def is_up(self) -> bool:
        """Whether Rasa answers at all."""

    async def intent(self, text: str) -> str | None:
        """What a text means, without saying or keeping anything; None when Rasa cannot say."""


class Turns:
    """Takes the bot's turns, of all conversations; of each conversation one at a time."""

    def __init__(
        self,
        db: Database,
        rasa: Rasa,
        outlets: Outlets,
        notices: Notices,
        clock: Callable[[], datetime],
        reach: Callable[[Database], Reach] | None = None,
    ) -> None:
        """`clock` gives the time in UTC; for `reach` see `Excuses`."""
        self._db = db
        self._rasa = rasa
        self._outlets = outlets
        self._notices = notices
        self._clock = clock
        self._excuses = Excuses(db, outlets, notices, clock, reach)
        self._rasa_down = False
        self.on_rasa_back: Callable[[], None] = lambda: None

    async def take(self, pending: Pending, lane: Lane, again: bool) -> bool:
        """One try at one message; `again` when Rasa may have got it before. Raises what the database raises.

        False when it was put off: trying again makes sense after a while.
        """
        loop = asyncio.get_running_loop()
        lane.began = lane.began or loop.time()
        try:
            outcome, replies = await self._replies(pending, lane, again)
        except RasaError as error:
            return await self._put_off(pending, lane, error)
        stored = await asyncio.to_thread(conversations.answer, self._db, pending.inbox_id, replies, self._clock())
        _note(pending, replies, outcome, loop.time() - lane.began)
        await lane.show_typing(self._outlets, False)
        for message in stored:
            await self._outlets.deliver(pending.conversation_id, message)
        if any(message.kind == WIPE for message in stored):
            await asyncio.to_thread(privacy.wipe, self._db, pending.conversation_id)
        lane.human_asked &= pending.payload != ASK_HUMAN
        lane.relieve()
        return True

    async def wait_for_other(self, lane: Lane) -> None:
        """Another process answers this conversation; when that takes long the person hears so, as in `_ask`."""
        loop = asyncio.get_running_loop()
        lane.began = lane.began or loop.time()
        await lane.show_typing(self._outlets, True)
        await lane.wait_for(ELSEWHERE_SECONDS)
        if loop.time() - lane.began > lane.timing.patience:
            await self._excuses.say("slow", lane)

    async def rest(self, lane: Lane) -> None:
        """Nothing is left to answer: whoever answered, nobody types now."""
        await lane.show_typing(self._outlets, False)

    async def _replies(self, pending: Pending, lane: Lane, again: bool) -> tuple[str, Sequence[OutMessage]]:
        """How the turn ended, and what the person gets. Raises RasaError."""
        if pending.payload == SURPLUS:
            return "surplus", []
        if pending.kind == "other":
            return "notice", await self._unread(pending, lane, again)
        if pending.attempts >= MAX_ATTEMPTS:
            return "gave_up", [await self._excuses.apology(pending, lane)]
        if (again or self._rasa_down) and not await self._rasa.is_up():
            raise RasaUnavailable("Rasa or its action server is still away.")
        replies = await self._ask(pending, lane, again)
        metrics.rasa(True)
        if self._rasa_down:
            self._rasa_down = False
            log.info("rasa_up")
            self.on_rasa_back()
        if replies:
            return "answered", replies
        return "empty", [
            self._notices.message("empty") if pending.payload is None else await self._excuses.apology(pending, lane)
        ]

    async def _unread(self, pending: Pending, lane: Lane, again: bool) -> Sequence[OutMessage]:
        """What is not for the bot gets a notice; words of danger in it are answered all the same. Raises RasaError."""
        if pending.payload in (TOO_LONG, EDITED) and pending.attempts < MAX_ATTEMPTS:
            danger = await stretch_in_danger(self._rasa, pending.text)
            if danger is not None:
                return await self._ask(replace(pending, kind="text", text=danger, payload=None), lane, again)
        return [await asyncio.to_thread(answer_to, self._db, pending, self._notices)]

    async def _ask(self, pending: Pending, lane: Lane, again: bool) -> list[OutMessage]:
        """Ask Rasa; when that takes long the person hears so, and again after each message sent meanwhile."""
        if not lane.excuses:
            await lane.show_typing(self._outlets, True)
        asking = lane.asking = asyncio.create_task(self._send(pending, lane, again))
        try:
            while not (await asyncio.wait({asking}, timeout=lane.timing.patience))[0]:
                await self._excuses.say(_trouble(pending, lane, there=True), lane)
                await lane.show_typing(self._outlets, not lane.told_broken)
            return [] if asking.cancelled() else asking.result()
        finally:
            lane.asking = None
            asking.cancel()

    async def _send(self, pending: Pending, lane: Lane, again: bool) -> list[OutMessage]:
        payload = LEADS_TO.get(pending.payload or "", pending.payload)
        text = payload or plain_text(pending.text)
        waits_for_human = pending.payload == ASK_HUMAN and lane.human_asked  # and has not heard that it is noted
        limit = lane.timing.patience if waits_for_human else lane.timing.timeout
        return await self._rasa.send(pending.conversation_id, text, limit, str(pending.inbox_id), again)

    async def _put_off(self, pending: Pending, lane: Lane, error: RasaError) -> bool:
        """Leave the message where it is for a while, or (True) let the next try be the apology.

        What Rasa was given counts, also when nothing answers after it: it may be this message that makes it hang.
        """
        failed, late = isinstance(error, RasaFailed), isinstance(error, RasaTimeout)
        attempts = (
            await asyncio.to_thread(conversations.count_attempt, self._db, pending.inbox_id) if failed or late else 0
        )
        there = failed or (late and await self._rasa.is_up())
        if there and attempts >= MAX_ATTEMPTS:
            return True
        if not there and not self._rasa_down:
            self._rasa_down = True
            metrics.rasa(False)
            log.warning("rasa_down cause=%s", type(error).__name__)
        if not failed:
            await self._excuses.say(_trouble(pending, lane, there), lane)
            await lane.show_typing(self._outlets, False)
        return False


def _trouble(pending: Pending, lane: Lane, there: bool) -> str:
    """The name of the notice: Rasa is `there` and takes long, or it is broken; `GREET` is said before anything is."""
    opens = pending.payload == GREET
    if there:
        return "slow_opening" if opens and not lane.excuses else "slow"
    return "opening" if opens and not lane.told_broken else "outage"


def _note(pending: Pending, replies: Sequence[OutMessage], outcome: str, seconds: float) -> None:
    intent = replies[0].intent if replies else ""
    told = pending.channel, intent, 1000 * seconds, outcome
    log.info("turn channel=%s intent=%s duration_ms=%.0f outcome=%s", *told)
    metrics.turn(pending.channel, outcome, seconds)
