"""Whether Telegram will have us, before anything is started."""

from __future__ import annotations

import contextlib
import urllib.error
import urllib.request

from connectors.errors import SettingsError
from connectors.telegram.settings import load_telegram_settings
from operations.errors import PreflightError

PATIENCE = 5.0
REFUSED = (401, 404)


def check_telegram() -> None:
    """Raises PreflightError with one sentence when a setting is wrong or Telegram refuses the token.

    A Telegram that cannot be reached now is no reason not to start: the gateway goes on trying.
    """
    try:
        settings = load_telegram_settings()
    except SettingsError as error:
        raise PreflightError(str(error)) from None
    if settings.token is None:
        return
    address = f"{settings.api_url}/bot{settings.token.get_secret_value()}/getMe"
    try:
        with contextlib.suppress(urllib.error.URLError, TimeoutError, ConnectionError):
            _look(address)
    except _Refused:
        raise PreflightError(
            "Telegram refuses the token in BIJSTUREN_TELEGRAM_TOKEN: copy it again from BotFather (/mybots, API "
            "Token), or empty the setting to start without Telegram."
        ) from None


class _Refused(Exception):
    """Telegram does not know the token."""


def _look(address: str) -> None:
    try:
        urllib.request.urlopen(address, timeout=PATIENCE).close()
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in REFUSED:
            raise _Refused from None
