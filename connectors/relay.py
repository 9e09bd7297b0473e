"""From the inbox to Rasa to the outbox: per conversation one message at a time, in order, each answered once.

Nothing is silent. While Rasa is away a person hears so once, every message stays in the inbox, and a human can be
asked for. The inbox is the queue: a restart finds in it what was not answered.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from connectors import metrics
from connectors.beside_human import BesideHuman
from connectors.errors import RasaError, RasaFailed, RasaTimeout
from connectors.lane import Lane, Timing
from connectors.messages import (
    ASK_HUMAN,
    GREET,
    LEADS_TO,
    RESUME,
    Incoming,
    plain_text,
)
from connectors.notices import Notices, load_notices
from connectors.tapping import answer_to, tap
from connectors.trouble import log_trouble
from guidance import conversations, handoffs, privacy
from guidance.conversations import Outgoing, OutMessage, Pending
from guidance.database import Database
from guidance.errors import ButtonWaiting, Hushed
from guidance.privacy import WIPE

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
"""A message that Rasa fails at this often gets an apology, so that the next ones get their turn."""

ASKED = "asked"
"""The reason of a handoff, for the adviser."""

P = ParamSpec("P")
T = TypeVar("T")


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


class Outlet(Protocol):
    """The channel's side: brings to the person what is stored already, so it may fail without loss."""

    async def deliver(self, conversation_id: str, message: Outgoing) -> None:
        """Bring one message to all connected clients of this conversation."""

    async def typing(self, conversation_id: str, on: bool) -> None:
        """Show or hide that an answer is coming."""


class Relay:
    """The relay of one or more channels. Create it in a running event loop, `start` it, and `close` it."""

    def __init__(
        self,
        db: Database,
        rasa: Rasa,
        channels: str | Sequence[str],
        outlet: Outlet,
        *,
        timing: Timing | None = None,
        notices: Notices | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`channels` are the ones whose messages this relay answers; the first names it in the log."""
        self._db = db
        self._rasa = rasa
        self.channels = (channels,) if isinstance(channels, str) else tuple(channels)
        self.channel = self.channels[0]
        self._outlet = outlet
        self._timing = timing or Timing()
        self._notices = notices or load_notices()
        self._clock = clock
        self._since = clock()
        self._lanes: dict[str, Lane] = {}
        self._rasa_down = False
        self._human_side = BesideHuman(db, rasa, clock)
        self._watching: set[asyncio.Task[None]] = set()
        self.on_typing: Callable[[str], None] = lambda conversation_id: None
        """Called when the person types to a human; see Voices."""

    async def start(self) -> None:
        """Go on with what a former process left unanswered, or promised to wipe."""
        for conversation_id in await self._call(privacy.left_to_wipe):
            await self._call(privacy.wipe, conversation_id)
        for channel in self.channels:
            for conversation_id in await self._call(conversations.conversations_with_unanswered, channel):
                lines = await self._call(conversations.history, conversation_id)
                told = bool(lines) and lines[-1].sender != "person"
                self._wake(conversation_id, unexcused=not told)

    async def close(self) -> None:
        """Stop working; what is unanswered stays in the inbox."""
        tasks = [*self._watching, *(lane.task for lane in self._lanes.values() if lane.task)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def submit(self, incoming: Incoming) -> bool:
        """Store a message and see that it gets its turn; False when it was stored before.

        When this returns the message is safe; the answer comes through the outlet. Raises GuidanceError when it
        could not be stored (ConversationUnknown: there is no such conversation any more).
        """
        new, payload, human = await asyncio.to_thread(self._store, incoming)
        metrics.received(incoming.channel or self.channel, incoming.kind, new)
        if new and human:
            task = asyncio.create_task(self._beside(incoming, payload))
            self._watching.add(task)
            task.add_done_callback(self._watching.discard)
        self._wake(incoming.conversation_id, unexcused=new, human_asked=new and payload == ASK_HUMAN)
        return new

    async def bring(self, conversation_id: str, message: Outgoing | None) -> None:
        """Bring what a human or the clock stored, stop what the bot was doing there, and give it its next turn."""
        lane = self._lanes.get(conversation_id)
        if lane is not None and lane.asking is not None and message is not None and message.kind == "claimed":
            lane.asking.cancel()
        if message is not None:
            await self._bring(self._outlet.deliver(conversation_id, message))
        self._wake(conversation_id, unexcused=False)

    async def show_typing(self, conversation_id: str, on: bool) -> None:
        """Show the person that a human types, or not any more."""
        await self._bring(self._outlet.typing(conversation_id, on))

    async def settled(self, conversation_id: str) -> None:
        """Wait until this conversation has no unanswered messages."""
        while lane := self._lanes.get(conversation_id):
            assert lane.task is not None
            await asyncio.wait({lane.task})

    def is_typing(self, conversation_id: str) -> bool:
        """Whether an answer is coming: for a client that connects meanwhile."""
        lane = self._lanes.get(conversation_id)
        return lane is not None and lane.typing

    def _store(self, incoming: Incoming) -> tuple[bool, str | None, bool]:
        """Whether the message is new, what Rasa gets instead of its text, and whether it went to a human."""
        kind, text, payload = str(incoming.kind), incoming.text, None
        if incoming.kind == "session":
            payload = GREET
        elif incoming.kind == "resume":
            kind, payload = "session", RESUME
        elif incoming.kind == "ask_human":
            kind, text, payload = "button", self._notices.ask_human, ASK_HUMAN
        elif incoming.kind == "deed":
            kind, payload = "button", incoming.payload
        elif incoming.kind == "other":
            payload = incoming.notice
        elif incoming.kind == "button":
            try:
                kind, text, payload = tap(self._db, incoming, self._clock())
            except ButtonWaiting:
                return False, None, False
        human = conversations.state(self._db, incoming.conversation_id) == "human"
        if not human:
            payload = LEADS_TO.get(payload or "", payload)
        place = self._db, incoming.conversation_id, incoming.message_id
        new = conversations.receive(*place, kind, text, self._clock(), payload, incoming.channel)
        return new, payload, human

    async def _beside(self, incoming: Incoming, payload: str | None) -> None:
        try:
            said = await self._human_side.take(incoming, payload)
            if said is not None:
                await self.bring(incoming.conversation_id, said)
        except Exception as error:  # the human reads the message all the same
            log_trouble(log, self.channel, error)

    def _wake(self, conversation_id: str, *, unexcused: bool, human_asked: bool = False) -> None:
        lane = self._lanes.get(conversation_id)
        if lane is None:
            lane = self._lanes[conversation_id] = Lane(self._timing)
            lane.task = asyncio.create_task(self._work(conversation_id, lane))
        lane.unexcused |= unexcused
        lane.human_asked |= human_asked
        lane.wake.set()

    async def _work(self, conversation_id: str, lane: Lane) -> None:
        """Answer the conversation's messages until there are none. Only one such task runs per conversation."""
        try:
            while True:
                lane.wake.clear()
                pending = None
                try:
                    pending = await self._call(conversations.oldest_unanswered, conversation_id)
                    if pending is not None:
                        await self._turn(pending, lane)
                except Exception as error:  # a locked database or a bug must not silence the conversation for good
                    log_trouble(log, self.channel, error)
                    await self._count(pending)
                    await lane.pause()
                    continue
                # No await between this look and the end: a message stored meanwhile has set `wake`.
                if pending is None and not lane.wake.is_set():
                    return
        finally:
            del self._lanes[conversation_id]

    async def _turn(self, pending: Pending, lane: Lane) -> None:
        """One try at one message: answered, or put off."""
        loop = asyncio.get_running_loop()
        lane.began = lane.began or loop.time()
        try:
            outcome, replies = await self._replies(pending, lane)
        except RasaError as error:
            await self._put_off(pending, lane, error)
            return
        stored = await self._call(conversations.answer, pending.inbox_id, replies, self._clock())
        milliseconds = 1000 * (loop.time() - lane.began)
        intent = replies[0].intent if replies else ""
        log.info(
            "turn channel=%s intent=%s duration_ms=%.0f outcome=%s", pending.channel, intent, milliseconds, outcome
        )
        metrics.turn(pending.channel, outcome, milliseconds / 1000)
        await self._show_typing(pending.conversation_id, lane, False)
        for message in stored:
            await self._bring(self._outlet.deliver(pending.conversation_id, message))
        if any(message.kind == WIPE for message in stored):
            await self._call(privacy.wipe, pending.conversation_id)
        lane.human_asked &= pending.payload != ASK_HUMAN
        lane.relieve()

    async def _replies(self, pending: Pending, lane: Lane) -> tuple[str, Sequence[OutMessage]]:
        """How the turn ended, and what the person gets. Raises RasaError."""
        if pending.kind == "other":
            return "notice", [await self._call(answer_to, pending, self._notices)]
        if pending.attempts >= MAX_ATTEMPTS:
            return "gave_up", [await self._apology(pending)]
        replies = await self._ask(pending, lane)
        metrics.rasa(True)
        if self._rasa_down:
            self._rasa_is_back()
        return ("answered", replies) if replies else ("empty", [self._notices.message("empty")])

    async def _ask(self, pending: Pending, lane: Lane) -> list[OutMessage]:
        """Ask Rasa; when that takes long the person hears so, and again after each message sent meanwhile."""
        if not lane.excuses:
            await self._show_typing(pending.conversation_id, lane, True)
        payload = LEADS_TO.get(pending.payload or "", pending.payload)
        text = payload or plain_text(pending.text)
        limit = self._timing.patience if pending.payload == ASK_HUMAN else self._timing.timeout
        # What came before this process may have been with Rasa already; so may what we sent without an answer.
        again = lane.tried == pending.inbox_id or pending.received_at < self._since
        lane.tried = pending.inbox_id
        mark = str(pending.inbox_id)
        asking = asyncio.create_task(self._rasa.send(pending.conversation_id, text, limit, mark, again))
        lane.asking = asking
        try:
            while not (await asyncio.wait({asking}, timeout=self._timing.patience))[0]:
                await self._excuse("slow", pending.conversation_id, lane)
                await self._show_typing(pending.conversation_id, lane, True)
            return [] if asking.cancelled() else asking.result()
        finally:
            lane.asking = None
            asking.cancel()

    async def _put_off(self, pending: Pending, lane: Lane, error: RasaError) -> None:
        """Leave the message where it is and wait, or let the next try be the apology."""
        if isinstance(error, RasaFailed) or (isinstance(error, RasaTimeout) and await self._rasa.is_up()):
            if await self._count(pending) >= MAX_ATTEMPTS:
                return
        elif not self._rasa_down:
            self._rasa_down = True
            metrics.rasa(False)
            log.warning("rasa_down channel=%s cause=%s", self.channel, type(error).__name__)
        if not isinstance(error, RasaFailed):
            name = "opening" if pending.payload == GREET and not lane.excuses else "outage"
            await self._excuse(name, pending.conversation_id, lane)
            await self._show_typing(pending.conversation_id, lane, False)
        await lane.pause()

    async def _excuse(self, name: str, conversation_id: str, lane: Lane) -> None:
        """Say what is going on, unless the person knows; a wish for a human is noted here, without Rasa."""
        if not lane.unexcused:
            return
        lane.unexcused = False
        if lane.human_asked:
            await self._call(handoffs.request, conversation_id, ASKED, self._clock())
            lane.human_asked = False
            name = "human_requested"
        message = self._notices.message(name, lane.excuses)
        lane.excuses += 1
        try:
            stored = await self._call(conversations.say, conversation_id, message, self._clock())
        except Hushed:  # a human came meanwhile
            return
        await self._show_typing(conversation_id, lane, False)
        await self._bring(self._outlet.deliver(conversation_id, stored))

    async def _apology(self, pending: Pending) -> OutMessage:
        if pending.payload != ASK_HUMAN:
            return self._notices.message("failed")
        await self._call(handoffs.request, pending.conversation_id, ASKED, self._clock())
        return self._notices.message("human_requested", 1)

    def _rasa_is_back(self) -> None:
        self._rasa_down = False
        metrics.rasa(True)
        log.info("rasa_up channel=%s", self.channel)
        for lane in self._lanes.values():
            lane.wake.set()

    async def _count(self, pending: Pending | None) -> int:
        """Note a failed try; returns how many there were, 0 when even that cannot be stored."""
        try:
            return await self._call(conversations.count_attempt, pending.inbox_id) if pending else 0
        except Exception as error:
            log_trouble(log, self.channel, error)
            return 0

    async def _show_typing(self, conversation_id: str, lane: Lane, on: bool) -> None:
        if lane.typing != on:
            lane.typing = on
            await self._bring(self._outlet.typing(conversation_id, on))

    async def _bring(self, step: Awaitable[None]) -> None:
        try:
            await step
        except Exception as error:  # stored already: the client gets it when it connects again
            log_trouble(log, self.channel, error)

    async def _call(self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(function, self._db, *args, **kwargs)
