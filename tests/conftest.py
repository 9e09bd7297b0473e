"""The whole assistant, started once per test session with the command of the README."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READY = "Bijsturen is running"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two processes share the tests: file by file, and everything that needs the whole assistant in one of them."""
    for item in items:
        whole = "stack" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("assistant" if whole else item.nodeid.partition("::")[0]))


@dataclass(frozen=True)
class Stack:
    """A running assistant: its address, the desk login it printed, and the environment that finds it."""

    url: str
    username: str
    password: str
    environment: dict[str, str]
    var_dir: Path
    output: str


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """`make run` on free ports, with its own databases."""
    var_dir = tmp_path_factory.mktemp("var")
    gateway, rasa, actions = free_port(), free_port(), free_port()
    ours = ("BIJSTUREN_", "MAKE", "MFLAGS")  # a test run by make is no part of that make
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "BIJSTUREN_GATEWAY_PORT": str(gateway),
        "BIJSTUREN_RASA_PORT": str(rasa),
        "BIJSTUREN_RASA_URL": f"http://127.0.0.1:{rasa}",
        "BIJSTUREN_ACTIONS_PORT": str(actions),
        "BIJSTUREN_VAR_DIR": str(var_dir),
        "BIJSTUREN_GUIDANCE_URL": f"sqlite:///{var_dir}/guidance.db",
        "BIJSTUREN_RASA_PATIENCE": "30",  # on a slow day "dit duurt langer" would stand where an answer is waited for
    }
    process = subprocess.Popen(
        ["make", "run"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output = _until_ready(process)
        login = re.search(r"user (\S+), password (\S+)", output)
        assert login, f"make run printed no desk login:\n{output}"
        yield Stack(f"http://127.0.0.1:{gateway}", login[1], login[2], environment, var_dir, output)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)
        if process.stdout:
            process.stdout.close()


def _until_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    output = "".join(lines)
    assert READY in output, f"make run did not come up:\n{output}"
    return output
