"""`make run`: looks, builds, starts the three processes, says where to go, and stops everything on Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from types import FrameType

from connectors.demonstration import WARNING, meets_people
from connectors.telegram.settings import load_telegram_settings
from connectors.whatsapp.settings import load_settings as load_whatsapp_settings
from operations import preflight
from operations.console import busy, last_lines
from operations.demo import Login
from operations.errors import OperationsError, StartError
from operations.prepare import prepare
from operations.services import Service, services
from operations.settings import ROOT, LauncherSettings, load_settings
from operations.supervision import Supervisor, log_file, supervised
from operations.watchdog import LOOK_SECONDS, Watchdog

PATIENCE_SECONDS = 180
CRASHES_FORGIVEN = 2
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Raised wherever the launcher is when somebody asks it to stop."""


def main() -> int:
    """Returns 0 when it was asked to stop, 1 when it could not start or the processes ended by themselves."""
    for number in STOP_SIGNALS:
        signal.signal(number, _request_stop)
    try:
        settings = load_settings()
        preflight.check(settings)
        run(settings, started=time.monotonic())
    except OperationsError as error:
        print(error, file=sys.stderr)
        return 1
    except StopRequested:
        print("\nStopped.")
        return 0
    return 0


def run(settings: LauncherSettings, started: float) -> None:
    """Runs the assistant until StopRequested; raises StartError when it does not come up or falls over."""
    login = prepare(settings)
    programs = services(settings)
    with supervised(programs, ROOT, settings.var_dir, settings.environment()) as supervisor:
        for service in programs:
            wait_until_healthy(service, supervisor, settings)
        # Beside, not before: an assistant that does not answer must not keep anyone from stopping it.
        threading.Thread(target=warm_up, args=(settings.own_rasa_url,), daemon=True).start()
        watchdog = Watchdog(programs, supervisor)
        watchdog.look()  # they are well now: from here on silence counts
        print(welcome(settings, login, time.monotonic() - started), flush=True)
        while not supervisor.wait(LOOK_SECONDS):
            watchdog.look()
    raise StartError(f"The processes ended by themselves; {settings.var_dir / 'log'}/ says why.")


def warm_up(rasa_url: str, patience: float = 60.0) -> None:
    """Says something to nobody, so that models and facts are in memory before the first person comes.

    When it fails, the first person waits a little longer: no reason not to start.
    """
    body = json.dumps({"sender": "warm-up", "message": "hoi"}).encode()
    request = urllib.request.Request(f"{rasa_url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
        urllib.request.urlopen(request, timeout=patience).close()


def wait_until_healthy(
    service: Service, supervisor: Supervisor, settings: LauncherSettings, patience: float = PATIENCE_SECONDS
) -> None:
    """Returns when the process is well. Raises StartError when it keeps falling over or takes too long."""
    log = log_file(settings.var_dir, service.name)
    deadline = time.monotonic() + patience
    with busy(f"Starting {service.name}") as tick:
        while not service.is_healthy():
            tick()
            crashes = supervisor.crashes(service.name)
            if crashes > CRASHES_FORGIVEN or not supervisor.running:
                raise StartError(
                    f"{service.name} stopped {crashes} times while starting; {log} ends with:\n{last_lines(log)}"
                )
            if time.monotonic() > deadline:
                raise StartError(
                    f"{service.name} was not healthy within {patience:.0f} s; {log} ends with:\n{last_lines(log)}"
                )
            time.sleep(0.2)


def welcome(settings: LauncherSettings, login: Login | None, seconds: float) -> str:
    """Returns the block that says where to go."""
    desk = f"{settings.gateway_url}/desk"
    if login:
        desk += f"    user {login.username}, password {login.password}"
    else:
        desk += "    first account: .venv/bin/python -m operations.account NAME"
    return "\n".join(
        [
            "",
            f"Bijsturen is running, after {seconds:.0f} s.",
            f"  Chat   {settings.gateway_url}/",
            f"  Desk   {desk}",
            f"  Logs   {settings.var_dir / 'log'}/",
            "  Stop   Ctrl-C",
            *(["", WARNING] if meets_people(settings, _messengers()) else []),
        ]
    )


def _messengers() -> list[str]:
    telegram, whatsapp = load_telegram_settings().token, load_whatsapp_settings()
    return [name for name, there in (("telegram", telegram), ("whatsapp", whatsapp)) if there is not None]


def _request_stop(number: int, frame: FrameType | None) -> None:
    for again in STOP_SIGNALS:
        signal.signal(again, signal.SIG_IGN)  # stopping takes seconds; asking twice must not leave processes behind
    raise StopRequested


if __name__ == "__main__":
    sys.exit(main())
