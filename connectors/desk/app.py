"""The desk put together: each family of pages brings its own routes."""

from __future__ import annotations

from aiohttp import web

from connectors.appointments import calendars
from connectors.core import SETTINGS
from connectors.desk import (
    booking_for,
    bookings_page,
    conversation_page,
    deliveries_page,
    flagging,
    inbox_page,
    live,
    login,
    oidc,
    own_account,
    own_calendar,
    review,
    team,
    week,
    week_settings,
)
from connectors.desk.access import FormKeys
from connectors.desk.pages import BASE_URL, FORM_KEYS, HERE, OIDC_READY, PAGES, not_found, templates
from connectors.desk.routing import Route, get
from connectors.sealing import AddressBook
from connectors.settings import secret_key


async def file(request: web.Request) -> web.StreamResponse:
    """The stylesheet and the scripts of the desk."""
    headers = {"Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff"}
    return web.FileResponse(HERE / "files" / request.match_info["name"], headers=headers)


ROUTES: tuple[Route, ...] = (
    Route("GET", r"/desk/files/{name:(?:desk(?:-[a-z]+)?|live)\.(?:css|js)}", file),
    *login.ROUTES,
    *live.ROUTES,
    *inbox_page.ROUTES,
    *conversation_page.ROUTES,
    *booking_for.ROUTES,
    *flagging.ROUTES,
    *oidc.ROUTES,
    *own_account.ROUTES,
    *week.ROUTES,
    *week_settings.ROUTES,
    *bookings_page.ROUTES,
    *own_calendar.ROUTES,
    *team.ROUTES,
    *review.ROUTES,
    *deliveries_page.ROUTES,
    get("/desk/{rest:.*}", "self", not_found),  # last: everything else
)


def add_desk(app: web.Application) -> None:
    """Add the desk to the gateway, under /desk, after its core. Raises SettingsError without a usable secret key."""
    settings = app[SETTINGS]
    app[FORM_KEYS] = FormKeys(secret_key(settings))
    app[own_calendar.SEAL] = AddressBook(secret_key(settings), calendars.SEAL)
    app[PAGES] = templates()
    app[BASE_URL] = settings.base_url
    provider = oidc.provider_of(settings)
    app[OIDC_READY] = provider is not None
    if provider is not None:
        app[oidc.PROVIDER] = provider
    live.add_live(app)
    for route in ROUTES:
        route.add_to(app)
