"""Logging in and out."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.desk.access import HOME, SESSION_COOKIE, own_path, set_cookie, who
from connectors.desk.pages import DATABASE, form_of, made_here, moved, render
from connectors.desk.routing import Route, post
from guidance import accounts
from guidance.accounts import Account


async def login_page(request: web.Request) -> web.Response:
    """The form to log in; somebody who did goes on."""
    target = own_path(request.query.get("next", HOME))
    if await who(request, request.app[DATABASE]):
        raise moved(target)
    return render(request, "login.html", target=target)


async def log_in(request: web.Request) -> web.Response:
    """Open a session and go where the person was going; a wrong name or password says so, and not which."""
    form = await form_of(request)
    target = own_path(form.get("next", HOME))
    if not made_here(request, form):
        return render(request, "login.html", status=403, target=target, problem="stale")
    db, now = request.app[DATABASE], datetime.now(UTC)
    name = form.get("username", "")
    account = await asyncio.to_thread(accounts.verify, db, name, form.get("password", ""), now)
    if account is None:
        return render(request, "login.html", status=401, target=target, problem="wrong", username=name)
    token = await asyncio.to_thread(accounts.open_session, db, account, now)
    onward = moved(target)
    set_cookie(request, onward, SESSION_COOKIE, token)
    raise onward


async def log_out(request: web.Request, account: Account) -> web.Response:
    """Close the session."""
    await asyncio.to_thread(accounts.close_session, request.app[DATABASE], request.cookies.get(SESSION_COOKIE, ""))
    onward = moved("/desk/login")
    onward.del_cookie(SESSION_COOKIE, path=HOME)
    raise onward


ROUTES = (
    Route("GET", "/desk/login", login_page),
    Route("POST", "/desk/login", log_in),
    post("/desk/logout", "self", log_out),
)
