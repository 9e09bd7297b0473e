"""What WhatsApp needs to be told: BIJSTUREN_WHATSAPP_* variables. Without any of them the channel is off."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from connectors.errors import SettingsError
from connectors.settings import read_settings
from connectors.whatsapp.limits import PER_SECOND

PREFIX = "BIJSTUREN_WHATSAPP_"
NEEDED = ("phone_number_id", "access_token", "app_secret", "verify_token")
TEMPLATE_NAME = r"^([a-z0-9_]{1,512})?$"


class WhatsAppSettings(BaseSettings):
    """The four that are needed, each from Meta's pages (see README.md here), and what may be changed."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True)

    phone_number_id: str = Field(default="", pattern=r"^\d*$")
    """Of the sending number: the long number of Meta, not the telephone number."""
    access_token: SecretStr = SecretStr("")
    """Permanent, of a system user."""
    app_secret: SecretStr = SecretStr("")
    """Signs what Meta sends us."""
    verify_token: SecretStr = SecretStr("")
    """Made up by us, at least 16 characters, and given to Meta with the address of the webhook."""
    graph_url: str = "https://graph.facebook.com"
    graph_version: str = Field(default="v26.0", pattern=r"^v\d+\.\d+$")
    per_second: float = Field(default=PER_SECOND, gt=0, le=1000)
    """Messages a second of this number; 20 when it is used in the WhatsApp Business app, too."""
    template_answer: str = Field(default="", pattern=TEMPLATE_NAME)
    """An approved template without parameters that tells that a message waits."""
    template_reminder: str = Field(default="", pattern=TEMPLATE_NAME)
    """An approved template with one parameter in its body: the reminder."""
    template_language: str = Field(default="nl", pattern=r"^[a-z]{2}(_[A-Z]{2})?$")

    @field_validator("graph_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise ValueError("write a web address such as https://graph.facebook.com")
        return value.rstrip("/")

    @field_validator("verify_token")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value.get_secret_value()) < 16:
            raise ValueError("make it at least 16 characters long")
        return value


def load_settings() -> WhatsAppSettings | None:
    """The settings; None when WhatsApp is not set up. Raises SettingsError, one sentence that names the setting."""
    settings = read_settings(WhatsAppSettings)
    missing = [name for name in NEEDED if not _filled(getattr(settings, name))]
    if len(missing) == len(NEEDED):
        return None
    if missing:
        names = ", ".join(PREFIX + name.upper() for name in missing)
        raise SettingsError(f"WhatsApp also needs {names}; connectors/whatsapp/README.md tells where to find it.")
    return settings


def _filled(value: str | SecretStr) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)
