"""A start that cannot succeed says why in one sentence."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from operations import preflight
from operations.errors import PreflightError
from operations.settings import LauncherSettings, load_settings
from tests.operations.conftest import free_port


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # no .env here
    for name in [name for name in os.environ if name.startswith("BIJSTUREN_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def settings(folder: Path, **changes: int) -> LauncherSettings:
    ports = {"gateway_port": free_port(), "rasa_port": free_port(), "actions_port": free_port()}
    return LauncherSettings.model_validate({"var_dir": folder / "var"} | ports | changes)


def test_free_ports_and_a_writable_folder_are_enough(tmp_path: Path) -> None:
    preflight.check(settings(tmp_path))
    assert (tmp_path / "var").is_dir()


@pytest.mark.parametrize("port", ["gateway_port", "rasa_port", "actions_port"])
def test_a_taken_port_names_the_process_and_the_setting(tmp_path: Path, taken_port: int, port: str) -> None:
    with pytest.raises(PreflightError) as caught:
        preflight.check(settings(tmp_path, **{port: taken_port}))
    message = str(caught.value)
    assert (
        f"Port {taken_port}" in message
        and f"process {os.getpid()}" in message
        and f"BIJSTUREN_{port.upper()}" in message
    )


def test_two_processes_cannot_have_the_same_port(tmp_path: Path) -> None:
    port = free_port()
    with pytest.raises(PreflightError, match="BIJSTUREN_RASA_PORT and BIJSTUREN_ACTIONS_PORT are both"):
        preflight.check(settings(tmp_path, rasa_port=port, actions_port=port))


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, no folder")
    with pytest.raises(PreflightError, match="BIJSTUREN_VAR_DIR"):
        preflight.check(settings(tmp_path))


@pytest.mark.parametrize(("name", "value"), [("BIJSTUREN_RASA_PORT", "many"), ("BIJSTUREN_GATEWAY_PORT", "99999")])
def test_a_broken_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(PreflightError, match=f"Setting {name} cannot be used"):
        load_settings()


def test_another_folder_moves_what_is_kept_about_people_but_not_the_facts(tmp_path: Path) -> None:
    environment = LauncherSettings(var_dir=tmp_path, rasa_port=6005).environment()
    assert environment["BIJSTUREN_GUIDANCE_URL"] == f"sqlite:///{tmp_path}/guidance.db"
    assert environment["BIJSTUREN_TRACKER_DB"] == f"{tmp_path}/tracker.db"
    assert environment["BIJSTUREN_SECRET_KEY_FILE"] == f"{tmp_path}/secret_key"
    assert environment["BIJSTUREN_KNOWLEDGE_URL"] == "sqlite:///var/knowledge.db"
    assert environment["BIJSTUREN_RASA_URL"] == "http://127.0.0.1:6005"


def test_a_database_that_was_chosen_stays_the_chosen_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BIJSTUREN_GUIDANCE_URL", "postgresql://somewhere/guidance")
    environment = LauncherSettings(var_dir=tmp_path).environment()
    assert environment["BIJSTUREN_GUIDANCE_URL"] == "postgresql://somewhere/guidance"


def test_bytecode_is_used_although_the_machine_says_not_to_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in LauncherSettings().environment()


def test_a_channel_that_is_set_up_half_is_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIJSTUREN_WHATSAPP_APP_SECRET", "only this one")
    with pytest.raises(PreflightError, match="BIJSTUREN_WHATSAPP_PHONE_NUMBER_ID") as error:
        preflight.check(LauncherSettings(var_dir=tmp_path))
    assert "\n" not in str(error.value)
