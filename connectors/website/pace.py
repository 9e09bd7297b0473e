"""How fast one conversation and one address may go. Generous: a slow typist or a school never meets these limits."""

from __future__ import annotations

import time
from collections.abc import Callable

from connectors.buckets import Buckets
from connectors.errors import MessageRefused


class Gate:
    """Counts new conversations and messages. An address of None (our own machine) is not counted."""

    def __init__(
        self, sessions_per_hour: int, messages_per_minute: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Both figures are per address.

        A widget that comes back online sends what it kept: the burst of a conversation leaves room for that.
        """
        self._sessions = Buckets(sessions_per_hour, sessions_per_hour / 3600, clock)
        self._messages = Buckets(messages_per_minute, messages_per_minute / 60, clock)
        self._conversation = Buckets(20, 2, clock)

    def session(self, address: str | None) -> None:
        """Count a new conversation. Raises MessageRefused ("too_many")."""
        if address is not None and not self._sessions.take(address):
            raise MessageRefused("too_many")

    def message(self, conversation_id: str, address: str | None) -> None:
        """Count a message. Raises MessageRefused ("too_fast")."""
        if not self._conversation.take(conversation_id) or not (address is None or self._messages.take(address)):
            raise MessageRefused("too_fast")
