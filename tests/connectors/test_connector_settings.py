"""Settings come from the environment or .env, and a wrong one is named."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from connectors.errors import SettingsError
from connectors.settings import Settings, load_settings, secret_key


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_any_setting_everything_has_a_default() -> None:
    settings = load_settings()
    assert (settings.gateway_host, settings.gateway_port, settings.rasa_url) == (
        "127.0.0.1",
        8080,
        "http://127.0.0.1:5005",
    )
    assert (settings.guidance_url, settings.demo, settings.allowed_origins) == ("sqlite:///var/guidance.db", True, ())


def test_the_environment_wins_from_the_file(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_folder / ".env").write_text("BIJSTUREN_GATEWAY_PORT=81\nBIJSTUREN_DEMO=no\nBIJSTUREN_KNOWLEDGE_URL=x\n")
    monkeypatch.setenv("BIJSTUREN_GATEWAY_PORT", "82")
    settings = load_settings()
    assert (settings.gateway_port, settings.demo) == (82, False)


def test_origins_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIJSTUREN_ALLOWED_ORIGINS", "https://A.example/, http://localhost:3000,")
    assert load_settings().allowed_origins == ("https://a.example", "http://localhost:3000")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BIJSTUREN_GATEWAY_PORT", "80a"),
        ("BIJSTUREN_GATEWAY_PORT", "70000"),
        ("BIJSTUREN_RASA_URL", "localhost:5005"),
        ("BIJSTUREN_ALLOWED_ORIGINS", "https://a.example,*"),
        ("BIJSTUREN_ALLOWED_ORIGINS", "https://a.example/page"),
        ("BIJSTUREN_DEMO", "misschien"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as error:
        load_settings()
    assert "\n" not in str(error.value)


def test_a_secret_that_is_too_short_is_refused_without_repeating_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIJSTUREN_SECRET_KEY", "geheimpje")
    with pytest.raises(SettingsError, match="BIJSTUREN_SECRET_KEY") as error:
        load_settings()
    assert "geheimpje" not in str(error.value)


def test_a_key_is_made_once_and_only_we_may_read_it(empty_folder: Path) -> None:
    first = secret_key(load_settings())
    assert len(first) >= 32
    assert secret_key(load_settings()) == first
    assert stat.S_IMODE((empty_folder / "var/secret_key").stat().st_mode) == 0o600
    assert [file.name for file in (empty_folder / "var").iterdir()] == ["secret_key"]


def test_a_key_that_was_set_is_used_and_none_is_made(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIJSTUREN_SECRET_KEY", "een sleutel van buiten")
    assert secret_key(load_settings()) == "een sleutel van buiten"
    assert not (empty_folder / "var").exists()


def test_a_key_file_that_cannot_be_made_is_named(empty_folder: Path) -> None:
    (empty_folder / "var").write_text("a file where a folder must come")
    with pytest.raises(SettingsError, match="var/secret_key"):
        secret_key(Settings())
