"""A route of the desk and who may use it: nobody gets past `allowed`, and no form that was not made here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.access import HOME, own_path, who
from connectors.desk.pages import form_of, made_here, moved, render
from connectors.desk.permissions import Right, first_page, may
from guidance import audit
from guidance.accounts import Account

DETAIL = web.RequestKey("desk_deed_detail", str)
DONE = (200, 303)
OpenPage = Callable[[web.Request], Awaitable[web.StreamResponse]]
Page = Callable[[web.Request, Account], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Route:
    """One address of the desk; `right` None: for everybody, also without logging in. `deed`: its name in the audit."""

    method: str
    path: str
    handler: OpenPage
    right: Right | None = None
    deed: str = ""

    def add_to(self, app: web.Application) -> None:
        """Make the gateway answer at this address."""
        app.router.add_route(self.method, self.path, self.handler)


def get(path: str, right: Right, page: Page) -> Route:
    """A page for who has the right."""
    return Route("GET", path, allowed(right, page), right)


def post(path: str, right: Right, page: Page, noted: bool = True) -> Route:
    """A form for who has the right. The address without its last part is the page to come back to after logging in.

    What it does stands in the audit trail under the page's name, unless it is not `noted`: typing, say.
    """
    return Route("POST", path, allowed(right, page, noted), right, page.__name__ if noted else "")


def allowed(right: Right, page: Page, noted: bool = True) -> OpenPage:
    """Only for who is logged in and has the right; others log in first and come back, or hear that it is not theirs."""

    async def handler(request: web.Request) -> web.StreamResponse:
        account = await who(request, request.app[DATABASE])
        if account is None:
            wanted = request.path_qs if request.method == "GET" else request.path.rpartition("/")[0]
            raise moved("/desk/login?" + urlencode({"next": own_path(wanted)}))
        if request.method == "POST" and not made_here(request, await form_of(request)):
            return render(request, "stale.html", status=403, account=account)
        if may(account, right):
            if request.method == "POST" and noted:
                return await _noted(request, account, page)
            return await page(request, account)
        if request.method == "GET" and request.path.rstrip("/") == HOME:
            raise moved(first_page(account))
        return render(request, "forbidden.html", status=403, account=account)

    return handler


def note(request: web.Request, detail: str) -> None:
    """Add to the audit trail what the form was about: ids and names of ours, never a person's words."""
    request[DETAIL] = detail


async def _noted(request: web.Request, account: Account, page: Page) -> web.StreamResponse:
    """Every form that was carried out stands in the audit trail, under the name of its function."""
    moved_on: web.HTTPSeeOther | None = None
    try:
        answer: web.StreamResponse = await page(request, account)
    except web.HTTPSeeOther as done:
        answer = moved_on = done
    if answer.status in DONE:
        about, detail = request.match_info.get("id", ""), request.get(DETAIL, "")
        now = datetime.now(UTC)
        await asyncio.to_thread(
            audit.record, request.app[DATABASE], account.username, page.__name__, now, about, detail
        )
    if moved_on is not None:
        raise moved_on
    return answer
