"""Everything the connectors can refuse or fail at, one small tree."""

from __future__ import annotations


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
