"""A channel of Rasa that only says what a text means: nothing is answered, and nothing is kept.

The gateway asks it while a human has the word, so that words of danger are noticed then too. It stands beside the REST
channel on the loopback address; Rasa's own HTTP API, which can change conversations, stays closed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse


class ListeningChannel(InputChannel):
    """POST /webhooks/listening/meaning {"text"} gives {"intent"}."""

    @classmethod
    def name(cls) -> str:
        """The part of the address."""
        return "listening"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The one route; no message is ever passed on to a conversation."""
        routes = Blueprint("listening_webhook", __name__)

        @routes.route("/meaning", methods=["POST"])
        async def meaning(request: Request) -> HTTPResponse:
            text = str((request.json or {}).get("text") or "")
            parsed = await request.app.ctx.agent.parse_message(text)
            return response.json({"intent": (parsed.get("intent") or {}).get("name")})

        return routes
