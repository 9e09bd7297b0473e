"""Stand-ins for the real processes: small servers that answer, fall over or stay silent."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from operations.services import Service

SERVER = """
import http.server, os, sys
open(sys.argv[2], "a").write(f"{os.getpid()}\\n")
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503 if "503" in self.path else 200); self.end_headers(); self.wfile.write(b"well")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Well).serve_forever()
"""
FALLS_OVER = "import sys; sys.exit('the configuration is missing')"
SILENT = "import time; time.sleep(600)"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def eventually(condition: Callable[[], object], seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class Stage:
    """Makes services of one test folder and remembers the process ids that a server had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pid_file = folder / "pids"

    def server(self, port: int | None = None) -> Service:
        port = port or free_port()
        return self._service("server", SERVER, port, str(port), str(self.pid_file))

    def falling_over(self) -> Service:
        return self._service("broken", FALLS_OVER, free_port())

    def silent(self) -> Service:
        return self._service("silent", SILENT, free_port())

    def pids(self) -> list[int]:
        return [int(line) for line in self.pid_file.read_text().split()] if self.pid_file.exists() else []

    def _service(self, name: str, code: str, port: int, *arguments: str) -> Service:
        script = self.folder / f"{name}.py"
        script.write_text(code, encoding="utf-8")
        command = (sys.executable, str(script), *arguments)
        return Service(name=name, command=command, health_url=f"http://127.0.0.1:{port}/", quick=1)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)
