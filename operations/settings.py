"""What the launcher can be told, beyond the settings of the connectors, and what it tells its processes."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field

from connectors.errors import SettingsError
from connectors.settings import PREFIX, Settings, read_settings
from operations.errors import PreflightError

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = "127.0.0.1"


class LauncherSettings(Settings):
    """Ports and places. What is built from the sources (facts, models) is in var/; a run writes in `var_dir`."""

    rasa_port: int = Field(default=5005, ge=1, le=65535)
    actions_port: int = Field(default=5055, ge=1, le=65535)
    var_dir: Path = Path("var")
    knowledge_url: str = "sqlite:///var/knowledge.db"

    @property
    def gateway_url(self) -> str:
        """The address of the gateway as seen from this machine."""
        everywhere = self.gateway_host in ("0.0.0.0", "::")
        return f"http://{LOOPBACK if everywhere else self.gateway_host}:{self.gateway_port}"

    @property
    def actions_url(self) -> str:
        """The address of the action server that the launcher starts."""
        return f"http://{LOOPBACK}:{self.actions_port}"

    @property
    def own_rasa_url(self) -> str:
        """The address of the Rasa server that the launcher starts; its gateway is told to use this one."""
        return f"http://{LOOPBACK}:{self.rasa_port}"

    @property
    def people_url(self) -> str:
        """The guidance database: the one that was set, else a file in `var_dir`."""
        return self.guidance_url if "guidance_url" in self.model_fields_set else f"sqlite:///{self.var_dir}/guidance.db"

    def ports(self) -> tuple[tuple[str, str, int], ...]:
        """Returns setting, host and port of each process."""
        return (
            (f"{PREFIX}GATEWAY_PORT", self.gateway_host, self.gateway_port),
            (f"{PREFIX}RASA_PORT", LOOPBACK, self.rasa_port),
            (f"{PREFIX}ACTIONS_PORT", LOOPBACK, self.actions_port),
        )

    def environment(self) -> dict[str, str]:
        """Returns the environment for the processes: this one, with every choice made explicit."""
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        secret = {} if self.secret_key else {"SECRET_KEY_FILE": self._own("secret_key_file", "secret_key")}
        choices = {
            "GATEWAY_HOST": self.gateway_host,
            "GATEWAY_PORT": str(self.gateway_port),
            "RASA_URL": self.own_rasa_url,
            "ACTIONS_URL": f"{self.actions_url}/webhook",
            "TRACKER_DB": str(self.var_dir / "tracker.db"),
            "GUIDANCE_URL": self.people_url,
            "KNOWLEDGE_URL": self.knowledge_url,
            "KEEP_DAYS": str(self.keep_days),
            "MAIL_DIR": self._own("mail_dir", "mail"),
            "TENANT_FILE": str(self.tenant_file),
            **secret,
        }
        return environment | {
            **{PREFIX + name: value for name, value in choices.items()},
            "PYTHONUNBUFFERED": "1",
            "RASA_TELEMETRY_ENABLED": "false",
            "SANIC_HOST": LOOPBACK,  # the action server listens on every address otherwise
            # Rasa opens a line to the action server, and when it is busy asks over it only seconds later; after the
            # usual 5 s the action server would have hung up, and the person would get no answer.
            "SANIC_KEEP_ALIVE_TIMEOUT": "60",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }

    def _own(self, field: str, name: str) -> str:
        return str(getattr(self, field) if field in self.model_fields_set else self.var_dir / name)


def load_settings() -> LauncherSettings:
    """Reads the settings. Raises PreflightError, one sentence with the name of the setting."""
    try:
        return read_settings(LauncherSettings)
    except SettingsError as error:
        raise PreflightError(str(error)) from None
