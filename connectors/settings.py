"""The one place where the connectors read the environment: BIJSTUREN_* variables, or the same names in `.env`."""

from __future__ import annotations

import os
import secrets
import tempfile
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from connectors.errors import SettingsError
from guidance.database import DEFAULT_URL
from guidance.tenant import DEMO_FILE

PREFIX = "BIJSTUREN_"

Chosen = TypeVar("Chosen", bound=BaseSettings)


class Settings(BaseSettings):
    """What can be set, with the defaults of one machine. Times are in seconds."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", hide_input_in_errors=True)

    gateway_host: str = "127.0.0.1"
    gateway_port: int = Field(default=8080, ge=0, le=65535)
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_patience: float = Field(default=2.0, gt=0)
    """After this long without an answer the person hears that it takes longer."""
    rasa_timeout: float = Field(default=30.0, gt=0)
    guidance_url: str = DEFAULT_URL
    secret_key: SecretStr | None = Field(default=None, min_length=16)
    secret_key_file: Path = Path("var/secret_key")
    """Where a key is kept that the gateway made itself, when `secret_key` is not set."""
    wait_minutes: float = Field(default=5.0, gt=0)
    """Whoever waits for a human so long is offered a moment with one instead."""
    silent_minutes: float = Field(default=5.0, gt=0)
    """When an adviser says nothing for so long, the person hears that and may choose."""
    look_seconds: float = Field(default=5.0, gt=0)
    """How often we look who waited too long."""
    keep_days: int = Field(default=90, ge=1)
    """A conversation in which nobody says anything for so many days is wiped. People hear this number."""
    demo: bool = True
    tenant_file: Path = DEMO_FILE
    """Who offers this assistant, in words for the person (guidance/tenant.py)."""
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """Other sites that may show the widget, for example https://www.example.nl, with commas in between."""

    public_url: str | None = None
    """Where people reach this gateway, for the links in mails; when not set, the address it listens on."""
    smtp_url: SecretStr | None = None
    """smtp://user:password@host:587 or smtps://host:465; when not set, mail is written to `mail_dir`."""
    mail_from: str = "bijsturen@localhost"
    mail_dir: Path = Path("var/mail")
    oidc_issuer: str | None = None
    """Login with the organisation's own accounts, for example https://login.example.nl/realms/werk."""
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    calendar_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """Names of machines inside our own network where advisers' calendars may be, with commas in between."""
    sessions_per_hour: int = Field(default=600, ge=1)
    """New conversations from one address; a school or a company is one address too."""
    messages_per_minute: int = Field(default=600, ge=1)
    """Messages from one address."""
    proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = (
        IPv4Network("127.0.0.0/8"),
        IPv6Network("::1/128"),
    )
    """Web servers of our own that may tell with X-Forwarded-For where a request came from."""

    @field_validator("rasa_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        return _origin(value, "http://127.0.0.1:5005")

    @field_validator("public_url")
    @classmethod
    def _public_address(cls, value: str | None) -> str | None:
        return _origin(value, "https://www.example.nl") if value else None

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, value: str | None) -> str | None:
        local = bool(value) and urlsplit(value).hostname in ("localhost", "127.0.0.1")
        if value and not (value.startswith("https://") or local):
            raise ValueError("write the https address of the login server")
        return value or None

    @property
    def base_url(self) -> str:
        """Where the links in mails lead."""
        return self.public_url or f"http://{self.gateway_host}:{self.gateway_port}"

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: Any) -> Any:
        return tuple(_origin(part, "https://www.example.nl") for part in _parts(value))

    @field_validator("calendar_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: Any) -> Any:
        return tuple(part.lower() for part in _parts(value))

    @field_validator("proxies", mode="before")
    @classmethod
    def _split_networks(cls, value: Any) -> Any:
        return _parts(value) if isinstance(value, str) else value


def load_settings() -> Settings:
    """Read the settings. Raises SettingsError, one sentence with the name of the setting."""
    return read_settings(Settings)


def read_settings(kind: type[Chosen]) -> Chosen:
    """Read the settings of one kind, for a package that adds its own. Raises SettingsError as load_settings does."""
    try:
        return kind()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = kind.model_config.get("env_prefix", PREFIX) + str(first["loc"][0]).upper()
        raise SettingsError(
            f"Setting {name} cannot be used: {first['msg']}. Change it in the environment or in .env."
        ) from None


def secret_key(settings: Settings) -> str:
    """The key that signs sessions: the one that was set, or one made once and kept in a file only we may read.

    Raises SettingsError when that file cannot be made or read.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    file = settings.secret_key_file
    try:
        if not file.exists():
            _make_key(file)
        return file.read_text().strip()
    except OSError as error:
        raise SettingsError(
            f"The key file {file} cannot be made or read ({error.strerror}); set {PREFIX}SECRET_KEY or mend its folder."
        ) from error


def _make_key(file: Path) -> None:
    """Two processes may do this at once: the file appears complete, and the first one wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "w") as draft:
        draft.write(secrets.token_urlsafe(48))
    try:
        os.link(name, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(name)


def _parts(value: Any) -> tuple[str, ...]:
    """What stands between commas, or the parts as they were given."""
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(part.strip() for part in parts if part.strip())


def _origin(value: str, example: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise ValueError(f"write a web address without a path, such as {example}")
    return f"{parts.scheme}://{parts.netloc}".lower()
