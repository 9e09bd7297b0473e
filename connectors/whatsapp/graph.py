"""The line to the Cloud API: one request, its answer, and its errors in our own words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)

from connectors.errors import NeverSendable, PerhapsTaken, SendError, SendLater
from connectors.whatsapp.codes import code_of, send_error
from connectors.whatsapp.settings import WhatsAppSettings

TIMEOUT = ClientTimeout(total=20, sock_connect=5)
TOO_MANY = 429
SERVER_TROUBLE = 500


class Graph:
    """Posts to the number's /messages."""

    def __init__(self, settings: WhatsAppSettings) -> None:
        """`opened` gives it its connections."""
        self._url = f"{settings.graph_url}/{settings.graph_version}/{settings.phone_number_id}/messages"
        self._headers = {"Authorization": f"Bearer {settings.access_token.get_secret_value()}"}
        self._session: ClientSession | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Connections for as long as this lasts."""
        async with ClientSession(headers=self._headers, timeout=TIMEOUT) as session:
            self._session = session
            yield
            self._session = None

    async def post(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Send it; returns the answer.

        Raises SendLater (it was not taken), PerhapsTaken, AccountTrouble, Held or NeverSendable.
        """
        if self._session is None:
            raise SendLater("closed")
        body = {"messaging_product": "whatsapp", **payload}
        try:
            async with self._session.post(self._url, json=body, allow_redirects=False) as response:
                answer = await _json(response)
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise SendLater("unreachable") from error
        except (ClientError, TimeoutError) as error:
            raise PerhapsTaken("answer_lost") from error
        if response.status == 200:
            return answer
        raise _refusal(response.status, answer)


async def _json(response: ClientResponse) -> dict[str, Any]:
    """The body, empty when it is no object."""
    try:
        answer = await response.json(content_type=None)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _refusal(status: int, answer: dict[str, Any]) -> SendError:
    code = code_of(answer.get("error"))
    if code is not None:
        return send_error(code)
    if status == TOO_MANY or status >= SERVER_TROUBLE:
        return SendLater(f"http_{status}")
    return NeverSendable(f"http_{status}")
