"""What the courier needs of WhatsApp: parts, sending within the window and the pace, and the typing sign."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from connectors.background import Errands
from connectors.errors import Held, NeverSendable, SendError
from connectors.whatsapp import payloads
from connectors.whatsapp.graph import Graph
from connectors.whatsapp.limits import CLOCKS_DIFFER, WINDOW
from connectors.whatsapp.pair_pace import PairPace
from connectors.whatsapp.payloads import Part, Payload
from connectors.whatsapp.settings import WhatsAppSettings
from guidance.conversations import Outgoing

log = logging.getLogger(__name__)

WINDOW_CLOSED = "window_closed"
REMEMBERED = 10_000
"""People whose last message is known by name, for the typing sign."""


class WhatsAppSender:
    """Addresses are telephone numbers in digits, or ids of users who show no number ("NL.123")."""

    def __init__(
        self,
        settings: WhatsAppSettings,
        graph: Graph,
        pace: PairPace | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`clock` tells whether the window of somebody who spoke is still open."""
        self._settings = settings
        self._graph = graph
        self._pace = pace or PairPace()
        self._clock = clock
        self._last: OrderedDict[str, str] = OrderedDict()
        self._errands = Errands()

    def parts(self, message: Outgoing) -> Sequence[Part]:
        """The message in requests that fit."""
        return payloads.parts(message, self._settings)

    async def send(self, address: str, part: Part, spoke_at: datetime) -> str:
        """Send one part, or its template when the person spoke too long ago; returns the message's id at WhatsApp."""
        is_template = part.payload["type"] == "template"
        payload: Payload | None = part.payload
        if not is_template and self._clock() - spoke_at > WINDOW - CLOCKS_DIFFER:
            payload = part.template
        if payload is None:
            raise Held(WINDOW_CLOSED, payloads.waiting_template(self._settings))
        await self._pace.turn(address)
        try:
            answer = await self._graph.post({"recipient_type": "individual", **_recipient(address), **payload})
        except Held as held:
            raise Held(held.why, None if is_template else payloads.waiting_template(self._settings)) from held
        return _name(answer)

    async def typing(self, address: str) -> None:
        """Show in the chat that an answer is coming: for 25 seconds, or until it is there."""
        if name := self._last.get(address):
            await self._mark_read(name, typing=True)

    def saw(self, address: str, message_id: str) -> None:
        """Note that this is the last message of this person, and let them see that it is read."""
        self._last[address] = message_id
        self._last.move_to_end(address)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        self._errands.start(self._mark_read(message_id, typing=False))

    async def close(self) -> None:
        """Stop what is on its way and does not matter."""
        await self._errands.close()

    async def _mark_read(self, message_id: str, *, typing: bool) -> None:
        sign = {"typing_indicator": {"type": "text"}} if typing else {}
        with suppress(SendError):  # the message is kept; that a sign fails is no loss
            await self._graph.post({"status": "read", "message_id": message_id, **sign})


def _recipient(address: str) -> dict[str, str]:
    return {"to": address} if address.isdecimal() else {"recipient": address}


def _name(answer: dict[str, Any]) -> str:
    """The id in {"messages": [{"id": …}]}. Raises NeverSendable when there is none: it was taken, but not as known."""
    try:
        return str(answer["messages"][0]["id"])
    except (KeyError, IndexError, TypeError) as error:
        raise NeverSendable("answer_unknown") from error
