"""Signed session tokens: who holds one may read and continue that one conversation."""

from __future__ import annotations

from itsdangerous import BadData, URLSafeTimedSerializer

from connectors.errors import SessionInvalid

SALT = "bijsturen.website.session"
LIFETIME = 30 * 24 * 3600
"""Seconds. Opening a session again gives a fresh token."""


class Sessions:
    """Makes and opens tokens with one secret key."""

    def __init__(self, secret_key: str) -> None:
        """`secret_key` is the same in every gateway process, and survives a restart."""
        self._serializer = URLSafeTimedSerializer(secret_key, salt=SALT)

    def token(self, conversation_id: str) -> str:
        """A token for this conversation."""
        return str(self._serializer.dumps(conversation_id))

    def conversation(self, token: str) -> str:
        """The conversation of a token. Raises SessionInvalid when it is forged, foreign or too old."""
        try:
            conversation_id = self._serializer.loads(token, max_age=LIFETIME)
        except BadData as error:
            raise SessionInvalid(
                "This session token was not made here or is too old; ask for a new session."
            ) from error
        if not isinstance(conversation_id, str):
            raise SessionInvalid("This session token names no conversation; ask for a new session.")
        return conversation_id
