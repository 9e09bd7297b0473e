"""A process that lives but answers nothing is started again; one that is slow or tells of trouble is left alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from operations.services import Service
from operations.settings import ROOT
from operations.supervision import Supervisor, supervised
from operations.watchdog import SILENT_LOOKS, START_SECONDS, Watchdog
from tests.operations.conftest import Stage, eventually

AT_ONCE = 0.3


@dataclass
class Stopwatch:
    """A clock that a test turns."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Acted(Service):
    """A service that answers what the test says, one look after the other."""

    answers: list[bool] = field(default_factory=list)

    def is_alive(self, timeout: float) -> bool:
        return self.answers.pop(0)


class Killing:
    """A supervisor of one process, which has another id after it was killed."""

    def __init__(self) -> None:
        self.pid = 1

    def processes(self) -> dict[str, int]:
        return {"server": self.pid}

    def kill(self, service: str, pid: int) -> None:
        assert pid == self.pid
        self.pid += 1


Watching = Callable[[list[bool]], int]


@pytest.fixture
def clock() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def kills(clock: Stopwatch) -> Iterator[Watching]:
    """How often a process is ended that answers so."""
    supervisor = Killing()
    service = Acted("server", (), "", 1)
    watchdog = Watchdog([service], supervisor, clock=clock)  # type: ignore[arg-type]

    def watch(answers: list[bool]) -> int:
        service.answers.extend(answers)
        while service.answers:
            watchdog.look()
        return supervisor.pid - 1

    yield watch


def test_a_process_that_falls_silent_is_ended_only_after_several_silent_looks(kills: Watching) -> None:
    assert kills([True] + [False] * (SILENT_LOOKS - 1)) == 0
    assert kills([True] + [False] * (SILENT_LOOKS - 1)) == 0
    assert kills([False]) == 1


def test_a_process_that_starts_is_given_time_also_after_it_was_started_again(kills: Watching, clock: Stopwatch) -> None:
    assert kills([False] * 20) == 0
    assert kills([True] + [False] * SILENT_LOOKS) == 1
    assert kills([False] * 20) == 1
    clock.now = START_SECONDS + 1
    assert kills([False] * SILENT_LOOKS) == 2


@pytest.fixture
def running(stage: Stage) -> Iterator[tuple[Service, Supervisor]]:
    server = stage.server()
    with supervised([server], ROOT, stage.folder, dict(os.environ)) as supervisor:
        assert eventually(server.is_healthy)
        yield server, supervisor


def test_a_process_that_hangs_comes_back(
    stage: Stage, running: tuple[Service, Supervisor], capsys: pytest.CaptureFixture[str]
) -> None:
    server, supervisor = running
    watchdog = Watchdog([server], supervisor, answer_seconds=AT_ONCE)
    watchdog.look()
    os.kill(stage.pids()[0], signal.SIGSTOP)
    for _ in range(SILENT_LOOKS):
        watchdog.look()
    assert eventually(lambda: len(stage.pids()) == 2 and server.is_healthy())
    assert "server does not answer any more" in capsys.readouterr().err


def test_a_process_that_tells_of_trouble_elsewhere_lives(running: tuple[Service, Supervisor]) -> None:
    server, _ = running
    in_trouble = Service("server", (), server.health_url + "?status=503", 1, healthy=lambda body: False)
    assert not in_trouble.is_healthy()
    assert in_trouble.is_alive(10.0)
