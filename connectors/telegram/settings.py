"""What can be set for Telegram: BIJSTUREN_TELEGRAM_* variables, or the same names in `.env`."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from connectors.settings import PREFIX, read_settings

OWN_API = "https://api.telegram.org"
PATH = "/telegram/webhook"
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""The only ports to which Telegram brings updates."""

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{30,100}")
_WORD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class TelegramSettings(BaseSettings):
    """Without a token there is no Telegram; with a webhook address Telegram comes to us, else we fetch."""

    model_config = SettingsConfigDict(
        env_prefix=f"{PREFIX}TELEGRAM_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    token: SecretStr | None = None
    """As BotFather gives it."""
    api_url: str = OWN_API
    """Where the Bot API is: another one for an own Bot API server."""
    webhook_url: str = ""
    """The public address of the gateway, such as https://bijsturen.example.nl; empty to fetch updates (polling)."""
    campaigns: Annotated[tuple[str, ...], NoDecode] = ()
    """Words behind ?start= in our own links, with commas in between; how often each is used stands in the log."""

    @field_validator("token", mode="before")
    @classmethod
    def _is_a_token(cls, value: Any) -> Any:
        token = value.get_secret_value() if isinstance(value, SecretStr) else str(value or "").strip()
        if token and not _TOKEN.fullmatch(token):
            raise ValueError("a token looks like 123456789:AAE5cB… ; copy it from BotFather (/mybots, API Token)")
        return token or None

    @field_validator("webhook_url", "api_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/")):
            raise ValueError("write a web address without a path, such as https://bijsturen.example.nl")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _telegram_can_come(cls, value: str, info: ValidationInfo) -> str:
        parts = urlsplit(value)
        reachable = parts.scheme == "https" and (parts.port is None or parts.port in WEBHOOK_PORTS)
        if value and info.data.get("api_url") == OWN_API and not reachable:
            raise ValueError("Telegram brings updates to https on port 443, 80, 88 or 8443 only")
        return value

    @field_validator("campaigns", mode="before")
    @classmethod
    def _are_words(cls, value: Any) -> Any:
        words = [word.strip() for word in value.split(",")] if isinstance(value, str) else list(value)
        if wrong := next((word for word in words if word and not _WORD.fullmatch(word)), None):
            raise ValueError(f"{wrong!r} cannot stand in a link; use letters, digits, - and _, at most 64")
        return tuple(word for word in words if word)

    @property
    def bot_id(self) -> str:
        """The public part of the token: update ids are unique within one bot."""
        assert self.token is not None
        return self.token.get_secret_value().split(":")[0]


def load_telegram_settings() -> TelegramSettings:
    """Read the settings. Raises SettingsError, one sentence with the name of the setting."""
    return read_settings(TelegramSettings)


def webhook_secret(secret_key: str) -> str:
    """What Telegram must send along with every update, made from the gateway's key: the same in every process."""
    return hmac.new(secret_key.encode(), b"bijsturen.telegram.webhook", hashlib.sha256).hexdigest()
