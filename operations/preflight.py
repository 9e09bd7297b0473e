"""Looks before anything is started: a start that cannot succeed stops with one sentence and nothing running."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

from connectors.errors import SettingsError
from connectors.whatsapp import settings as whatsapp
from guidance.errors import TenantFileUnusable
from guidance.tenant import tenant
from operations.errors import PreflightError
from operations.settings import LauncherSettings
from operations.telegram_check import check_telegram


def check(settings: LauncherSettings) -> None:
    """Raises PreflightError with one sentence when the folder, the tenant, a port or a channel cannot be used."""
    check_whatsapp()
    check_folder(settings.var_dir)
    check_tenant(settings.tenant_file)
    seen: dict[int, str] = {}
    for variable, host, port in settings.ports():
        if port in seen:
            raise PreflightError(f"{seen[port]} and {variable} are both {port}: give each its own port.")
        seen[port] = variable
        check_port(variable, host, port)
    check_telegram()


def check_whatsapp() -> None:
    """Raises PreflightError when WhatsApp is set up half or wrongly: the gateway would stop right after its start."""
    try:
        whatsapp.load_settings()
    except SettingsError as error:
        raise PreflightError(str(error)) from None


def check_folder(folder: Path) -> None:
    """Raises PreflightError when nothing can be written in the folder; makes it when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise PreflightError(
            f"Nothing can be written in {folder}/ ({error.strerror}): "
            "mend its permissions, or name another folder in BIJSTUREN_VAR_DIR."
        ) from error


def check_tenant(file: Path) -> None:
    """Raises PreflightError when the file that says who offers this assistant cannot be used."""
    try:
        tenant(file)
    except TenantFileUnusable as error:
        raise PreflightError(f"{error}; mend it, or name another file in BIJSTUREN_TENANT_FILE.") from error


def check_port(variable: str, host: str, port: int) -> None:
    """Raises PreflightError naming the process on this port, if the machine tells, and the setting that moves it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left is free
            listener.bind((host, port))
            listener.listen()
    except OSError as error:
        raise PreflightError(
            f"Port {port} on {host} cannot be used ({_user_of(port) or error.strerror}): "
            f"stop what uses it, or set {variable} to a free port in .env."
        ) from error


def _user_of(port: int) -> str | None:
    try:
        import psutil  # a library of the tests: without it the message only lacks the name
    except ImportError:
        return None
    try:
        for connection in psutil.net_connections(kind="tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()}, process {connection.pid}, has it"
    except (psutil.Error, OSError):  # other people's processes are not always ours to see
        return None
    return None
