"""The only public process: website and adviser desk on one port. Run: python -m connectors.gateway."""

from __future__ import annotations

import asyncio
import errno
import logging
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.typedefs import Handler

from connectors import metrics
from connectors.appointments.app import add_appointments
from connectors.background import every
from connectors.core import DATABASE, OUTLETS, RASA, RELAY, SETTINGS, add_core
from connectors.demonstration import WARNING, meets_people
from connectors.desk.app import add_desk
from connectors.errors import ConnectorError
from connectors.mailing import sending
from connectors.notices import load_notices
from connectors.settings import Settings, load_settings
from connectors.telegram.app import add_telegram
from connectors.trouble import log_trouble
from connectors.waiting_room import look_now
from connectors.website.app import CHANNEL as WEBSITE
from connectors.website.app import add_website
from connectors.website.security import protect
from connectors.whatsapp.app import add_whatsapp
from guidance import conversations, privacy
from guidance.database import Database
from guidance.errors import GuidanceError

log = logging.getLogger(__name__)

MAX_BODY = 64 * 1024
DAY = 24 * 60 * 60
STOP_SECONDS = 5
"""How long open requests may take to end when the gateway stops."""


def build_app(settings: Settings) -> web.Application:
    """The whole gateway. Raises SettingsError or GuidanceError when settings cannot be used."""
    db = Database(settings.guidance_url)
    app = web.Application(middlewares=[honest_errors], client_max_size=MAX_BODY)
    app.on_response_prepare.append(protect)
    app.cleanup_ctx.append(_keep_database)
    app.cleanup_ctx.append(every(DAY, "wipe_idle", _wipe_idle))
    app.cleanup_ctx.append(sending(db, settings))
    app.router.add_get("/health", health)
    app.router.add_get("/metrics", metrics.show)
    add_core(app, db, settings)
    app.cleanup_ctx.append(every(settings.look_seconds, "waiting_room", look_now))
    app.cleanup_ctx.append(every(settings.look_seconds, "take_over", _take_over))
    add_website(app)
    add_whatsapp(app)
    add_desk(app)
    add_telegram(app)
    add_appointments(app)
    app.on_startup.append(_warn_of_demonstration)
    return app


@web.middleware
async def honest_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What went wrong is logged without anyone's words, and the person gets one sentence."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:
        log_trouble(log, request.match_info.handler.__name__, error)
        return web.Response(text=load_notices().remark("broken"), status=500)


async def health(request: web.Request) -> web.Response:
    """{"status", "database", "rasa"}; 200 when messages can be stored, also while Rasa is away, else 503."""
    try:
        await asyncio.to_thread(conversations.exists, request.app[DATABASE], "health")
        database = "ok"
    except Exception as error:
        log_trouble(log, "health", error)
        database = "down"
    rasa = "up" if await request.app[RASA].is_up() else "down"
    body = {"status": "ok" if database == "ok" else "broken", "database": database, "rasa": rasa}
    return web.json_response(body, status=200 if database == "ok" else 503, headers={"Cache-Control": "no-store"})


async def _keep_database(app: web.Application) -> AsyncIterator[None]:
    await asyncio.to_thread(app[DATABASE].create_tables)
    yield
    app[DATABASE].close()


async def _warn_of_demonstration(app: web.Application) -> None:
    messengers = [channel for channel in app[OUTLETS].channels if channel != WEBSITE]
    if meets_people(app[SETTINGS], messengers):
        log.warning(WARNING)


async def _take_over(app: web.Application) -> None:
    await app[RELAY].take_over()


async def _wipe_idle(app: web.Application) -> None:
    wiped = await asyncio.to_thread(privacy.wipe_idle, app[DATABASE], datetime.now(UTC), app[SETTINGS].keep_days)
    if wiped:
        log.info("wiped_idle conversations=%d", wiped)


def main() -> int:
    """Run until stopped; 1 with one sentence when it cannot start."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        settings = load_settings()
        # Without access log: it would hold addresses of people, and the links in their mails.
        web.run_app(
            build_app(settings),
            host=settings.gateway_host,
            port=settings.gateway_port,
            shutdown_timeout=STOP_SECONDS,
            access_log=None,
            print=None,
        )
    except (ConnectorError, GuidanceError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(
            f"Port {settings.gateway_port} on {settings.gateway_host} is in use; stop what runs there "
            "or set BIJSTUREN_GATEWAY_PORT to another port.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
