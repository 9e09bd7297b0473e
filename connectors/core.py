"""What every channel of the gateway shares: the database, the one relay, and the list of outlets it speaks through."""

from __future__ import annotations

from collections.abc import AsyncIterator

from aiohttp import web

from connectors.claims import holder_of
from connectors.contact import reach_of
from connectors.lane import Timing
from connectors.outlets import Outlets
from connectors.rasa_client import RasaClient, open_rasa
from connectors.relay import Relay
from connectors.settings import Settings
from guidance.database import Database

DATABASE = web.AppKey("database", Database)
SETTINGS = web.AppKey("settings", Settings)
OUTLETS = web.AppKey("outlets", Outlets)
RASA = web.AppKey("rasa", RasaClient)
RELAY = web.AppKey("relay", Relay)


def add_core(app: web.Application, db: Database, settings: Settings) -> None:
    """Add this first; then each channel adds its outlet and routes. The relay runs while the application does."""
    app[DATABASE] = db
    app[SETTINGS] = settings
    app[OUTLETS] = Outlets()
    app.cleanup_ctx.append(_run_relay)


async def _run_relay(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    async with open_rasa(settings.rasa_url) as rasa:
        timing = Timing(patience=settings.rasa_patience, timeout=settings.rasa_timeout)
        app[RASA] = rasa
        relay = app[RELAY] = Relay(
            app[DATABASE],
            rasa,
            app[OUTLETS],
            timing=timing,
            reach=reach_of(settings.tenant_file),
            holder=holder_of(settings.gateway_host, settings.gateway_port),
        )
        await relay.start()
        yield
        await relay.close()
