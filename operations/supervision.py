"""Keeps the processes of the assistant alive through supervisord: restarts with growing pauses, logs that rotate."""

from __future__ import annotations

import ctypes
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from operations.services import Service

NEVER_GIVE_UP = 1_000_000
STOP_SECONDS = 10  # what a process gets to finish the turn it is in
PR_SET_PDEATHSIG = 1
SUPERVISOR_LOG = Path("log/supervisord.log")


def configuration(services: Iterable[Service], root: Path) -> str:
    """Returns the text of supervisord's configuration: no port of its own, logs relative to where it runs."""
    sections = [
        _section(
            "supervisord",
            nodaemon="true",
            silent="true",
            nocleanup="true",
            logfile=SUPERVISOR_LOG,
            logfile_maxbytes="1MB",
            logfile_backups=1,
            pidfile="run/supervisord.pid",
        )
    ]
    for service in services:
        sections.append(
            _section(
                f"program:{service.name}",
                command=shlex.join(service.command),
                directory=root,
                autorestart="true",
                startsecs=service.quick,
                startretries=NEVER_GIVE_UP,
                stopwaitsecs=STOP_SECONDS,
                stopasgroup="true",
                killasgroup="true",
                redirect_stderr="true",
                stdout_logfile=log_file(Path(), service.name),
                stdout_logfile_maxbytes="5MB",
                stdout_logfile_backups=2,
            )
        )
    return "\n".join(sections)


def _section(name: str, **values: object) -> str:
    lines = [f"{key} = {str(value).replace('%', '%%')}" for key, value in values.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def log_file(var_dir: Path, service: str) -> Path:
    """Returns where a process writes what it has to say."""
    return var_dir / "log" / f"{service}.log"


class Supervisor:
    """One running supervisord, seen from the launcher."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def running(self) -> bool:
        """Whether supervisord itself is alive."""
        return self._process.poll() is None

    def wait(self, seconds: float | None = None) -> bool:
        """Returns whether supervisord has ended, which it does not do by itself; waits for that so long."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return not self.running

    def stop(self) -> None:
        """Stops every process and returns when all are gone."""
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_SECONDS + 10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._kill_what_is_left()

    def crashes(self, service: str) -> int:
        """Returns how often this process ended without being asked to since the start."""
        return len(re.findall(rf"exited: {re.escape(service)} \(", self._log_text()))

    def kill(self, service: str, pid: int) -> None:
        """Ends a process, and what it started, that does not listen any more; supervisord starts it again."""
        if self.processes().get(service) == pid:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)

    def processes(self) -> dict[str, int]:
        """Returns the process id of each service that lives; each leads its own process group."""
        alive: dict[str, int] = {}
        for started, pid, ended in re.findall(
            r"spawned: '(\w+)' with pid (\d+)|(?:exited|stopped): (\w+) \(", self._log_text()
        ):
            if started:
                alive[started] = int(pid)
            else:
                alive.pop(ended, None)
        return alive

    def _kill_what_is_left(self) -> None:
        """When supervisord itself was killed, its processes go on without it."""
        for service, pid in self.processes().items():
            self.kill(service, pid)

    def _log_text(self) -> str:
        try:
            return self._log.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""


@contextmanager
def supervised(
    services: Iterable[Service], root: Path, var_dir: Path, environment: dict[str, str]
) -> Iterator[Supervisor]:
    """Starts supervisord with these processes; all of them are stopped when the block is left, however it is left."""
    for folder in ("log", "run"):
        (var_dir / folder).mkdir(parents=True, exist_ok=True)
    log = var_dir / SUPERVISOR_LOG
    log.unlink(missing_ok=True)  # crashes are counted per run
    config = var_dir / "run" / "supervisord.conf"
    config.write_text(configuration(services, root), encoding="utf-8")
    with (var_dir / "log" / "supervisord-start.log").open("wb") as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", "--configuration", str(config.resolve())],
            cwd=var_dir,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,  # Ctrl-C reaches the launcher only, which stops the others in order
            preexec_fn=_stop_with_parent,
        )
    supervisor = Supervisor(process, log)
    try:
        yield supervisor
    finally:
        supervisor.stop()


def _stop_with_parent() -> None:
    """Linux tells supervisord to stop when the launcher is killed outright; elsewhere its processes then live on."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
