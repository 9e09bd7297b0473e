"""The three processes of a running assistant: how each is started, how it shows that it is well."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from operations.settings import LauncherSettings


@dataclass(frozen=True)
class Service:
    """One process. `healthy` reads what its health address answers; ending within `quick` s is a failed start."""

    name: str
    command: tuple[str, ...]
    health_url: str
    quick: int
    healthy: Callable[[bytes], bool] = lambda body: True

    def is_healthy(self, timeout: float = 2.0) -> bool:
        """Asks the process; an answer that does not come or is not the right one is a no."""
        try:
            with urllib.request.urlopen(self.health_url, timeout=timeout) as response:
                return self.healthy(response.read())
        except (urllib.error.URLError, ConnectionError, TimeoutError, ValueError):
            return False

    def is_alive(self, timeout: float) -> bool:
        """Whether the process says anything at all: one that tells of trouble elsewhere does not hang."""
        try:
            urllib.request.urlopen(self.health_url, timeout=timeout).close()
        except urllib.error.HTTPError as answer:
            answer.close()
        except (urllib.error.URLError, ConnectionError, TimeoutError, ValueError):
            return False
        return True


def services(settings: LauncherSettings) -> tuple[Service, ...]:
    """Returns the action server, Rasa and the gateway. Only the gateway may listen beyond this machine."""
    rasa = (
        *("rasa", "run", "--interface", "127.0.0.1", "--port", str(settings.rasa_port), "--model", "var/models"),
        *("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"),
    )
    return (
        Service(
            name="actions",
            command=python("rasa_sdk", "--actions", "bot.actions", "--port", str(settings.actions_port)),
            health_url=f"{settings.actions_url}/health",
            quick=5,
        ),
        Service(name="rasa", command=python(*rasa), health_url=f"{settings.own_rasa_url}/", quick=45),
        Service(
            name="gateway",
            command=python("connectors.gateway"),
            health_url=f"{settings.gateway_url}/health",
            quick=5,
            healthy=_sees_rasa,
        ),
    )


def python(module: str, *arguments: str) -> tuple[str, ...]:
    """Returns the command that runs a module with the Python of this process."""
    return (sys.executable, "-m", module, *arguments)


def _sees_rasa(body: bytes) -> bool:
    return json.loads(body).get("rasa") in ("up", True)
