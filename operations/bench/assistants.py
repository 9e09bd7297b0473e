"""The two assistants that are measured: how each is trained, started and talked to."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import uuid
from dataclasses import replace
from pathlib import Path

import aiohttp

from operations.bench.stock import write_endpoints, write_stock_project
from operations.bench.talking import RestTalker, WidgetTalker, new_session
from operations.builds import MODEL_BUILD
from operations.console import last_lines
from operations.errors import BuildError
from operations.services import Service, python, services
from operations.settings import LOOPBACK, ROOT, LauncherSettings


class Stock:
    """Stock Rasa with the same language data, in a folder of its own."""

    name = "stock Rasa"
    has_widget = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "stock"
        self.logs = folder / "stock-logs"
        self.environment = LauncherSettings().environment()
        self._rasa_url = ""
        write_stock_project(self.folder, ROOT / "bot" / "data" / "nlu")

    def train(self) -> float:
        """Trains from nothing; returns seconds. Raises BuildError."""
        shutil.rmtree(self.folder / "models", ignore_errors=True)
        return _timed(python("rasa", "train", "--force"), self.folder, self.environment, self.logs)

    def services(self) -> tuple[Service, ...]:
        """Returns the processes of a fresh copy, on free ports and with an empty tracker store."""
        (self.folder / "tracker.db").unlink(missing_ok=True)
        settings = LauncherSettings(rasa_port=free_port(), actions_port=free_port())
        write_endpoints(self.folder, f"{settings.actions_url}/webhook")
        self._rasa_url = settings.own_rasa_url
        actions, rasa, _ = services(settings)
        files = ("--model", "models", "--endpoints", "endpoints.yml", "--credentials", "credentials.yml")
        interface = ("--interface", LOOPBACK, "--port", str(settings.rasa_port))
        return (
            replace(actions, command=python("rasa_sdk", "--actions", "actions", "--port", str(settings.actions_port))),
            replace(rasa, command=python("rasa", "run", *interface, *files)),
        )

    async def rest(self, client: aiohttp.ClientSession) -> RestTalker:
        """Starts a conversation over the REST channel."""
        return RestTalker(client, self._rasa_url, uuid.uuid4().hex)


class Ours:
    """This assistant, with a data folder of its own and the model that is trained here, or one that is there."""

    name = "this assistant"
    has_widget = True

    def __init__(self, folder: Path, models: Path | None = None) -> None:
        self.folder = ROOT
        self.logs = folder / "ours-logs"
        self._models = models or folder / "ours-models"
        self._var = folder / "ours"
        self._settings = LauncherSettings()
        self.environment = self._settings.environment()

    def train(self) -> float:
        """Trains from nothing; returns seconds. Raises BuildError."""
        shutil.rmtree(self._models, ignore_errors=True)
        command = [*MODEL_BUILD.command[:-1], str(self._models)]
        return _timed(python(*command), self.folder, self.environment, self.logs)

    def services(self) -> tuple[Service, ...]:
        """Returns the processes of a fresh copy, on free ports and with empty databases about people."""
        shutil.rmtree(self._var, ignore_errors=True)
        self._var.mkdir(parents=True)
        self._settings = LauncherSettings(
            gateway_host=LOOPBACK,
            gateway_port=free_port(),
            rasa_port=free_port(),
            actions_port=free_port(),
            guidance_url=f"sqlite:///{self._var}/guidance.db",
            var_dir=self._var,
        )
        self.environment = self._settings.environment()
        return tuple(replace(service, command=self._with_own_model(service)) for service in services(self._settings))

    async def rest(self, client: aiohttp.ClientSession) -> RestTalker:
        """Starts a conversation at the gateway and goes on with it over Rasa's REST channel."""
        _, conversation_id = await new_session(client, self._settings.gateway_url)
        return RestTalker(client, self._settings.own_rasa_url, conversation_id)

    async def widget(self, client: aiohttp.ClientSession) -> WidgetTalker:
        """Starts a conversation as the widget does."""
        session, _ = await new_session(client, self._settings.gateway_url)
        return WidgetTalker(client, self._settings.gateway_url, session)

    def _with_own_model(self, service: Service) -> tuple[str, ...]:
        return tuple(str(self._models) if part == "var/models" else part for part in service.command)


def free_port() -> int:
    """Returns a port of this machine that is free now."""
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        port: int = listener.getsockname()[1]
        return port


def _timed(command: tuple[str, ...], folder: Path, environment: dict[str, str], logs: Path) -> float:
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / "train.log"
    started = time.monotonic()
    with log.open("wb") as output:
        code = subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        ).returncode
    if code != 0:
        raise BuildError(f"Training for the bench failed; its log ends with:\n{last_lines(log)}")
    return time.monotonic() - started
