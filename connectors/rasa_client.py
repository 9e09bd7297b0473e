"""The line to Rasa's REST channel."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from connectors.errors import RasaFailed, RasaTimeout, RasaUnavailable
from connectors.messages import ASK_HUMAN
from guidance.conversations import Button, OutMessage

CONNECT_SECONDS = 3
LOOK_SECONDS = 5
"""Who gives no more than this wants to know how it is now; who gives more waits."""
LOOK_AGAIN_SECONDS = 0.5
AT_ONCE = 8
"""Messages with Rasa at a time. It works on all of them in turns, so more would only make each of them late."""
INTENT_HEADER = "X-Intent"
"""What Rasa took the message for; see bot/gateway_channel.py."""

GONE = (502, 503, 504)
"""What a load balancer answers when there is no Rasa behind it, and our Rasa when it has no action server."""


class RasaClient:
    """Sends one message at a time to Rasa; safe to share between conversations."""

    def __init__(self, base_url: str, session: ClientSession) -> None:
        """`base_url` as in http://127.0.0.1:5005."""
        self._base_url = base_url.rstrip("/")
        self._session = session
        self._line = asyncio.Semaphore(AT_ONCE)

    async def send(
        self, conversation_id: str, text: str, timeout: float = 30.0, message_id: str = "", again: bool = False
    ) -> list[OutMessage]:
        """What the bot says to this text, in order, possibly nothing.

        `timeout` in seconds, from when it is sent: it may wait in line first. Who asks for a human does not.

        The text goes as it is: a person's own words must have passed `plain_text`. Raises RasaUnavailable,
        RasaTimeout or RasaFailed; after a timeout or a broken connection Rasa may have seen the message. Send it then
        with the same `message_id` and `again`: what was answered is not done a second time.
        """
        async with nullcontext() if text == ASK_HUMAN else self._line:
            return await self._send(conversation_id, text, timeout, message_id, again)

    async def _send(
        self, conversation_id: str, text: str, timeout: float, message_id: str, again: bool
    ) -> list[OutMessage]:
        try:
            async with self._session.post(
                f"{self._base_url}/webhooks/rest/webhook",
                json={"sender": conversation_id, "message": text, "message_id": message_id, "again": again},
                timeout=ClientTimeout(total=timeout, sock_connect=CONNECT_SECONDS),
            ) as response:
                if response.status in GONE:
                    raise RasaUnavailable(f"There is no Rasa behind {self._base_url} (status {response.status}).")
                if response.status != 200:
                    raise RasaFailed(f"Rasa at {self._base_url} answered with status {response.status}.")
                items = await response.json(content_type=None)
                intent = response.headers.get(INTENT_HEADER, "")
        except TimeoutError as error:
            raise RasaTimeout(f"Rasa at {self._base_url} did not answer within {timeout:g} seconds.") from error
        except ClientError as error:
            raise RasaUnavailable(f"Rasa at {self._base_url} cannot be reached.") from error
        except ValueError as error:
            raise RasaFailed(f"Rasa at {self._base_url} answered with something that is not JSON.") from error
        return _messages(items, intent)

    async def is_up(self, within: float = 1.0) -> bool:
        """Whether Rasa and its action server answer, within so many seconds; known at once where nobody listens.

        A busy action server makes Rasa say "not now": who can wait longer than a look takes asks again.
        """
        try:
            async with asyncio.timeout(within):
                while (status := await self._health()) in GONE and within > LOOK_SECONDS:
                    await asyncio.sleep(LOOK_AGAIN_SECONDS)
                return status == 200
        except (TimeoutError, ClientError):
            return False

    async def _health(self) -> int:
        async with self._session.get(f"{self._base_url}/webhooks/rest/") as response:
            return response.status

    async def intent(self, text: str) -> str | None:
        """What a text means to the bot (bot/listening.py, which keeps nothing); None when it cannot say."""
        try:
            async with self._session.post(
                f"{self._base_url}/webhooks/listening/meaning", json={"text": text}, timeout=ClientTimeout(total=5)
            ) as response:
                found = await response.json(content_type=None) if response.status == 200 else {}
        except (TimeoutError, ClientError, ValueError):
            return None
        return found.get("intent") if isinstance(found, dict) else None


@asynccontextmanager
async def open_rasa(base_url: str) -> AsyncIterator[RasaClient]:
    """A client with its own connections."""
    # Rasa's server closes an idle connection after 5 seconds; we let go first, so that no message meets a closing door.
    async with ClientSession(connector=TCPConnector(limit=0, keepalive_timeout=4)) as session:
        yield RasaClient(base_url, session)


def _messages(items: Any, intent: str) -> list[OutMessage]:
    """Rasa's messages; what it split into a text with buttons and a body with only cards is one again."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise RasaFailed("Rasa answered with something that is not a list of messages.")
    messages: list[OutMessage] = []
    for message in (_message(item, intent) for item in items):
        if messages and message == OutMessage("", cards=message.cards, intent=intent):
            messages[-1] = replace(messages[-1], cards=(*messages[-1].cards, *message.cards))
        else:
            messages.append(message)
    return [message for message in messages if message.text or message.buttons or message.cards]


def _message(item: dict[str, Any], intent: str) -> OutMessage:
    """One item: {text, buttons} or {custom: {text, buttons, cards, kind, keep_text}}, all optional."""
    custom = item.get("custom")
    body = {**item, **custom} if isinstance(custom, dict) else item
    buttons = [button for button in body.get("buttons") or () if isinstance(button, dict) and button.get("title")]
    return OutMessage(
        text=str(body.get("text") or ""),
        buttons=tuple(Button(str(b["title"]), str(b.get("payload") or b["title"])) for b in buttons),
        cards=tuple(card for card in body.get("cards") or () if isinstance(card, dict)),
        kind=str(body.get("kind") or "text"),
        keep_text=bool(body.get("keep_text", True)),
        intent=intent,
    )
