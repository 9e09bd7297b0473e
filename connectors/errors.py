"""Everything the connectors can refuse or fail at, one small tree."""

from __future__ import annotations

from typing import Any


class ConnectorError(Exception):
    """Base of every error this package raises on purpose."""


class SettingsError(ConnectorError):
    """A setting cannot be used; the sentence names it."""


class SessionInvalid(ConnectorError):
    """A session token was not made by this server, is too old or was changed."""


class MessageRefused(ConnectorError):
    """What a person sent cannot be taken; `reason` is the name of a notice that says why."""

    def __init__(self, reason: str) -> None:
        """`reason`: "empty", "too_long", "too_fast" or "not_understood"."""
        super().__init__(f"The message is refused: {reason}.")
        self.reason = reason


class RasaError(ConnectorError):
    """Rasa gave no usable answer."""


class RasaUnavailable(RasaError):
    """Rasa cannot be reached, or the connection broke."""


class RasaTimeout(RasaError):
    """Rasa was reached but did not answer in time."""


class RasaFailed(RasaError):
    """Rasa answered, but with an error or with something that is not a list of messages."""


class SendError(ConnectorError):
    """A messenger did not take a message; `why` is a short code without anything about the person."""

    def __init__(self, why: str) -> None:
        """`why` as in "flood_wait" or "http_400"."""
        super().__init__(f"The message could not be sent: {why}.")
        self.why = why


class SendLater(SendError):
    """Trying again makes sense, after `seconds` when the messenger says so."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        """`seconds`: how long the messenger asks to wait."""
        super().__init__(why)
        self.seconds = seconds


class PerhapsTaken(SendLater):
    """The answer was lost on the way: the messenger may have the message, and sending it again may double it."""


class NeverSendable(SendError):
    """This message will never be taken; the next one may."""


class AccountTrouble(SendError):
    """Our own account with the messenger is in trouble: the message waits and is tried again, without end."""


class Held(SendError):
    """Nothing may be sent until the person speaks again; the message waits for that."""

    def __init__(self, why: str, nudge: Any = None) -> None:
        """`nudge`: a part that may be sent meanwhile, once, to tell that something waits."""
        super().__init__(why)
        self.nudge = nudge


class ChatClosed(SendError):
    """The person blocked us or went away: nothing can be sent until they speak again."""


class ChatMoved(SendError):
    """The chat has another address now."""

    def __init__(self, address: str) -> None:
        """`address`: where it is now."""
        super().__init__("moved")
        self.address = address
