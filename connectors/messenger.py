"""The way in of a messenger, to the relay: the same for Telegram and WhatsApp.

The channel's package verifies and reads the update; from here on it is `Heard`. A repeated update changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from connectors.coming_back import come_back, is_a_code, wipe_if_unused
from connectors.errors import MessageRefused
from connectors.heard import Heard, Reader, opts_in
from connectors.messages import Incoming
from connectors.messenger_pace import MessengerPace
from connectors.relay import Relay
from connectors.sealing import AddressBook
from guidance import chats, conversations, deliveries
from guidance.chats import Chat
from guidance.conversations import Outgoing
from guidance.database import Database


class Messenger:
    """The way in of one messenger. Things heard from one address are taken one by one, in the order they came."""

    def __init__(
        self,
        db: Database,
        relay: Relay,
        channel: str,
        book: AddressBook,
        numbers: Callable[[Outgoing], bool] = lambda message: False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pace: MessengerPace | None = None,
    ) -> None:
        """`numbers` tells whether this channel shows the choices of a message as a numbered list."""
        self._db = db
        self._relay = relay
        self._channel = channel
        self._book = book
        self._reader = Reader(db, channel, numbers)
        self._clock = clock
        self._pace = pace or MessengerPace()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def hear(self, heard: Heard) -> str:
        """Store what the person did; when this returns it is safe. Returns the id of the conversation it went to.

        Raises GuidanceError when it could not be stored: the messenger should send it again.
        """
        key = self._book.hash(heard.address)
        turn = self._turns.setdefault(key, asyncio.Lock())  # gone when nobody waits for it any more
        async with turn:
            return await self._hear(heard, key)

    async def counted(self, tap: Heard) -> bool:
        """Whether this tap chose something; else the button was too old, or used, and the person hears so."""
        kind = await asyncio.to_thread(conversations.kind_of, self._db, self._channel, tap.message_id)
        return kind == "button"

    async def closed(self, address: str, why: str) -> None:
        """The person shut us out: nothing is sent until they speak or open the chat again."""
        await asyncio.to_thread(chats.close, self._db, self._channel, self._book.hash(address), why)

    async def opened(self, address: str) -> None:
        """The person let us in again; what was said meanwhile does not come after all."""
        chat = await asyncio.to_thread(chats.find, self._db, self._channel, self._book.hash(address))
        if chat is not None and chat.closed:
            await asyncio.to_thread(deliveries.skip_waiting, self._db, self._channel, chat.conversation_id)
            await asyncio.to_thread(chats.reopen, self._db, self._channel, chat.address_hash)

    async def _hear(self, heard: Heard, key: str) -> str:
        chat = await self._chat(heard, key)
        conversation_id = chat.conversation_id
        if heard.deed in ("stop", "stop_word"):
            await asyncio.to_thread(chats.opt, self._db, self._channel, key, out=True)
        if heard.deed == "stop_word":
            words = replace(heard, deed="text")
            await self._submit(await asyncio.to_thread(self._reader.incoming, words, conversation_id), key)
            heard = replace(heard, deed="stop", text="", message_id=f"{heard.message_id}/stop")
        incoming = await asyncio.to_thread(self._reader.incoming, heard, conversation_id)
        if is_a_code(incoming):  # counted by itself, and kept nowhere
            return await self._come_back(incoming, key)
        new = await self._submit(incoming, key)
        if new and chat.opted_out and opts_in(heard):  # an old message that comes again opts nobody in
            await asyncio.to_thread(chats.opt, self._db, self._channel, key, out=False)
            told = replace(heard, deed="other", text="", notice="opted_in", message_id=f"{heard.message_id}/start")
            await self._submit(await asyncio.to_thread(self._reader.incoming, told, conversation_id), key)
        return conversation_id

    async def _submit(self, incoming: Incoming, key: str) -> bool:
        """Let the bot say who it is before anything else, once per conversation; returns whether this was new."""
        untouched = await asyncio.to_thread(conversations.is_untouched, self._db, incoming.conversation_id)
        if untouched and incoming.kind != "session":
            opening = f"{incoming.conversation_id}/session"
            await self._relay.submit(Incoming(incoming.conversation_id, opening, "session", channel=self._channel))
        return await self._relay.submit(self._pace.paced(key, incoming))

    async def _chat(self, heard: Heard, key: str) -> Chat:
        """The chat, with a new conversation for one that is new, or whose conversation was wiped."""
        before = await asyncio.to_thread(chats.find, self._db, self._channel, key)
        now = self._clock()
        if before is None:
            conversation_id = await asyncio.to_thread(conversations.start, self._db, self._channel, now, key)
        else:
            conversation_id = before.conversation_id
            if before.closed:
                await asyncio.to_thread(deliveries.skip_waiting, self._db, self._channel, conversation_id)
        sealed = self._book.seal(heard.reach or heard.address)
        spoke_at = min(now, heard.at or now)
        return await asyncio.to_thread(chats.hear, self._db, self._channel, key, sealed, conversation_id, spoke_at)

    async def _come_back(self, incoming: Incoming, key: str) -> str:
        before = incoming.conversation_id
        if await asyncio.to_thread(conversations.is_received, self._db, self._channel, incoming.message_id):
            return before  # refused already; another look would count as another try

        async def arrive(found: str) -> None:
            await asyncio.to_thread(chats.go_over, self._db, self._channel, key, found)

        try:
            found = await come_back(self._db, self._relay, incoming, key, arrive)
        except MessageRefused as refusal:
            told = Incoming(before, incoming.message_id, "other", notice=refusal.reason, channel=self._channel)
            await self._submit(told, key)
            return before
        if found != before:
            await asyncio.to_thread(wipe_if_unused, self._db, before)
        return found
