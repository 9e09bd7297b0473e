"""Processes are brought up, kept up and taken down, with the real supervisord and small servers below it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap

import pytest

from operations.errors import StartError
from operations.run import wait_until_healthy
from operations.services import services
from operations.settings import ROOT, LauncherSettings
from operations.supervision import configuration, supervised
from tests.operations.conftest import Stage, alive, eventually, free_port


def test_a_killed_process_comes_back_and_all_are_gone_afterwards(stage: Stage) -> None:
    server = stage.server()
    with supervised([server], ROOT, stage.folder, dict(os.environ)) as supervisor:
        assert eventually(server.is_healthy)
        os.kill(stage.pids()[0], signal.SIGKILL)
        assert eventually(lambda: len(stage.pids()) == 2 and server.is_healthy())
        assert supervisor.crashes("server") == 1
    assert not any(alive(pid) for pid in stage.pids())


def test_no_process_survives_a_killed_supervisor(stage: Stage) -> None:
    server = stage.server()
    with supervised([server], ROOT, stage.folder, dict(os.environ)) as supervisor:
        assert eventually(server.is_healthy)
        os.kill(int((stage.folder / "run" / "supervisord.pid").read_text()), signal.SIGKILL)
        supervisor.wait()
    assert eventually(lambda: not alive(stage.pids()[0]))


def test_a_folder_with_a_strange_name_is_no_problem(stage: Stage) -> None:
    folder = stage.folder / "50 % of 'var'"
    server = stage.server()
    with supervised([server], ROOT, folder, dict(os.environ)):
        assert eventually(server.is_healthy)
    assert (folder / "log" / "server.log").exists()


def test_a_process_that_keeps_falling_over_is_reported_with_its_last_words(stage: Stage) -> None:
    broken = stage.falling_over()
    settings = LauncherSettings(var_dir=stage.folder)
    with (
        supervised([broken], ROOT, stage.folder, dict(os.environ)) as supervisor,
        pytest.raises(StartError, match=r"(?s)broken stopped 3 times.*the configuration is missing"),
    ):
        wait_until_healthy(broken, supervisor, settings)


def test_a_process_that_stays_silent_is_not_waited_for_for_ever(stage: Stage) -> None:
    silent = stage.silent()
    settings = LauncherSettings(var_dir=stage.folder)
    with (
        supervised([silent], ROOT, stage.folder, dict(os.environ)) as supervisor,
        pytest.raises(StartError, match="silent was not healthy within 3 s"),
    ):
        wait_until_healthy(silent, supervisor, settings, patience=3)


def test_every_process_is_restarted_and_stopped_with_its_children() -> None:
    text = configuration(services(LauncherSettings()), ROOT)
    sections = re.split(r"^\[program:", text, flags=re.MULTILINE)[1:]
    assert [section.split("]")[0] for section in sections] == ["actions", "rasa", "gateway"]
    for section in sections:
        for line in ("autorestart = true", "stopasgroup = true", "killasgroup = true"):
            assert line in section


def test_only_the_gateway_can_be_told_to_listen_beyond_this_machine() -> None:
    settings = LauncherSettings(gateway_host="0.0.0.0")
    assert settings.environment()["SANIC_HOST"] == "127.0.0.1"
    rasa = next(service for service in services(settings) if service.name == "rasa")
    assert rasa.command[rasa.command.index("--interface") + 1] == "127.0.0.1"
    assert "--enable-api" not in rasa.command


def test_the_action_server_waits_longer_for_a_busy_rasa_than_a_message_may_take() -> None:
    settings = LauncherSettings()
    assert int(settings.environment()["SANIC_KEEP_ALIVE_TIMEOUT"]) > settings.rasa_timeout


LAUNCHER = """
    import sys
    from pathlib import Path
    from operations import run
    from tests.operations.conftest import Stage

    stage = Stage(Path(sys.argv[1]))
    run.prepare = lambda settings: None
    run.services = lambda settings: (stage.server(int(sys.argv[2])),)
    sys.exit(run.main())
"""


@pytest.fixture
def launcher(stage: Stage) -> subprocess.Popen[str]:
    ports = {f"BIJSTUREN_{name}_PORT": str(free_port()) for name in ("GATEWAY", "RASA", "ACTIONS")}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(LAUNCHER), str(stage.folder), str(free_port())],
        cwd=ROOT,
        env=os.environ | ports | {"BIJSTUREN_VAR_DIR": str(stage.folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_the_launcher_stops_everything_and_is_content(
    stage: Stage, launcher: subprocess.Popen[str], asked_by: signal.Signals
) -> None:
    with launcher:
        assert launcher.stdout is not None
        said = [launcher.stdout.readline() for _ in range(7)]
        assert "Stop   Ctrl-C" in said[-1], said
        launcher.send_signal(asked_by)
        output, errors = launcher.communicate(timeout=30)
    assert (launcher.returncode, output, errors) == (0, "\nStopped.\n", "")
    assert stage.pids() and not any(alive(pid) for pid in stage.pids())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_even_a_killed_launcher_leaves_nothing_behind(stage: Stage, launcher: subprocess.Popen[str]) -> None:
    with launcher:
        assert eventually(stage.pids)
        launcher.kill()
    assert eventually(lambda: not any(alive(pid) for pid in stage.pids()))
