"""Starts the processes of one assistant for a measurement and takes them down again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from operations.console import last_lines
from operations.errors import StartError
from operations.services import Service

PATIENCE_SECONDS = 300  # stock Rasa may take minutes
MEGABYTE = 1024 * 1024


class Running:
    """The processes of one assistant, by name."""

    def __init__(self, processes: dict[str, subprocess.Popen[bytes]]) -> None:
        self._processes = processes

    def memory(self) -> dict[str, float]:
        """Returns the resident memory of each process with its children, in MB."""
        return {name: _memory(process.pid) for name, process in self._processes.items()}

    def ended(self) -> list[str]:
        """Returns the names of processes that stopped by themselves."""
        return [name for name, process in self._processes.items() if process.poll() is not None]


@contextmanager
def running(services: Sequence[Service], folder: Path, environment: dict[str, str], logs: Path) -> Iterator[Running]:
    """Starts all at once and waits until each is healthy. Raises StartError with the last lines of the log."""
    logs.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        started = {}
        for service in services:
            with (logs / f"{service.name}.log").open("wb") as log:
                started[service.name] = subprocess.Popen(
                    service.command,
                    cwd=folder,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            stack.callback(_stop, started[service.name])
        assistant = Running(started)
        for service in services:
            _wait(service, assistant, logs)
        yield assistant


def _wait(service: Service, assistant: Running, logs: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not service.is_healthy():
        ended = assistant.ended()
        if ended or time.monotonic() > deadline:
            name = ended[0] if ended else service.name
            raise StartError(f"{name} did not start; its log ends with:\n{last_lines(logs / f'{name}.log')}")
        time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _memory(pid: int) -> float:
    top = psutil.Process(pid)
    total: int = sum(process.memory_info().rss for process in (top, *top.children(recursive=True)))
    return total / MEGABYTE
