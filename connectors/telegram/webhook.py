"""The door through which Telegram brings updates. Whoever does not know the secret learns nothing here."""

from __future__ import annotations

import json
import logging
from typing import Any

from aiohttp import web
from telegram import Update

from connectors.telegram.intake import Intake
from connectors.trouble import log_trouble
from connectors.webhooks import body_within, same
from guidance.errors import GuidanceError

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_BODY = 1024 * 1024
"""Bytes. A message of 4,096 emoji that answers another one, with all its marks, stays far below."""


INTAKE = web.AppKey("telegram_intake", Intake)
SECRET = web.AppKey("telegram_secret", str)


async def webhook(request: web.Request) -> web.Response:
    """200 when stored; 403, 413 or 400 without a word for what is not Telegram's; 503: send it again."""
    told = request.headers.get(SECRET_HEADER, "")
    if not same(told, request.app[SECRET]):
        return web.Response(status=403)
    body = await body_within(request, MAX_BODY)
    if body is None:
        return web.Response(status=413)
    update = _update(body)
    if update is None:
        return web.Response(status=400)
    try:
        await request.app[INTAKE].take(update)
    except GuidanceError as error:
        log_trouble(log, "telegram_webhook", error)
        return web.Response(status=503)
    return web.Response()


def _update(body: bytes) -> Update | None:
    """The update in a body, or None when there is none."""
    try:
        told: Any = json.loads(body)
        return Update.de_json(told) if isinstance(told, dict) and isinstance(told["update_id"], int) else None
    except Exception as error:  # whatever the library stumbles over is not an update
        log_trouble(log, "telegram_update", error)
        return None
