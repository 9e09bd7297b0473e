"""Brings what stands in the outbox to one messenger: in order, within its pace, and again when it fails.

The outbox and the chat's `delivered_seq` are the queue, so a restart goes on where the former process stopped.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from aiolimiter import AsyncLimiter

from connectors import metrics
from connectors.background import Errands, again_and_again
from connectors.claims import ELSEWHERE_SECONDS, LASTS, Claim, Claims
from connectors.errors import (
    AccountTrouble,
    ChatClosed,
    ChatMoved,
    Held,
    NeverSendable,
    PerhapsTaken,
    SendError,
    SendLater,
)
from connectors.sealing import AddressBook
from connectors.trouble import log_trouble
from guidance import chats, conversations, deliveries, elsewhere, leases
from guidance.conversations import Outgoing
from guidance.database import Database
from guidance.deliveries import Waiting
from guidance.privacy import WIPE

log = logging.getLogger(__name__)

GOODBYE_SECONDS = 20
"""So long the last message of a conversation that is wiped gets to arrive."""
OPTED_OUT = "opted_out"
PERHAPS_TAKEN = 3
"""So often a part is sent of which the answer is lost each time: each of these may stand in the chat."""


class Sender(Protocol):
    """What a messenger's package brings: messages in its own shape, and the line to it."""

    def parts(self, message: Outgoing) -> Sequence[Any]:
        """The message in parts that each fit; the same message always gives the same parts."""

    async def send(self, address: str, part: Any, spoke_at: datetime) -> str:
        """Send one part; returns the messenger's name for it.

        `spoke_at`: when the person last spoke (some messengers allow answers for a while only). Raises SendLater,
        AccountTrouble, NeverSendable, Held, ChatClosed or ChatMoved.
        """

    async def typing(self, address: str) -> None:
        """Show that an answer is coming; failing is fine."""


@dataclass(frozen=True)
class Pace:
    """How fast a messenger takes messages, and how long we keep trying. Times in seconds; `growth` is of the waits."""

    per_second: float
    per_chat: float
    first_wait: float = 1.0
    growth: float = 2.0
    longest_wait: float = 60.0
    attempts: int = 8
    typing_lasts: float = 20.0
    """So long a messenger shows that somebody is typing; before it is over it is shown again."""


class Courier:
    """The outlet of one messenger."""

    def __init__(
        self,
        db: Database,
        channel: str,
        sender: Sender,
        book: AddressBook,
        pace: Pace,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        holder: str | None = None,
    ) -> None:
        """`start` it in a running event loop, and `close` it. `holder`: see `claims.holder_of`."""
        self._db = db
        self._channel = channel
        self._sender = sender
        self._book = book
        self._pace = pace
        self._clock = clock
        self._sleep = sleep
        self._all = AsyncLimiter(1, 1 / pace.per_second)  # evenly, so that no second has more than it may
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._typing: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._closed = False
        self._later = Errands()
        self._claims = Claims(db, channel, clock, holder)

    async def start(self) -> None:
        """Send what a former process left, and from now on what another process leaves when it dies."""
        for conversation_id in await asyncio.to_thread(chats.behind, self._db, self._channel):
            self._wake(conversation_id)
        self._later.start(again_and_again(LASTS.total_seconds(), self._channel, self.take_over))

    async def take_over(self) -> None:
        """Go on with what a process that died was sending."""
        for conversation_id in await asyncio.to_thread(leases.left, self._db, self._channel, self._clock()):
            self._wake(conversation_id)

    async def close(self) -> None:
        """Stop; what is not sent stays in the outbox."""
        self._closed = True
        await self._later.close()
        tasks = [*self._tasks.values(), *self._typing.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def deliver(self, conversation_id: str, message: Outgoing) -> None:
        """See that the conversation's chat, if it has one here, gets what it did not get yet."""
        self._wake(conversation_id)
        if message.sender == "adviser":  # on the website it may stay unread, and nothing else wakes us then
            self.catch_up(conversation_id, elsewhere.UNREAD.total_seconds())
        if message.kind == WIPE:  # after this everything is wiped, also what we would send from
            with suppress(TimeoutError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self.settled(conversation_id)

    def catch_up(self, conversation_id: str, after: float = 0.0) -> None:
        """Send what waits for this conversation, `after` seconds from now: the person spoke, or a part came back."""
        if not after:
            return self._wake(conversation_id)
        self._later.start(self._catch_up(conversation_id, after))

    async def _catch_up(self, conversation_id: str, after: float) -> None:
        await asyncio.sleep(after)
        self._wake(conversation_id)

    async def typing(self, conversation_id: str, on: bool) -> None:
        """Show in the chat that an answer is coming, as long as it does; nobody waits for it to be shown."""
        before = self._typing.pop(conversation_id, None)
        if before:
            before.cancel()
        if on:
            self._typing[conversation_id] = asyncio.create_task(self._show_typing(conversation_id))

    async def _show_typing(self, conversation_id: str) -> None:
        try:
            if await asyncio.to_thread(conversations.channel, self._db, conversation_id) != self._channel:
                return
            for chat in await asyncio.to_thread(chats.of_conversation, self._db, conversation_id):
                if chat.channel == self._channel and not chat.closed:
                    address = self._book.open(chat.sealed)
                    while True:
                        await self._sender.typing(address)
                        await asyncio.sleep(self._pace.typing_lasts * 0.8)
        except Exception as error:  # only a sign: the answer itself has its own way
            log_trouble(log, self._channel, error)

    async def settled(self, conversation_id: str) -> None:
        """Wait until nothing is on its way to this conversation's chat."""
        while task := self._tasks.get(conversation_id):
            await asyncio.wait({task})

    def _wake(self, conversation_id: str) -> None:
        self._again.add(conversation_id)
        if conversation_id not in self._tasks and not self._closed:
            self._tasks[conversation_id] = asyncio.create_task(self._work(conversation_id))

    async def _work(self, conversation_id: str) -> None:
        """Send until nothing is left. Only one such task runs per conversation."""
        wait = self._pace.first_wait
        try:
            while conversation_id in self._again:
                self._again.discard(conversation_id)
                try:
                    await self._send_alone(conversation_id)
                except Exception as error:  # the database or a bug: what is stored waits, and is tried again
                    log_trouble(log, self._channel, error)
                    await asyncio.sleep(wait)
                    wait = min(2 * wait, self._pace.longest_wait)
                    self._again.add(conversation_id)
        finally:
            # No await between the last look and here: whoever wakes us from now on starts a new task.
            del self._tasks[conversation_id]

    async def _send_alone(self, conversation_id: str) -> None:
        """Send what waits; when another process does that, look again a little later whether it sent everything."""
        if await self._next(conversation_id) is None:
            return
        async with self._claims.hold(conversation_id) as claim:
            if claim is not None:
                await self._send_waiting(conversation_id, claim)
                claim.finished = claim.held
        if claim is None or not claim.held:
            self._again.add(conversation_id)
            await asyncio.sleep(ELSEWHERE_SECONDS)

    async def _next(self, conversation_id: str) -> Waiting | None:
        return await asyncio.to_thread(deliveries.next_waiting, self._db, self._channel, conversation_id)

    async def _send_waiting(self, conversation_id: str, claim: Claim) -> None:
        while claim.held and (waiting := await self._next(conversation_id)):
            verdict = await asyncio.to_thread(elsewhere.look, self._db, waiting, self._clock())
            if verdict == "later":
                return
            try:
                if verdict == "read":
                    await asyncio.to_thread(deliveries.note_done, self._db, waiting, 0)
                else:
                    await self._send_message(waiting)
            except Held as held:
                if await self._was_read_elsewhere(waiting):
                    await asyncio.to_thread(deliveries.note_done, self._db, waiting, 0)
                    continue
                await self._nudge(waiting, held)
                return
            except ChatClosed as closed:
                where = waiting.chat.channel, waiting.chat.address_hash
                await asyncio.to_thread(chats.close, self._db, *where, closed.why)
                log.info("chat_closed channel=%s why=%s", self._channel, closed.why)
            except ChatMoved as moved:
                where = waiting.chat.channel, waiting.chat.address_hash
                to = self._book.hash(moved.address), self._book.seal(moved.address)
                await asyncio.to_thread(chats.move, self._db, *where, *to)

    async def _send_message(self, waiting: Waiting) -> None:
        parts = self._sender.parts(waiting.message)
        unwanted = waiting.chat.opted_out and waiting.message.kind in chats.UNASKED
        for number, part in enumerate(parts):
            if unwanted:
                await asyncio.to_thread(deliveries.give_up, self._db, waiting, number, OPTED_OUT, self._clock())
            elif number not in waiting.parts_done:
                await self._send_part(waiting, number, part)
        await asyncio.to_thread(deliveries.note_done, self._db, waiting, len(parts))

    async def _was_read_elsewhere(self, waiting: Waiting) -> bool:
        """Whether the person has the message on the website already: then it need not wait for them here."""
        read = await asyncio.to_thread(conversations.acknowledged_seq, self._db, waiting.chat.conversation_id)
        return read >= waiting.message.seq

    async def _nudge(self, waiting: Waiting, held: Held) -> None:
        """Tell the person once that something waits, where the messenger has a way for that and they want it."""
        if held.nudge is None or waiting.chat.opted_out:
            return
        if not await asyncio.to_thread(deliveries.may_nudge, self._db, waiting):
            return
        try:
            await self._send_part(waiting, deliveries.NUDGE, held.nudge)
        except Held as error:
            await asyncio.to_thread(deliveries.give_up, self._db, waiting, deliveries.NUDGE, error.why, self._clock())

    async def _send_part(self, waiting: Waiting, number: int, part: Any) -> None:
        """Send one part, or give it up after as many tries as the pace allows. Raises Held, ChatClosed or ChatMoved."""
        address = self._book.open(waiting.chat.sealed)
        while True:
            try:
                await self._all.acquire()
                name = await self._send(address, part, waiting.chat.spoke_at)
                await asyncio.to_thread(deliveries.note_sent, self._db, waiting, number, name, self._clock())
                metrics.delivery(self._channel, "sent")
                await self._sleep(self._pace.per_chat)
                return
            except (ChatClosed, ChatMoved):
                raise
            except Held as held:
                await asyncio.to_thread(deliveries.note_waiting, self._db, waiting, number, held.why, self._clock())
                raise
            except AccountTrouble as trouble:
                await asyncio.to_thread(deliveries.note_waiting, self._db, waiting, number, trouble.why, self._clock())
                log.error("account_trouble channel=%s why=%s", self._channel, trouble.why)
                await self._sleep(self._pace.longest_wait)
            except SendError as error:
                if not await self._may_try_again(waiting, number, error):
                    return

    async def _send(self, address: str, part: Any, spoke_at: datetime) -> str:
        try:
            return await self._sender.send(address, part, spoke_at)
        except SendError:
            raise
        except Exception as error:  # a bug: perhaps the message was taken, so it is not sent again and again
            log_trouble(log, self._channel, error)
            raise NeverSendable("broken") from None

    async def _may_try_again(self, waiting: Waiting, number: int, error: SendError) -> bool:
        now = self._clock()
        tries = await asyncio.to_thread(deliveries.note_trouble, self._db, waiting, number, error.why, now)
        most = min(PERHAPS_TAKEN, self._pace.attempts) if isinstance(error, PerhapsTaken) else self._pace.attempts
        if isinstance(error, NeverSendable) or tries >= most:
            await asyncio.to_thread(deliveries.give_up, self._db, waiting, number, error.why, now)
            metrics.delivery(self._channel, "failed")
            log.warning("delivery_failed channel=%s why=%s", self._channel, error.why)
            return False
        metrics.delivery(self._channel, "later")
        asked = error.seconds if isinstance(error, SendLater) else None
        wait = min(self._pace.first_wait * self._pace.growth ** (tries - 1), self._pace.longest_wait)
        await self._sleep(asked if asked is not None else wait * random.uniform(0.75, 1.25))
        return True
