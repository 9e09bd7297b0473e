"""How a page of the desk is made: the templates, the key of every form, and what a browser may do with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from connectors.desk.access import FORM_COOKIE, HEADERS, SESSION_COOKIE, FormKeys, browser_of, set_cookie
from connectors.desk.labels import load_labels
from connectors.desk.permissions import may
from connectors.desk.spans import clock
from connectors.desk.words import load_words
from guidance.accounts import Account

HERE = Path(__file__).parent
FORM_KEYS = web.AppKey("desk_form_keys", FormKeys)
PAGES = web.AppKey("desk_pages", jinja2.Environment)
BASE_URL = web.AppKey("desk_base_url", str)
OIDC_READY = web.AppKey("desk_oidc_ready", bool)


def render(request: web.Request, template: str, status: int = 200, **values: Any) -> web.Response:
    """A page from a template; its forms carry a key that fits this browser and session."""
    browser = browser_of(request)
    key = request.app[FORM_KEYS].key(browser, request.cookies.get(SESSION_COOKIE, ""))
    text = request.app[PAGES].get_template(template).render(form_key=key, path=request.path, **values)
    response = web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
    if request.cookies.get(FORM_COOKIE) != browser:
        set_cookie(request, response, FORM_COOKIE, browser)
    return response


async def form_of(request: web.Request) -> dict[str, str]:
    """The fields of the form that was sent, without files; of fields with one name the last."""
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


def made_here(request: web.Request, form: dict[str, str]) -> bool:
    """Whether this form stood on a page of ours, in this browser and session."""
    browser, session = request.cookies.get(FORM_COOKIE, ""), request.cookies.get(SESSION_COOKIE, "")
    return request.app[FORM_KEYS].fits(form.get("key", ""), browser, session)


def moved(path: str) -> web.HTTPSeeOther:
    """Go on to another page of the desk."""
    return web.HTTPSeeOther(path, headers={"Cache-Control": "no-store"})


async def not_found(request: web.Request, account: Account) -> web.Response:
    """A page that is not there, also a conversation that was wiped."""
    return render(request, "not_found.html", status=404, account=account)


def templates() -> jinja2.Environment:
    """The templates, with the words and the ways to say a date."""
    labels = load_labels()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(labels=labels, words=load_words(), may=may)
    environment.filters.update(
        moment=labels.moment,
        day=labels.day,
        short_day=labels.short_day,
        month=labels.month,
        lasting=labels.lasting,
        clock=clock,
    )
    return environment
