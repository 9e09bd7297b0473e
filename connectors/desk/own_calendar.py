"""An adviser links a calendar of their own (CalDAV); its password is sealed before it is kept and never shown again."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from urllib.parse import urlsplit

from aiohttp import web

from connectors.core import DATABASE, SETTINGS
from connectors.desk.pages import form_of, moved, render
from connectors.desk.routing import get, note, post
from connectors.outward import HostInside, HostUnknown, check_host
from connectors.sealing import AddressBook
from guidance import own_calendars
from guidance.accounts import Account
from guidance.own_calendars import OwnCalendar

SEAL = web.AppKey("desk_calendar_seal", AddressBook)
PLACE = "/desk/week/calendar"
LONGEST = 500


async def calendar_page(request: web.Request, account: Account) -> web.StreamResponse:
    """Which calendar is linked, and the form to link one."""
    return await _page(request, account)


async def link_calendar(request: web.Request, account: Account) -> web.StreamResponse:
    """Link a calendar; what is booked from now on, and what is to come, is written there."""
    if account.adviser_id is None:
        raise moved("/desk/week")
    form = await form_of(request)
    url, username, password = (form.get(name, "").strip()[:LONGEST] for name in ("url", "username", "password"))
    hosts = request.app[SETTINGS].calendar_hosts
    problem = _problem(url, username, password, hosts)
    problem = problem or await asyncio.to_thread(_unreachable, urlsplit(url).hostname or "", hosts)
    if problem:
        return await _page(request, account, problem, {"url": url, "username": username})
    calendar = OwnCalendar(account.adviser_id, url, username, request.app[SEAL].seal(password))
    await asyncio.to_thread(own_calendars.save, request.app[DATABASE], calendar)
    note(request, urlsplit(url).hostname or "")
    raise moved(f"{PLACE}?saved=linked")


async def unlink_calendar(request: web.Request, account: Account) -> web.StreamResponse:
    """Nothing is written there any more."""
    if account.adviser_id is None:
        raise moved("/desk/week")
    await asyncio.to_thread(own_calendars.remove, request.app[DATABASE], account.adviser_id)
    raise moved(f"{PLACE}?saved=unlinked")


def _problem(url: str, username: str, password: str, hosts: Collection[str]) -> str:
    """Only https: the password travels with every change. On this machine itself, when allowed, plain http will do."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "calendar_address"
    local = parts.hostname in ("localhost", "127.0.0.1") and parts.hostname in hosts
    if not parts.hostname or parts.username or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
        return "calendar_address"
    return "" if username and password else "calendar_login"


def _unreachable(host: str, hosts: Collection[str]) -> str:
    try:
        check_host(host, hosts)
    except HostUnknown:
        return "calendar_unknown"
    except HostInside:
        return "calendar_inside"
    return ""


async def _page(
    request: web.Request, account: Account, problem: str = "", values: dict[str, str] | None = None
) -> web.Response:
    linked = None
    if account.adviser_id is not None:
        linked = await asyncio.to_thread(own_calendars.of, request.app[DATABASE], account.adviser_id)
    return render(
        request,
        "own_calendar.html",
        status=422 if problem else 200,
        account=account,
        linked=linked,
        problem=problem,
        values=values or {"url": "", "username": ""},
        saved="" if problem else request.query.get("saved", ""),
    )


ROUTES = (
    get(PLACE, "week", calendar_page),
    post(PLACE + "/link", "week", link_calendar),
    post(PLACE + "/unlink", "week", unlink_calendar),
)
