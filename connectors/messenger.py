"""What a person does in a messenger, turned into messages for the relay: the same for Telegram and WhatsApp.

The channel's package verifies and reads the update; from here on it is `Heard`. A repeated update changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal
from weakref import WeakValueDictionary

from connectors.coming_back import come_back, is_a_code, wipe_if_unused
from connectors.errors import MessageRefused
from connectors.messages import Incoming, checked_text, cleaned
from connectors.messenger_pace import MessengerPace
from connectors.notices import load_notices
from connectors.relay import Relay
from connectors.rendering import chosen
from connectors.sealing import AddressBook
from guidance import chats, conversations, deliveries, resume_codes
from guidance.chats import Chat
from guidance.conversations import Outgoing, TokenButton
from guidance.database import Database

Deed = Literal["text", "button", "start", "ask_human", "help", "privacy", "place", "stop", "stop_word", "other"]

PAYLOADS = {"help": "/ask_help", "privacy": "/ask_privacy"}
PLACE_DECIMALS = 2
"""Of a place on the map no more is kept than about a kilometre: enough for a region, too little for an address."""


@dataclass(frozen=True)
class Heard:
    """One thing a person did. `message_id` is the messenger's own and unique in the channel.

    `deed`: "text"; "button" (`token`, with the title in `text`); "start" (`text` may hold a code to come back); "stop"
    (a command: nothing unasked any more); "stop_word" (the same in words, which the bot answers as well: they may be
    meant for its questions); "ask_human", "help", "privacy" (a command, as typed in `text`); "place" (`place`: latitude
    and longitude); "other" (`notice` says what is answered). `at`: when they did it, when that is not now. `reach`:
    where to send to, when that is not the address by which they are known.
    """

    address: str
    message_id: str
    deed: Deed = "text"
    text: str = ""
    token: str = ""
    notice: str = "unsupported"
    place: tuple[float, float] = (0.0, 0.0)
    at: datetime | None = None
    reach: str = ""


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
        self._numbers = numbers
        self._clock = clock
        self._pace = pace or MessengerPace()
        self._shares = load_notices().share_place
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
            await self._submit(await asyncio.to_thread(self._incoming, words, conversation_id), key)
            heard = replace(heard, deed="stop", text="", message_id=f"{heard.message_id}/stop")
        incoming = await asyncio.to_thread(self._incoming, heard, conversation_id)
        if is_a_code(incoming):  # counted by itself, and kept nowhere
            return await self._come_back(incoming, key)
        new = await self._submit(incoming, key)
        if new and chat.opted_out and _opts_in(heard):  # an old message that comes again opts nobody in
            await asyncio.to_thread(chats.opt, self._db, self._channel, key, out=False)
            told = replace(heard, deed="other", text="", notice="opted_in", message_id=f"{heard.message_id}/start")
            await self._submit(await asyncio.to_thread(self._incoming, told, conversation_id), key)
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

    def _incoming(self, heard: Heard, conversation_id: str) -> Incoming:
        place = conversation_id, heard.message_id
        if heard.deed == "start" and not resume_codes.looks_like(heard.text):
            return Incoming(*place, "session", channel=self._channel)
        if heard.deed == "button":
            return Incoming(*place, "button", heard.text, heard.token, channel=self._channel)
        if heard.deed == "ask_human":
            return Incoming(*place, "ask_human", channel=self._channel)
        if heard.deed in PAYLOADS:
            return Incoming(*place, "deed", heard.text, payload=PAYLOADS[heard.deed], channel=self._channel)
        if heard.deed == "place":
            return Incoming(*place, "deed", self._shares, payload=_share_place(heard.place), channel=self._channel)
        if heard.deed in ("other", "stop"):
            notice = "opted_out" if heard.deed == "stop" else heard.notice
            return Incoming(*place, "other", heard.text, notice=notice, channel=self._channel)
        return self._typed(heard.text, conversation_id, heard.message_id)

    def _typed(self, typed: str, conversation_id: str, message_id: str) -> Incoming:
        place = conversation_id, message_id
        try:
            text = checked_text(typed)
        except MessageRefused as refusal:
            # Kept whole: a human may have the word, and words of danger count at any length.
            return Incoming(*place, "other", cleaned(typed), notice=refusal.reason, channel=self._channel)
        if button := self._numbered_choice(text, conversation_id):
            return Incoming(*place, "button", button.title, button.token, channel=self._channel)
        return Incoming(*place, "text", text, channel=self._channel)

    def _numbered_choice(self, text: str, conversation_id: str) -> TokenButton | None:
        if not text.strip(" .)").isdecimal():
            return None
        asked = conversations.choices_now(self._db, conversation_id)
        return chosen(text, asked) if asked and self._numbers(asked) else None

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


def _opts_in(heard: Heard) -> bool:
    """Whether the person asks to hear of us again: a "thanks" after "stop" does not."""
    return heard.deed == "start" or (heard.deed == "text" and load_notices().opts_in(heard.text))


def _share_place(place: tuple[float, float]) -> str:
    latitude, longitude = (round(degrees, PLACE_DECIMALS) for degrees in place)
    return f'/share_place{{"latitude": {latitude}, "longitude": {longitude}}}'
