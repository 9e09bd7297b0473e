"""Sends the queued mail while the gateway runs: over SMTP when that is set, else as files to look at."""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from aiohttp import web

from connectors.background import every
from connectors.errors import SettingsError
from connectors.settings import PREFIX, Settings
from guidance import mail
from guidance.database import Database
from guidance.errors import MailNotSent
from guidance.mail import Carrier

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
PATIENCE_SECONDS = 30
PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def sending(db: Database, settings: Settings) -> Callable[[web.Application], AsyncIterator[None]]:
    """The one sender of a gateway; several gateways never send one mail twice. Raises SettingsError."""
    carrier = carrier_of(settings)

    async def send(app: web.Application) -> None:
        sent = await asyncio.to_thread(mail.deliver_due, db, carrier, settings.mail_from, datetime.now(UTC))
        if sent:
            log.info("mail_sent count=%d", sent)

    return every(EVERY_SECONDS, "mail", send)


def carrier_of(settings: Settings) -> Carrier:
    """How mail leaves. Raises SettingsError when the address of the server cannot be used."""
    if settings.smtp_url is None:
        return to_files(settings.mail_dir)
    return over_smtp(settings.smtp_url.get_secret_value())


def over_smtp(url: str) -> Carrier:
    """To a mail server; everything travels encrypted unless the server is this machine. Raises SettingsError."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise SettingsError(f"Setting {PREFIX}SMTP_URL must look like smtp://user:password@mail.example.nl:587.")

    def carry(message: EmailMessage) -> None:
        try:
            with _connection(parts) as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise MailNotSent(f"The mail server did not take a message ({type(error).__name__}).") from error

    return carry


def to_files(folder: Path) -> Carrier:
    """As .eml files that a mail program opens, for a demo and for looking."""

    def carry(message: EmailMessage) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            name = message["Message-ID"].strip("<>").partition("@")[0]
            file = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{name}.eml"
            file.touch(mode=0o600)
            file.write_bytes(message.as_bytes())
        except OSError as error:
            raise MailNotSent(f"The folder for mail cannot be written ({error.strerror}).") from error

    return carry


def _connection(parts: SplitResult) -> smtplib.SMTP:
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, port, timeout=PATIENCE_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE_SECONDS)
        if host not in LOOPBACK:
            server.starttls(context=context)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
