"""One thing a person did in a messenger, and what it is for the relay: the same for Telegram and WhatsApp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from connectors.errors import MessageRefused
from connectors.messages import Incoming, checked_text, cleaned
from connectors.notices import load_notices
from connectors.rendering import chosen
from guidance import conversations, resume_codes
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


class Reader:
    """Makes messages for the relay of what was heard in one channel."""

    def __init__(self, db: Database, channel: str, numbers: Callable[[Outgoing], bool]) -> None:
        """`numbers` tells whether this channel shows the choices of a message as a numbered list."""
        self._db = db
        self._channel = channel
        self._numbers = numbers
        self._shares = load_notices().share_place

    def incoming(self, heard: Heard, conversation_id: str) -> Incoming:
        """The message; a number may stand for a choice, so the database is asked."""
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


def opts_in(heard: Heard) -> bool:
    """Whether the person asks to hear of us again: a "thanks" after "stop" does not."""
    return heard.deed == "start" or (heard.deed == "text" and load_notices().opts_in(heard.text))


def _share_place(place: tuple[float, float]) -> str:
    latitude, longitude = (round(degrees, PLACE_DECIMALS) for degrees in place)
    return f'/share_place{{"latitude": {latitude}, "longitude": {longitude}}}'
