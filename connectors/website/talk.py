"""One connected tab: the frames it sends, turned into messages for the relay."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from connectors.coming_back import come_back, is_a_code, wipe_if_unused
from connectors.errors import MessageRefused
from connectors.messages import Incoming, checked_text
from connectors.notices import Notices
from connectors.relay import Relay
from connectors.trouble import log_trouble
from connectors.website import frames
from connectors.website.hub import Client, Hub
from connectors.website.sessions import Sessions
from guidance import conversations
from guidance.database import Database
from guidance.errors import ConversationUnknown

log = logging.getLogger(__name__)

TYPING_SECONDS = 2.0


class Talk:
    """Takes the frames of one tab of one conversation, in order."""

    def __init__(
        self,
        db: Database,
        relay: Relay,
        hub: Hub,
        sessions: Sessions,
        notices: Notices,
        client: Client,
        conversation_id: str,
        count: Callable[[], None] = lambda: None,
        origin: str | None = None,
    ) -> None:
        """`client` gets the answers; it joins the conversation with its first hello.

        `count` counts a message and raises MessageRefused when there are too many. `origin`: the address, hashed.
        """
        self._db = db
        self._relay = relay
        self._hub = hub
        self._sessions = sessions
        self._notices = notices
        self._client = client
        self._conversation_id = conversation_id
        self._count = count
        self._origin = origin
        self._gone_over = False
        self._greeted = False
        self._acknowledged = 0
        self._typed = -TYPING_SECONDS

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
            self._client.close()
        except Exception as error:  # not stored: the client keeps the message and may send it again
            log_trouble(log, "website", error)
            self._refuse("not_kept", client_id)

    async def _do(self, frame: frames.Frame) -> None:
        if isinstance(frame, frames.Hello):
            await self._hello(frame.after)
        elif isinstance(frame, frames.Ack):
            await self._acknowledge(frame.seq)
        elif isinstance(frame, frames.Typing):
            await self._typing()
        elif isinstance(frame, frames.Left):
            self._count()
            await asyncio.to_thread(wipe_if_unused, self._db, self._conversation_id)
        elif not self._gone_over:  # else: not confirmed, so the client brings it to the conversation it goes over to
            self._count()
            await self._submit(frame.id, self._incoming(frame))

    async def _acknowledge(self, seq: int) -> None:
        """Note it when it is news: whoever repeats it, or makes a number up, costs the database nothing."""
        if self._acknowledged < seq <= self._client.told:
            self._acknowledged = seq
            now = datetime.now(UTC)
            await asyncio.to_thread(conversations.acknowledge, self._db, self._conversation_id, seq, now)

    async def _typing(self) -> None:
        """Note that the person types; more signs than the widget gives cost the database nothing."""
        now = asyncio.get_running_loop().time()
        if now - self._typed > TYPING_SECONDS:
            self._typed = now
            await self._relay.hear_typing(self._conversation_id)

    async def _hello(self, after: int) -> None:
        if self._greeted and not self._may_greet_again():
            return
        self._greeted = True
        self._client.hold()
        self._hub.join(self._conversation_id, self._client)
        messages, last, position = await asyncio.to_thread(self._said, after)
        self._client.replay(messages, last, position)
        here = self._conversation_id
        self._client.put(frames.typing(self._relay.is_typing(here) or self._hub.shows_typing(here)))
        if not after and not messages:
            # Two tabs may open at once: with one id for the opening, the bot opens the conversation once.
            opening = f"{self._conversation_id}/session"
            await self._relay.submit(Incoming(self._conversation_id, opening, "session"))

    def _may_greet_again(self) -> bool:
        """A replay costs as much as a message; the first came with the opening of the line, which was counted.

        Whoever asks too often is let go: a tab that waits before it comes back gets the replay then.
        """
        try:
            self._count()
        except MessageRefused:
            self._client.close()
            return False
        return True

    def _said(self, after: int) -> tuple[list[dict[str, object]], int, int]:
        """What was said since message `after`, also by the person in another tab.

        And the number of the last message, and the position of the last line.
        """
        not_kept = self._notices.remark("words_not_kept")
        lines = conversations.history(self._db, self._conversation_id)
        told = [frames.line(line, not_kept) for line in lines]
        known = (place for place, frame in enumerate(told) if 0 < frame.get("seq", 0) <= after)
        last = max((line.seq or 0 for line in lines), default=0)
        return told[max(known, default=-1) + 1 :], last, max((line.position for line in lines), default=0)

    def _incoming(self, frame: frames.Message | frames.ButtonPress | frames.AskHuman) -> Incoming:
        # Clients choose their ids; with the conversation in front, nobody can use up an id of someone else.
        message_id = f"{self._conversation_id}:{frame.id}"
        if isinstance(frame, frames.Message):
            return Incoming(self._conversation_id, message_id, "text", checked_text(frame.text))
        if isinstance(frame, frames.ButtonPress):
            return Incoming(self._conversation_id, message_id, "button", frame.title, frame.token)
        return Incoming(self._conversation_id, message_id, "ask_human", self._notices.ask_human)

    async def _submit(self, client_id: str, incoming: Incoming) -> None:
        if is_a_code(incoming):
            await self._come_back(client_id, incoming)
            return
        self._client.speak(client_id)
        new = await self._relay.submit(incoming)
        self._client.put(frames.received(client_id))
        if not new:
            return
        said = {"type": "message", "sender": "person", "id": client_id, "text": incoming.text}
        for tab in self._hub.clients(self._conversation_id):
            tab.overhear({**said, "at": datetime.now(UTC).isoformat()})

    async def _come_back(self, client_id: str, incoming: Incoming) -> None:
        """Let every tab of this conversation go over to the one of the code; a wrong code is answered and forgotten."""
        try:
            found = await come_back(self._db, self._relay, incoming, origin=self._origin)
        except MessageRefused:
            self._client.put(frames.received(client_id))
            raise
        self._client.put(frames.received(client_id))
        if found == self._conversation_id:
            return
        self._gone_over = True
        for tab in {self._client, *self._hub.clients(self._conversation_id)}:
            tab.put(frames.resumed(self._sessions.token(found), found))

    def _refuse(self, reason: str, client_id: str | None) -> None:
        self._client.put(frames.error(reason, self._notices.remark(reason), client_id))
