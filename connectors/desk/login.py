"""Logging in and out: a wait after too many tries is said kindly, and the right person gets in again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.access import (
    FORM_COOKIE,
    HOME,
    KNOWN_COOKIE,
    KNOWN_SECONDS,
    SESSION_COOKIE,
    address_of,
    own_path,
    set_cookie,
    who,
)
from connectors.desk.pages import FORM_KEYS, OIDC_READY, form_of, made_here, moved, render
from connectors.desk.routing import Route, post
from guidance import accounts, audit, login_attempts
from guidance.accounts import Account


async def login_page(request: web.Request) -> web.Response:
    """The form to log in; somebody who did goes on."""
    target = own_path(request.query.get("next", HOME))
    if await who(request, request.app[DATABASE]):
        raise moved(target)
    return login_form(request, target)


async def log_in(request: web.Request) -> web.Response:
    """Open a session and go where the person was going; a wrong name or password says so, and not which."""
    form = await form_of(request)
    target, name = own_path(form.get("next", HOME)), form.get("username", "")
    if not made_here(request, form):
        return login_form(request, target, 403, "stale")
    mark = request.cookies.get(KNOWN_COOKIE, "")
    known = mark if request.app[FORM_KEYS].is_known(mark, name) else ""
    keys = accounts.attempt_keys(name, address_of(request), known)
    db, now = request.app[DATABASE], datetime.now(UTC)

    def verify() -> tuple[Account | None, timedelta | None]:
        locked = login_attempts.wait_left(db, keys, now)
        account = accounts.verify(db, name, form.get("password", ""), now, address=address_of(request), known=known)
        wait = None if account else login_attempts.wait_left(db, keys, now)
        if wait and not locked:
            audit.record(db, audit.SYSTEM, "locked", now)
        return account, wait

    account, wait = await asyncio.to_thread(verify)
    if account is None:
        minutes = -(-wait // timedelta(minutes=1)) if wait else 0
        return login_form(request, target, 429 if wait else 401, "wait" if wait else "wrong", name, minutes)
    return await let_in(request, account, target, "log_in")


async def let_in(request: web.Request, account: Account, target: str, deed: str) -> web.Response:
    """Open a session for somebody who proved who they are, mark the browser as theirs, and go on."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    token = await asyncio.to_thread(accounts.open_session, db, account, now)
    await asyncio.to_thread(audit.record, db, account.username, deed, now)
    onward = moved(target)
    set_cookie(request, onward, SESSION_COOKIE, token)
    mark = request.app[FORM_KEYS].known(request.cookies.get(FORM_COOKIE, ""), account.username)
    set_cookie(request, onward, KNOWN_COOKIE, mark, KNOWN_SECONDS)
    raise onward


async def log_out(request: web.Request, account: Account) -> web.Response:
    """Close the session."""
    await asyncio.to_thread(accounts.close_session, request.app[DATABASE], request.cookies.get(SESSION_COOKIE, ""))
    onward = moved("/desk/login")
    onward.del_cookie(SESSION_COOKIE, path=HOME)
    raise onward


def login_form(
    request: web.Request, target: str, status: int = 200, problem: str = "", username: str = "", minutes: int = 0
) -> web.Response:
    """The form, with what went wrong and how many minutes to wait."""
    return render(
        request,
        "login.html",
        status=status,
        target=target,
        problem=problem,
        username=username,
        minutes=minutes,
        organisation=request.app[OIDC_READY],
    )


ROUTES = (
    Route("GET", "/desk/login", login_page),
    Route("POST", "/desk/login", log_in),
    post("/desk/logout", "self", log_out),
)
