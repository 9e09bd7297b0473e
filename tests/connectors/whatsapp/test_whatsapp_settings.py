"""WhatsApp is there when it is set up, and half a set-up is told in one sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from connectors.core import OUTLETS
from connectors.errors import SettingsError
from connectors.gateway import build_app
from connectors.settings import Settings
from connectors.whatsapp.app import PATH
from connectors.whatsapp.settings import NEEDED, PREFIX, load_settings
from tests.connectors.whatsapp.conftest import ENVIRONMENT, Gateway

FOUR = [PREFIX + name.upper() for name in NEEDED]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def test_without_settings_the_gateway_has_no_whatsapp(
    aiohttp_client: Callable[..., Awaitable[Gateway]], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in FOUR:
        monkeypatch.delenv(name)
    gateway = await aiohttp_client(build_app(settings))
    assert "whatsapp" not in gateway.app[OUTLETS].channels
    async with gateway.get(PATH) as response:
        assert response.status == 404


async def test_with_settings_the_gateway_has_whatsapp(
    aiohttp_client: Callable[..., Awaitable[Gateway]], settings: Settings
) -> None:
    gateway = await aiohttp_client(build_app(settings))
    assert "whatsapp" in gateway.app[OUTLETS].channels
    async with gateway.get(PATH) as response:
        assert response.status == 403


@pytest.mark.parametrize("name", FOUR)
def test_each_of_the_four_is_needed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert name in str(error.value) and "\n" not in str(error.value)
    assert not any(other in str(error.value) for other in FOUR if other != name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PHONE_NUMBER_ID", "+31 6 12345678"),
        ("VERIFY_TOKEN", "kort"),
        ("GRAPH_URL", "graph.facebook.com"),
        ("GRAPH_VERSION", "26"),
        ("PER_SECOND", "0"),
        ("TEMPLATE_ANSWER", "Er is een antwoord"),
        ("TEMPLATE_LANGUAGE", "Nederlands"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError, match=PREFIX + name) as error:
        load_settings()
    assert "\n" not in str(error.value)
    if name == "VERIFY_TOKEN":
        assert value not in str(error.value)


def test_secrets_are_not_shown() -> None:
    settings = load_settings()
    assert settings is not None
    assert not any(ENVIRONMENT[name] in repr(settings) for name in ("ACCESS_TOKEN", "APP_SECRET", "VERIFY_TOKEN"))


def test_settings_may_stand_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PREFIX + "GRAPH_URL")
    (tmp_path / ".env").write_text(f"{PREFIX}GRAPH_URL=https://graph.example/\n{PREFIX}GRAPH_VERSION=v27.0\n")
    settings = load_settings()
    assert settings is not None
    assert (settings.graph_url, settings.graph_version) == ("https://graph.example", "v27.0")
