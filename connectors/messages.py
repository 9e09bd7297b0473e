"""A message from a person, the same for every channel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from connectors.errors import MessageRefused

MAX_TEXT = 1000
"""Characters in one message."""

Kind = Literal["text", "button", "session", "resume", "ask_human", "deed", "other"]

GREET = "/greet"
ASK_HUMAN = "/ask_human"
RESUME = '/resume{"code": "used"}'
AFTER_HUMAN = '/resume{"code": "human"}'
WAITED = '/book_adviser{"code": "waited"}'
"""What Rasa gets when a human gave the word back, and when nobody came."""

STAY, BACK_TO_BOT, BOOK_INSTEAD = "/stay", "/back_to_bot", "/book_instead"
"""Buttons for who talks with a human. They are ours: Rasa never gets them."""

TOO_LONG, EDITED = "too_long", "edited"
"""The notices of words that the bot does not answer, but looks through for danger."""

SURPLUS = "surplus"
"""The notice of a message that gets no answer of its own: there were too many, and the person was told."""

LEADS_TO = {STAY: AFTER_HUMAN, BACK_TO_BOT: AFTER_HUMAN, BOOK_INSTEAD: WAITED}

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COMMAND_MARKS = re.compile(r"^[\s/]+")


@dataclass(frozen=True)
class Incoming:
    """One message from a person; `message_id` is unique within the channel.

    `kind`: "text"; "button" (`token` is what the channel got with the button, `text` the title the person saw);
    "session" (the person opened the talk); "resume" (they came back to it with a code); "ask_human" (the standing way
    to a human); "deed" (anything else a channel has a button or command for: the bot gets `payload`, which is the
    channel's own and never a person's words); "other" (a photo, a voice message: stored, and answered with `notice`;
    `text` holds the words that came with it, such as a text that is too long for the bot).
    `channel` is how it came, when that is not how the conversation began.
    """

    conversation_id: str
    message_id: str
    kind: Kind = "text"
    text: str = ""
    token: str = ""
    notice: str = "unsupported"
    payload: str = ""
    channel: str | None = None


def cleaned(text: str) -> str:
    """The text without invisible characters and outer space."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def checked_text(text: str) -> str:
    """The text, cleaned. Raises MessageRefused ("empty" or "too_long")."""
    text = cleaned(text)
    if not plain_text(text):
        raise MessageRefused("empty")
    if len(text) > MAX_TEXT:
        raise MessageRefused(TOO_LONG)
    return text


def plain_text(text: str) -> str:
    """The text as Rasa may see it: a leading "/" would let a person set intents and slots."""
    return _COMMAND_MARKS.sub("", text)
