"""Somebody (or a loop) sends a messenger more than a person can mean: it is kept, but the bot is not asked about it.

A messenger gives nothing back, so nothing can be refused. What is too much stands in the transcript, for an adviser to
read and for the person to get with their data; once a minute the person hears how to be answered. A slow typist, or
somebody who sends a thought in ten small messages, never comes near it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from connectors.buckets import Buckets
from connectors.messages import SURPLUS, Incoming

PER_MINUTE = 30
"""Messages of one chat; so many may also come at once."""


class MessengerPace:
    """Counts what comes from each chat."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._messages = Buckets(PER_MINUTE, PER_MINUTE / 60, clock)
        self._told = Buckets(1, 1 / 60, clock)

    def paced(self, chat: str, incoming: Incoming) -> Incoming:
        """The message as it is, or as one that is kept and not answered by the bot."""
        if self._messages.take(chat):
            return incoming
        return replace(incoming, kind="other", notice="too_fast" if self._told.take(chat) else SURPLUS)
