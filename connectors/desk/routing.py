"""A route of the desk and who may use it: nobody gets past `allowed`, and no form that was not made here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

from connectors.desk.access import HOME, own_path, who
from connectors.desk.pages import DATABASE, form_of, made_here, moved, render
from connectors.desk.permissions import Right, first_page, may
from guidance.accounts import Account

OpenPage = Callable[[web.Request], Awaitable[web.StreamResponse]]
Page = Callable[[web.Request, Account], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Route:
    """One address of the desk; `right` None: for everybody, also without logging in."""

    method: str
    path: str
    handler: OpenPage
    right: Right | None = None

    def add_to(self, app: web.Application) -> None:
        """Make the gateway answer at this address."""
        app.router.add_route(self.method, self.path, self.handler)


def get(path: str, right: Right, page: Page) -> Route:
    """A page for who has the right."""
    return Route("GET", path, allowed(right, page), right)


def post(path: str, right: Right, page: Page) -> Route:
    """A form for who has the right. The address without its last part is the page to come back to after logging in."""
    return Route("POST", path, allowed(right, page), right)


def allowed(right: Right, page: Page) -> OpenPage:
    """Only for who is logged in and has the right; others log in first and come back, or hear that it is not theirs."""

    async def handler(request: web.Request) -> web.StreamResponse:
        account = await who(request, request.app[DATABASE])
        if account is None:
            wanted = request.path_qs if request.method == "GET" else request.path.rpartition("/")[0]
            raise moved("/desk/login?" + urlencode({"next": own_path(wanted)}))
        if request.method == "POST" and not made_here(request, await form_of(request)):
            return render(request, "stale.html", status=403, account=account)
        if may(account, right):
            return await page(request, account)
        if request.method == "GET" and request.path.rstrip("/") == HOME:
            raise moved(first_page(account))
        return render(request, "forbidden.html", status=403, account=account)

    return handler
