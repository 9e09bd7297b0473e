"""An adviser's own week: the picture of it, who did not come, and the calendar to subscribe to."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.pages import BASE_URL, moved, not_found, render
from connectors.desk.pictures import draw_week
from connectors.desk.routing import Route, get, post
from guidance import bookings, calendar_feeds, own_week
from guidance.accounts import Account
from guidance.database import Database
from guidance.errors import BookingUnknown
from guidance.own_week import AdviserWeek
from guidance.schedule import AMSTERDAM

WEEKS_AROUND = 106


async def week_page(request: web.Request, account: Account) -> web.StreamResponse:
    """One week as a picture, and its appointments in words."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    week = await asyncio.to_thread(week_of, db, account)
    if week is None:
        return render(request, "week_new.html", account=account)
    monday = monday_of(request.query.get("from", ""), now)
    days = await asyncio.to_thread(own_week.days, db, week, monday, now)
    feed = await asyncio.to_thread(calendar_feeds.made_at, db, week.adviser.id)
    return render(
        request,
        "week.html",
        account=account,
        week=week,
        days=days,
        picture=draw_week(days),
        monday=monday,
        this_monday=monday_of("", now),
        step=timedelta(days=7),
        today=now.astimezone(AMSTERDAM).date(),
        now=now,
        feed=feed,
    )


async def renew_feed(request: web.Request, account: Account) -> web.StreamResponse:
    """A new secret address for the calendar; it is shown this once."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    week = await asyncio.to_thread(week_of, db, account)
    if week is None:
        raise moved("/desk/week")
    token = await asyncio.to_thread(calendar_feeds.renew, db, week.adviser.id, now)
    return render(request, "feed.html", account=account, address=f"{request.app[BASE_URL]}/desk/feed/{token}.ics")


async def mark_no_show(request: web.Request, account: Account) -> web.StreamResponse:
    """Nobody came to this appointment of one's own."""
    return await _mark(request, account, came=False)


async def mark_came(request: web.Request, account: Account) -> web.StreamResponse:
    """They came after all."""
    return await _mark(request, account, came=True)


async def feed(request: web.Request) -> web.StreamResponse:
    """The calendar for who knows the address."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    adviser_id = await asyncio.to_thread(calendar_feeds.adviser_of, db, request.match_info["token"])
    if adviser_id is None:
        raise web.HTTPNotFound
    body = await asyncio.to_thread(calendar_feeds.feed, db, adviser_id, now)
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return web.Response(body=body, content_type="text/calendar", charset="utf-8", headers=headers)


def monday_of(text: str, now: datetime) -> date:
    """The Monday of the week in the address; of this week when it says nothing sensible or too far away."""
    today = now.astimezone(AMSTERDAM).date()
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        asked = today
    if abs(asked - today) > timedelta(weeks=WEEKS_AROUND):
        asked = today
    return asked - timedelta(days=asked.weekday())


async def _mark(request: web.Request, account: Account, came: bool) -> web.StreamResponse:
    db, now, booking_id = request.app[DATABASE], datetime.now(UTC), int(request.match_info["id"])
    try:
        booking = await asyncio.to_thread(bookings.get, db, booking_id)
    except BookingUnknown:
        return await not_found(request, account)
    if not account.adviser_id or booking.adviser.id != account.adviser_id:
        return render(request, "forbidden.html", status=403, account=account)
    await asyncio.to_thread(bookings.no_show, db, booking_id, now, came=came)
    raise moved(f"/desk/week?from={booking.starts_at.astimezone(AMSTERDAM).date()}")


def week_of(db: Database, account: Account) -> AdviserWeek | None:
    """How this person works, or None for who has no week of their own."""
    return own_week.of(db, account.adviser_id) if account.adviser_id else None


ROUTES = (
    get("/desk/week", "week", week_page),
    post("/desk/week/feed", "week", renew_feed),
    post("/desk/week/{id:[0-9]{1,9}}/missed", "week", mark_no_show),
    post("/desk/week/{id:[0-9]{1,9}}/came", "week", mark_came),
    Route("GET", r"/desk/feed/{token:[A-Za-z0-9_-]{20,80}}.ics", feed),
)
