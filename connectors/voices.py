"""From the desk and the clock into a conversation of any channel: every relay of this gateway by its channel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from aiohttp import web

from guidance import conversations
from guidance.conversations import Outgoing
from guidance.database import Database
from guidance.errors import ConversationUnknown

if TYPE_CHECKING:
    from connectors.relay import Relay


class Voices:
    """The relays. What is brought is stored already, so a channel that is not here loses nothing: it replays."""

    def __init__(self) -> None:
        """No channel yet; the relay adds its own when it starts."""
        self._relays: dict[str, Relay] = {}
        self.on_typing: Callable[[str], None] = lambda conversation_id: None

    def add(self, relay: Relay) -> None:
        """From now on this relay's conversations can be spoken into."""
        self._relays |= dict.fromkeys(relay.channels, relay)
        relay.on_typing = lambda conversation_id: self.on_typing(conversation_id)

    async def relay_of(self, db: Database, conversation_id: str) -> Relay | None:
        """The relay of the channel on which the person is now."""
        try:
            channel = await asyncio.to_thread(conversations.channel, db, conversation_id)
        except ConversationUnknown:
            return None
        return self._relays.get(channel)

    async def bring(self, db: Database, conversation_id: str, message: Outgoing | None) -> None:
        """Bring a stored message to the person, and let the bot take its turn if it has one."""
        relay = await self.relay_of(db, conversation_id)
        if relay is not None:
            await relay.bring(conversation_id, message)

    async def typing(self, db: Database, conversation_id: str, on: bool) -> None:
        """Show the person that the adviser types."""
        relay = await self.relay_of(db, conversation_id)
        if relay is not None:
            await relay.show_typing(conversation_id, on)


VOICES = web.AppKey("voices", Voices)


def voices_of(app: web.Application) -> Voices:
    """The voices of this gateway, made by whichever of its parts comes first."""
    return app.setdefault(VOICES, Voices())
