"""The values that travel: what the bot says, what is stored of it, and what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

TakenBy = Literal["bot", "human"]
State = Literal["bot", "waiting", "human", "closed"]
Sender = Literal["person", "bot", "adviser", "desk"]
"""`desk`: announces who has the word; it may speak also while the bot may not."""

REDACTED = "[…]"
"""Stands where the person's words were, once they are not kept."""


@dataclass(frozen=True)
class Button:
    """A button as the bot sends it: `payload` is what the bot gets back."""

    title: str
    payload: str


@dataclass(frozen=True)
class OutMessage:
    """One message to be stored in the outbox.

    `keep_text=False` marks a turn whose words are not kept (safety): the person's message it answers is redacted in
    the same transaction. The reply itself is kept, because it must survive a lost connection. `intent` is what the bot
    took the person's message for; it is logged and not stored. `name`: of the adviser who speaks. `agreed`: what
    adviser and person agreed, as it stands in the text of the message that ends their talk.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    cards: tuple[dict[str, Any], ...] = ()
    kind: str = "text"
    keep_text: bool = True
    intent: str = ""
    name: str = ""
    agreed: str = ""


@dataclass(frozen=True)
class TokenButton:
    """A button as a client sees it: the payload stays here, the client gets an opaque token."""

    title: str
    token: str


@dataclass(frozen=True)
class Outgoing:
    """One stored message to a person; `seq` counts 1, 2, 3 … without gaps per conversation."""

    seq: int
    sender: str
    text: str
    buttons: tuple[TokenButton, ...]
    cards: tuple[dict[str, Any], ...]
    kind: str
    at: datetime
    name: str = ""


@dataclass(frozen=True)
class Pending:
    """A message from a person that was not answered yet; `attempts` counts tries that failed."""

    inbox_id: int
    conversation_id: str
    channel: str
    message_id: str
    kind: str
    text: str
    payload: str | None
    received_at: datetime
    attempts: int


@dataclass(frozen=True)
class Redeemed:
    """What a button token stood for."""

    title: str
    payload: str


@dataclass(frozen=True)
class Line:
    """One line of the transcript, by its `position`.

    `seq` and buttons or cards (in `body`) only for messages to the person.
    """

    sender: str
    text: str
    at: datetime
    body: dict[str, Any] = field(default_factory=dict)
    seq: int | None = None
    position: int = 0


@dataclass(frozen=True)
class StateChange:
    """Who had the word, who changed that, why and when."""

    before: str
    after: str
    who: str
    why: str
    at: datetime
