"""A start with a wrong Telegram token stops with one sentence; without internet it goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from operations.errors import PreflightError
from operations.telegram_check import check_telegram
from tests.operations.conftest import free_port

TOKEN = "123456:" + "A" * 35


class Answers(BaseHTTPRequestHandler):
    """Knows one token."""

    def do_GET(self) -> None:
        self.send_response(200 if f"/bot{TOKEN}/getMe" == self.path else 401)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    monkeypatch.chdir(tmp_path)
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("BIJSTUREN_TELEGRAM_API_URL", url)
    yield url
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_right_token_or_none_at_all_is_fine(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check_telegram()
    monkeypatch.setenv("BIJSTUREN_TELEGRAM_TOKEN", TOKEN)
    check_telegram()


@pytest.mark.parametrize("token", ["123456:" + "B" * 35, "no token"])
def test_a_wrong_token_is_named_in_one_sentence_without_showing_it(
    token: str, api: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIJSTUREN_TELEGRAM_TOKEN", token)
    with pytest.raises(PreflightError, match="BIJSTUREN_TELEGRAM_TOKEN") as raised:
        check_telegram()
    assert token not in str(raised.value)


def test_a_telegram_that_cannot_be_reached_is_no_reason_not_to_start(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIJSTUREN_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("BIJSTUREN_TELEGRAM_API_URL", f"http://127.0.0.1:{free_port()}")
    check_telegram()
