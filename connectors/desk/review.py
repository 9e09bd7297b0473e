"""For the editor: answers that advisers call wrong, and facts that nobody looked at for too long."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import cache

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.pages import form_of, moved, render
from connectors.desk.routing import get, note, post
from guidance import audit, reviews
from guidance.accounts import Account
from guidance.errors import FlagUnknown
from guidance.schedule import AMSTERDAM
from knowledge.freshness import Checked, checked_facts


async def review_page(request: web.Request, account: Account) -> web.StreamResponse:
    """The cases, open or handled."""
    return await _review_page(request, account)


async def handle_case(request: web.Request, account: Account) -> web.StreamResponse:
    """Say what came of a case."""
    form, db, now = await form_of(request), request.app[DATABASE], datetime.now(UTC)
    outcome, case = form.get("outcome", ""), int(request.match_info["id"])
    try:
        await asyncio.to_thread(reviews.handle, db, case, outcome, form.get("note", ""), account.username, now)
    except FlagUnknown:
        return await _review_page(request, account, wrong=case, written=form.get("note", ""))
    note(request, outcome)
    raise moved("/desk/review?saved=case")


async def export_json(request: web.Request, account: Account) -> web.StreamResponse:
    """Every case, as a file to make tests of."""
    text = reviews.as_json(await asyncio.to_thread(reviews.cases, request.app[DATABASE]))
    return await _file(request, account, "export_json", text, "application/json", "nakijken.json")


async def export_csv(request: web.Request, account: Account) -> web.StreamResponse:
    """Every case, for a spreadsheet; the mark in front makes Excel read the letters right."""
    text = "\ufeff" + reviews.as_csv(await asyncio.to_thread(reviews.cases, request.app[DATABASE]))
    return await _file(request, account, "export_csv", text, "text/csv", "nakijken.csv")


async def facts_page(request: web.Request, account: Account) -> web.StreamResponse:
    """The facts by when they were checked, the oldest first."""
    today = datetime.now(UTC).astimezone(AMSTERDAM).date()
    everything = await asyncio.to_thread(_facts)
    old = [fact for fact in everything if fact.is_old(today)]
    return render(request, "facts.html", account=account, old=old, facts=everything, today=today)


async def _review_page(
    request: web.Request, account: Account, wrong: int | None = None, written: str = ""
) -> web.Response:
    handled = request.query.get("show") == "handled"
    found = await asyncio.to_thread(reviews.cases, request.app[DATABASE], handled=handled)
    return render(
        request,
        "review.html",
        status=422 if wrong is not None else 200,
        account=account,
        cases=found,
        handled=handled,
        wrong=wrong,
        written=written,
        saved=request.query.get("saved", "") if wrong is None else "",
    )


async def _file(
    request: web.Request, account: Account, deed: str, text: str, kind: str, name: str
) -> web.StreamResponse:
    now = datetime.now(UTC)
    await asyncio.to_thread(audit.record, request.app[DATABASE], account.username, deed, now)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return web.Response(text=text, content_type=kind, charset="utf-8", headers=headers)


@cache
def _facts() -> tuple[Checked, ...]:
    return tuple(checked_facts())


ROUTES = (
    get("/desk/review", "review", review_page),
    get("/desk/review/export.json", "review", export_json),
    get("/desk/review/export.csv", "review", export_csv),
    post("/desk/review/{id:[0-9]{1,9}}/handle", "review", handle_case),
    get("/desk/facts", "facts", facts_page),
)
