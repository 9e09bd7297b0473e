"""A wrong setting says in one sentence which one and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.errors import SettingsError
from connectors.telegram.settings import load_telegram_settings, webhook_secret

TOKEN = "123456789:AAE5cB-_" + "x" * 30
NAME = "BIJSTUREN_TELEGRAM_"


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_token_there_is_no_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_telegram_settings().token is None
    monkeypatch.setenv(f"{NAME}TOKEN", "")
    assert load_telegram_settings().token is None


def test_a_token_is_taken_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{NAME}TOKEN", f" {TOKEN}\n")
    settings = load_telegram_settings()
    assert settings.bot_id == "123456789"
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "geheim"),
        ("TOKEN", TOKEN[:20]),
        ("WEBHOOK_URL", "bijsturen.example.nl"),
        ("WEBHOOK_URL", "http://bijsturen.example.nl"),
        ("WEBHOOK_URL", "https://bijsturen.example.nl:8080"),
        ("WEBHOOK_URL", "https://bijsturen.example.nl/telegram/webhook"),
        ("API_URL", "api.telegram.org"),
        ("CAMPAIGNS", "flyer zwolle"),
    ],
)
def test_what_cannot_work_is_refused_by_name(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{NAME}TOKEN", TOKEN)
    monkeypatch.setenv(f"{NAME}{name}", value)
    with pytest.raises(SettingsError) as raised:
        load_telegram_settings()
    assert f"{NAME}{name}" in str(raised.value)
    assert TOKEN not in str(raised.value)


def test_the_address_of_the_gateway_and_an_own_bot_api_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{NAME}WEBHOOK_URL", "https://bijsturen.example.nl:8443/")
    monkeypatch.setenv(f"{NAME}CAMPAIGNS", "flyer-zwolle, beurs_2026")
    settings = load_telegram_settings()
    assert settings.webhook_url == "https://bijsturen.example.nl:8443"
    assert settings.campaigns == ("flyer-zwolle", "beurs_2026")
    monkeypatch.setenv(f"{NAME}API_URL", "http://127.0.0.1:8081")
    monkeypatch.setenv(f"{NAME}WEBHOOK_URL", "http://127.0.0.1:8080")
    assert load_telegram_settings().webhook_url == "http://127.0.0.1:8080"


def test_the_secret_of_the_webhook_is_the_same_each_time_and_another_for_another_key() -> None:
    assert webhook_secret("a key of sixteen") == webhook_secret("a key of sixteen")
    assert webhook_secret("a key of sixteen") != webhook_secret("another key of ours")
    assert len(webhook_secret("a key of sixteen")) == 64
