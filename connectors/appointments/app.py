"""Appointments put together: the page behind the link, and the loop that sends what is due."""

from __future__ import annotations

from aiohttp import web

from connectors.appointments import calendars, loop, page
from connectors.appointments.links import Links
from connectors.background import every
from connectors.core import SETTINGS
from connectors.settings import secret_key


def add_appointments(app: web.Application) -> None:
    """Add this after the core and the channels. Raises SettingsError when there is no usable secret key."""
    key = secret_key(app[SETTINGS])
    app[page.LINKS] = Links(key, app[SETTINGS].base_url)
    app[page.PAGES] = page.templates()
    app.router.add_routes(page.ROUTES)
    app.cleanup_ctx.append(every(loop.EVERY_SECONDS, "appointments", loop.round_now))
    app.cleanup_ctx.append(
        every(calendars.EVERY_SECONDS, "caldav", calendars.writing(key, app[SETTINGS].calendar_hosts))
    )
