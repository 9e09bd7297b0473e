"""Mail leaves over a real SMTP server, or becomes a file that a mail program opens."""

from __future__ import annotations

import asyncio
import email
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from connectors.errors import SettingsError
from connectors.mailing import over_smtp, sending, to_files
from connectors.settings import Settings
from guidance import mail
from guidance.database import Database
from guidance.errors import MailNotSent


class Box:
    """Keeps what an SMTP server took."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def box() -> Box:
    return Box()


def login(server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"desk", b"p@ss:w/rd"))


@pytest.fixture
def server(box: Box) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, "127.0.0.1", port, authenticator=login, auth_require_tls=False)
    controller.start()
    yield f"127.0.0.1:{port}"
    controller.stop()


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "hallo@example.nl", "henk@example.nl", "Tot morgen, één uur"
    made["Message-ID"] = "<1@bijsturen.invalid>"
    made.set_content("Je afspraak is om één uur.")
    return made


def test_a_mail_server_gets_the_mail(box: Box, server: str) -> None:
    over_smtp(f"smtp://desk:p%40ss%3Aw%2Frd@{server}")(message())
    [taken] = box.taken
    assert taken.rcpt_tos == ["henk@example.nl"]
    assert isinstance(taken.content, bytes)
    read = email.message_from_bytes(taken.content, policy=policy.default)
    assert read["Subject"] == "Tot morgen, één uur"


def test_a_wrong_password_or_a_server_that_is_away_means_trying_again(box: Box, server: str) -> None:
    with pytest.raises(MailNotSent):
        over_smtp(f"smtp://desk:wrong@{server}")(message())
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(MailNotSent):
            over_smtp(f"smtp://127.0.0.1:{closed.getsockname()[1]}")(message())
    assert box.taken == []


@pytest.mark.parametrize("url", ["mail.example.nl", "http://mail.example.nl", "smtp://"])
def test_an_address_that_is_no_mail_server_is_refused_by_name(url: str) -> None:
    with pytest.raises(SettingsError, match="BIJSTUREN_SMTP_URL"):
        over_smtp(url)


def test_without_a_server_the_mail_becomes_a_file_only_we_can_read(tmp_path: Path) -> None:
    to_files(tmp_path / "mail")(message())
    [file] = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml" and file.stat().st_mode & 0o077 == 0
    assert email.message_from_bytes(file.read_bytes(), policy=policy.default)["To"] == "henk@example.nl"


async def test_a_running_gateway_sends_what_is_queued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    db = Database(f"sqlite:///{tmp_path}/guidance.db")
    db.create_tables()
    mail.send(db, "henk@example.nl", "Je afspraak", "Tot morgen!", datetime.now(UTC))
    app = web.Application()
    app.cleanup_ctx.append(sending(db, Settings(mail_dir=tmp_path / "mail", mail_from="balie@example.nl")))
    runner = web.AppRunner(app)
    await runner.setup()
    while not list(tmp_path.glob("mail/*.eml")):
        await asyncio.sleep(0.05)
    await runner.cleanup()
    [file] = tmp_path.glob("mail/*.eml")
    read = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (read["From"], read["Subject"]) == ("balie@example.nl", "Je afspraak")
    db.close()
