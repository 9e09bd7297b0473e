"""An adviser, for the tests of channels: takes a conversation and talks, as the desk lets them."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE, RELAY
from connectors.handover import load_handover
from connectors.messages import AFTER_HUMAN
from guidance import conversations, custody, handoffs
from guidance.conversations import Outgoing
from guidance.custody import Holder


class Adviser:
    """Kim, at the desk of this gateway, with one conversation."""

    me = Holder("kim", "Kim")

    def __init__(self, app: web.Application, conversation_id: str) -> None:
        self._db, self._relay = app[DATABASE], app[RELAY]
        self.id = conversation_id

    async def claims(self) -> str:
        """Take the conversation, after the person asked for a human; returns what the person is told."""
        handoffs.request(self._db, self.id, "asked", datetime.now(UTC))
        told = load_handover().told("claimed", self.me.name)
        await self._bring(custody.claim(self._db, self.id, self.me, told, datetime.now(UTC)))
        return told.text

    async def says(self, text: str) -> None:
        await self._bring(custody.speak(self._db, self.id, self.me, text, datetime.now(UTC)))

    async def types(self) -> None:
        await self._relay.show_typing(self.id, True)

    async def gives_back(self) -> str:
        told = load_handover().told("released", self.me.name)
        await self._bring(custody.release(self._db, self.id, "kim", AFTER_HUMAN, told, datetime.now(UTC)))
        return told.text

    def reads(self) -> list[str]:
        """What the person said since the claim, as it stands at the desk."""
        lines = conversations.history(self._db, self.id)
        since = next(number for number, line in enumerate(lines) if line.body.get("kind") == "claimed")
        return [line.text for line in lines[since:] if line.sender == "person"]

    def taken(self, text: str) -> str | None:
        """Who took this message of the person."""
        return conversations.taken_by(self._db, self.id)[text]

    async def _bring(self, message: Outgoing | None) -> None:
        await self._relay.bring(self.id, message)
