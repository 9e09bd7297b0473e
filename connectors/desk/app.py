"""The desk's routes: logging in and out, the inbox, one conversation, closing a request for a human."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from aiohttp import web

from connectors.desk.access import (
    FORM_COOKIE,
    HEADERS,
    HOME,
    SESSION_COOKIE,
    FormKeys,
    browser_of,
    own_path,
    set_cookie,
    who,
)
from connectors.desk.inbox import read_inbox
from connectors.desk.labels import load_labels
from connectors.settings import Settings, secret_key
from guidance import accounts, conversations, handoffs
from guidance.accounts import Account
from guidance.database import Database
from guidance.errors import ConversationUnknown

HERE = Path(__file__).parent
DATABASE = web.AppKey("desk_database", Database)
FORM_KEYS = web.AppKey("desk_form_keys", FormKeys)
PAGES = web.AppKey("desk_pages", jinja2.Environment)
Page = Callable[[web.Request, Account], Awaitable[web.StreamResponse]]


def add_desk(app: web.Application, db: Database, settings: Settings) -> None:
    """Add the desk to the gateway, under /desk. Raises SettingsError when there is no usable secret key."""
    app[DATABASE] = db
    app[FORM_KEYS] = FormKeys(secret_key(settings))
    app[PAGES] = _templates()
    app.router.add_get(r"/desk/files/{name:desk\.(?:css|js)}", file)
    app.router.add_get("/desk/login", login_page)
    app.router.add_post("/desk/login", log_in)
    app.router.add_post("/desk/logout", log_out)
    app.router.add_get("/desk", _for_account(inbox))
    app.router.add_get("/desk/", _for_account(inbox))
    app.router.add_get("/desk/conversations/{id:[0-9a-f]{32}}", _for_account(conversation))
    app.router.add_post("/desk/conversations/{id:[0-9a-f]{32}}/close", _for_account(close))
    app.router.add_get("/desk/{rest:.*}", _for_account(not_found))


async def file(request: web.Request) -> web.StreamResponse:
    """The stylesheet and the script of the desk."""
    headers = {"Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff"}
    return web.FileResponse(HERE / "files" / request.match_info["name"], headers=headers)


async def login_page(request: web.Request) -> web.Response:
    """The form to log in; somebody who did goes on."""
    target = own_path(request.query.get("next", HOME))
    if await who(request, request.app[DATABASE]):
        raise _moved(target)
    return _page(request, "login.html", target=target)


async def log_in(request: web.Request) -> web.Response:
    """Open a session and go where the person was going; a wrong name or password says so, and not which."""
    form = await _form(request)
    target = own_path(form.get("next", HOME))
    if not _made_here(request, form):
        return _page(request, "login.html", status=403, target=target, problem="stale")
    db, now = request.app[DATABASE], datetime.now(UTC)
    name = form.get("username", "")
    account = await asyncio.to_thread(accounts.verify, db, name, form.get("password", ""), now)
    if account is None:
        return _page(request, "login.html", status=401, target=target, problem="wrong", username=name)
    token = await asyncio.to_thread(accounts.open_session, db, account, now)
    moved = _moved(target)
    set_cookie(request, moved, SESSION_COOKIE, token)
    raise moved


async def log_out(request: web.Request) -> web.Response:
    """Close the session."""
    if not _made_here(request, await _form(request)):
        return _page(request, "stale.html", status=403)
    await asyncio.to_thread(accounts.close_session, request.app[DATABASE], request.cookies.get(SESSION_COOKIE, ""))
    moved = _moved("/desk/login")
    moved.del_cookie(SESSION_COOKIE, path=HOME)
    raise moved


async def inbox(request: web.Request, account: Account) -> web.Response:
    """Everybody who waits for a human, and the coming appointments."""
    everything = request.query.get("show") == "all"
    now = datetime.now(UTC)
    content = await asyncio.to_thread(read_inbox, request.app[DATABASE], load_labels(), now, everything)
    return _page(request, "inbox.html", account=account, inbox=content, everything=everything, now=now)


async def conversation(request: web.Request, account: Account) -> web.Response:
    """The summary of one conversation, and below it everything that was said."""
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    try:
        summary = await asyncio.to_thread(handoffs.summary, db, conversation_id)
    except ConversationUnknown:
        return await not_found(request, account)
    lines = await asyncio.to_thread(conversations.history, db, conversation_id)
    requests = await asyncio.to_thread(handoffs.of_conversation, db, conversation_id)
    now = datetime.now(UTC)
    return _page(
        request, "conversation.html", account=account, summary=summary, lines=lines, requests=requests, now=now
    )


async def close(request: web.Request, account: Account) -> web.Response:
    """The adviser has handled it: close what is open in this conversation."""
    if not _made_here(request, await _form(request)):
        return _page(request, "stale.html", status=403, account=account)
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    for handoff in await asyncio.to_thread(handoffs.of_conversation, db, conversation_id):
        await asyncio.to_thread(handoffs.close, db, handoff.id, "handled", datetime.now(UTC))
    raise _moved(f"/desk/conversations/{conversation_id}")


async def not_found(request: web.Request, account: Account) -> web.Response:
    """A page that is not there, also a conversation that was wiped."""
    return _page(request, "not_found.html", status=404, account=account)


def _for_account(page: Page) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Only for who is logged in; others log in first and come back."""

    async def handler(request: web.Request) -> web.StreamResponse:
        account = await who(request, request.app[DATABASE])
        if account is None:
            wanted = request.path_qs if request.method == "GET" else request.path.removesuffix("/close")
            raise _moved("/desk/login?" + urlencode({"next": own_path(wanted)}))
        return await page(request, account)

    return handler


def _page(request: web.Request, template: str, status: int = 200, **values: Any) -> web.Response:
    browser = browser_of(request)
    key = request.app[FORM_KEYS].key(browser, request.cookies.get(SESSION_COOKIE, ""))
    text = request.app[PAGES].get_template(template).render(form_key=key, **values)
    response = web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
    if request.cookies.get(FORM_COOKIE) != browser:
        set_cookie(request, response, FORM_COOKIE, browser)
    return response


async def _form(request: web.Request) -> dict[str, str]:
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


def _made_here(request: web.Request, form: dict[str, str]) -> bool:
    """Whether this form stood on a page of ours, in this browser and session."""
    browser, session = request.cookies.get(FORM_COOKIE, ""), request.cookies.get(SESSION_COOKIE, "")
    return request.app[FORM_KEYS].fits(form.get("key", ""), browser, session)


def _moved(path: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(path, headers={"Cache-Control": "no-store"})


def _templates() -> jinja2.Environment:
    labels = load_labels()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["labels"] = labels
    environment.filters.update(moment=labels.moment, day=labels.day)
    return environment
