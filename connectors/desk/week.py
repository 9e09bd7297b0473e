"""An adviser's own week: the picture of it, the forms that change it, and the calendar to subscribe to."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.labels import load_labels
from connectors.desk.pages import BASE_URL, form_of, moved, not_found, render
from connectors.desk.pictures import draw_week
from connectors.desk.routing import Route, get, note, post
from connectors.desk.week_forms import (
    Filled,
    filled,
    pattern_values,
    profile_values,
    read_pattern,
    read_profile,
    read_special,
)
from connectors.desk.words import load_words
from guidance import advisers, bookings, calendar_feeds, own_week, public_holidays, team, workrules
from guidance.accounts import Account
from guidance.database import Database
from guidance.errors import BookingUnknown
from guidance.own_week import AdviserWeek
from guidance.schedule import AMSTERDAM
from guidance.workrules import SpecialDay

SETTINGS = "/desk/week/settings"
WEEKS_AROUND = 106


async def week_page(request: web.Request, account: Account) -> web.StreamResponse:
    """One week as a picture, and its appointments in words."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    week = await asyncio.to_thread(_week_of, db, account)
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
        fresh="",
    )


async def settings_page(request: web.Request, account: Account) -> web.StreamResponse:
    """The forms about the own week."""
    week = await asyncio.to_thread(_week_of, request.app[DATABASE], account)
    return await _settings(request, account, week or _new_week(account))


async def save_profile(request: web.Request, account: Account) -> web.StreamResponse:
    """Name, media, regions, sectors, languages; the first time this makes the adviser."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    stored = await asyncio.to_thread(_week_of, db, account)
    form, labels = filled(await request.post()), load_labels()
    known = {
        "region": labels.values["region"],
        "sector": labels.values["sector"],
        "language": load_words().languages,
    }
    week = read_profile(form, stored or _new_week(account), known)
    if form.problems:
        return await _settings(request, account, stored or _new_week(account), profile=form)

    def save() -> None:
        adviser_id = team.become_adviser(db, account, week.adviser.name, week.adviser.organisation, now)
        _store(db, own_week.with_id(week, adviser_id), now)

    await asyncio.to_thread(save)
    raise moved(SETTINGS + "?saved=profile")


async def save_pattern(request: web.Request, account: Account) -> web.StreamResponse:
    """Hours, breaks, buffers and the most a day."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    stored = await asyncio.to_thread(_week_of, db, account)
    if stored is None:
        raise moved(SETTINGS)
    form = filled(await request.post())
    week = read_pattern(form, stored)
    if form.problems:
        return await _settings(request, account, stored, pattern=form)
    await asyncio.to_thread(_store, db, week, now)
    raise moved(SETTINGS + "?saved=pattern")


async def add_day(request: web.Request, account: Account) -> web.StreamResponse:
    """A day off or extra time."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    stored = await asyncio.to_thread(_week_of, db, account)
    if stored is None:
        raise moved(SETTINGS)
    form = filled(await request.post())
    added = read_special(form, now.astimezone(AMSTERDAM).date())
    if form.problems:
        return await _settings(request, account, stored, special=form)
    await asyncio.to_thread(workrules.change_days, db, stored.adviser.id, added, ())
    note(request, ", ".join(each.day.isoformat() for each in added[:1]))
    raise moved(SETTINGS + "?saved=days")


async def remove_day(request: web.Request, account: Account) -> web.StreamResponse:
    """Take a date that differs off the list."""
    db, form = request.app[DATABASE], await form_of(request)
    stored = await asyncio.to_thread(_week_of, db, account)
    gone = [each for each in stored.rules.special_days if special_key(each) == form.get("which")] if stored else []
    if stored and gone:
        await asyncio.to_thread(workrules.change_days, db, stored.adviser.id, (), gone)
    raise moved(SETTINGS + "?saved=days")


async def renew_feed(request: web.Request, account: Account) -> web.StreamResponse:
    """A new secret address for the calendar; it is shown this once."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    week = await asyncio.to_thread(_week_of, db, account)
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


def special_key(special: SpecialDay) -> str:
    """How a form says which date is meant."""
    return f"{special.day.isoformat()} {special.starts or ''}"


async def _settings(
    request: web.Request,
    account: Account,
    week: AdviserWeek,
    profile: Filled | None = None,
    pattern: Filled | None = None,
    special: Filled | None = None,
) -> web.Response:
    wrong = any(form is not None for form in (profile, pattern, special))
    today = datetime.now(UTC).astimezone(AMSTERDAM).date()
    return render(
        request,
        "week_settings.html",
        status=422 if wrong else 200,
        account=account,
        week=week,
        new=not week.adviser.id,
        profile=profile or profile_values(week.adviser, week.rules),
        pattern=pattern or pattern_values(week),
        special=special or Filled(),
        special_days=[(each, special_key(each)) for each in week.rules.special_days if each.day >= today],
        holidays=public_holidays.coming(today, 6),
        saved="" if wrong else request.query.get("saved", ""),
    )


async def _mark(request: web.Request, account: Account, came: bool) -> web.StreamResponse:
    db, now, booking_id = request.app[DATABASE], datetime.now(UTC), int(request.match_info["id"])
    try:
        booking = await asyncio.to_thread(bookings.get, db, booking_id)
    except BookingUnknown:
        return await not_found(request, account)
    if not account.adviser_id or booking.adviser.id != account.adviser_id:
        return render(request, "forbidden.html", status=403, account=account)
    await asyncio.to_thread(_set_attendance, db, booking_id, now, came)
    raise moved(f"/desk/week?from={booking.starts_at.astimezone(AMSTERDAM).date()}")


def _set_attendance(db: Database, booking_id: int, now: datetime, came: bool) -> None:
    bookings.no_show(db, booking_id, now, came=came)


def _week_of(db: Database, account: Account) -> AdviserWeek | None:
    return own_week.of(db, account.adviser_id) if account.adviser_id else None


def _new_week(account: Account) -> AdviserWeek:
    """The empty forms of somebody who is no adviser yet."""
    person = advisers.Adviser("", account.username.title(), "", (), (), ("phone", "video"))
    return AdviserWeek(person, (), workrules.WorkRules())


def _store(db: Database, week: AdviserWeek, now: datetime) -> None:
    advisers.add(db, week.adviser, week.hours, now)
    workrules.save(db, week.adviser.id, week.rules)


ROUTES = (
    get("/desk/week", "week", week_page),
    get(SETTINGS, "week", settings_page),
    post(SETTINGS + "/profile", "week", save_profile),
    post(SETTINGS + "/pattern", "week", save_pattern),
    post(SETTINGS + "/days", "week", add_day),
    post(SETTINGS + "/remove", "week", remove_day),
    post("/desk/week/feed", "week", renew_feed),
    post("/desk/week/{id:[0-9]{1,9}}/missed", "week", mark_no_show),
    post("/desk/week/{id:[0-9]{1,9}}/came", "week", mark_came),
    Route("GET", r"/desk/feed/{token:[A-Za-z0-9_-]{20,80}}.ics", feed),
)
