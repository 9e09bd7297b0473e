"""One connected tab: the frames it sends, turned into messages for the relay."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime

from connectors.errors import MessageRefused
from connectors.messages import Incoming, checked_text
from connectors.notices import Notices
from connectors.relay import Relay
from connectors.trouble import log_trouble
from connectors.website import frames
from connectors.website.hub import Client, Hub
from guidance import conversations
from guidance.database import Database
from guidance.errors import ConversationUnknown

log = logging.getLogger(__name__)


class Pace:
    """How fast one tab may send: a burst at once, then a steady number a second."""

    def __init__(self, burst: int = 20, per_second: float = 2.0) -> None:
        """A widget that comes back online sends what it kept: the burst leaves room for that."""
        self._burst = burst
        self._per_second = per_second
        self._left = float(burst)
        self._at = time.monotonic()

    def step(self) -> None:
        """Count one message. Raises MessageRefused ("too_fast")."""
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            raise MessageRefused("too_fast")
        self._left -= 1


class Talk:
    """Takes the frames of one tab of one conversation, in order."""

    def __init__(
        self, db: Database, relay: Relay, hub: Hub, notices: Notices, client: Client, conversation_id: str
    ) -> None:
        """`client` gets the answers; it joins the conversation with its first hello."""
        self._db = db
        self._relay = relay
        self._hub = hub
        self._notices = notices
        self._client = client
        self._conversation_id = conversation_id
        self._pace = Pace()

    async def take(self, data: str) -> None:
        """Do what a frame asks; what cannot be done is answered with an error frame that says why."""
        client_id = None
        try:
            frame = frames.read_frame(data)
            client_id = getattr(frame, "id", None)
            await self._do(frame)
        except MessageRefused as refusal:
            self._refuse(refusal.reason, client_id)
        except ConversationUnknown:  # wiped meanwhile: the client asks for its session again and hears so
            await self._client.close()
        except Exception as error:  # not stored: the client keeps the message and may send it again
            log_trouble(log, "website", error)
            self._refuse("not_kept", client_id)

    async def _do(self, frame: frames.Frame) -> None:
        if isinstance(frame, frames.Hello):
            await self._hello(frame.after)
        elif isinstance(frame, frames.Ack):
            now = datetime.now(UTC)
            await asyncio.to_thread(conversations.acknowledge, self._db, self._conversation_id, frame.seq, now)
        else:
            self._pace.step()
            await self._submit(frame.id, self._incoming(frame))

    async def _hello(self, after: int) -> None:
        self._client.hold()
        self._hub.join(self._conversation_id, self._client)
        messages = await asyncio.to_thread(self._said, after)
        self._client.replay(messages)
        self._client.put(frames.typing(self._relay.is_typing(self._conversation_id)))
        if not after and not messages:
            # Two tabs may open at once: with one id for the opening, the bot opens the conversation once.
            opening = f"{self._conversation_id}/session"
            await self._relay.submit(Incoming(self._conversation_id, opening, "session"))

    def _said(self, after: int) -> list[dict[str, object]]:
        if after:
            missed = conversations.outgoing_after(self._db, self._conversation_id, after)
            return [frames.message(message) for message in missed]
        return [frames.line(line) for line in conversations.history(self._db, self._conversation_id)]

    def _incoming(self, frame: frames.Message | frames.ButtonPress | frames.AskHuman) -> Incoming:
        # Clients choose their ids; with the conversation in front, nobody can use up an id of someone else.
        message_id = f"{self._conversation_id}:{frame.id}"
        if isinstance(frame, frames.Message):
            return Incoming(self._conversation_id, message_id, "text", checked_text(frame.text))
        if isinstance(frame, frames.ButtonPress):
            return Incoming(self._conversation_id, message_id, "button", frame.title, frame.token)
        return Incoming(self._conversation_id, message_id, "ask_human", self._notices.ask_human)

    async def _submit(self, client_id: str, incoming: Incoming) -> None:
        new = await self._relay.submit(incoming)
        self._client.put(frames.received(client_id))
        if not new:
            return
        said = {"type": "message", "sender": "person", "id": client_id, "text": incoming.text}
        for tab in self._hub.clients(self._conversation_id):
            if tab is not self._client:
                tab.put({**said, "at": datetime.now(UTC).isoformat()})

    def _refuse(self, reason: str, client_id: str | None) -> None:
        self._client.put(frames.error(reason, self._notices.remark(reason), client_id))
