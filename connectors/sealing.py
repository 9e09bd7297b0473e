"""Addresses of people at rest: hashed to find them again, sealed to send to them, readable with the secret key only."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

from connectors.errors import ChatClosed


class AddressBook:
    """Hashes, seals and opens the addresses of one channel."""

    def __init__(self, secret_key: str, channel: str) -> None:
        """`secret_key` survives a restart; with another key every chat starts anew."""
        key = hashlib.sha256(f"bijsturen.address.{channel}:{secret_key}".encode()).digest()
        self._key = key
        self._box = Fernet(base64.urlsafe_b64encode(key))

    def hash(self, address: str) -> str:
        """64 hex characters, the same each time; without the key nobody can try out addresses."""
        return hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest()

    def seal(self, address: str) -> str:
        """The address, encrypted."""
        return self._box.encrypt(address.encode()).decode()

    def open(self, sealed: str) -> str:
        """The address. Raises ChatClosed ("key_changed") when it was sealed with another key."""
        try:
            return self._box.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ChatClosed("key_changed") from None
