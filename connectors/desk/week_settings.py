"""The forms that change an adviser's own week: who they are, their hours, and the days that differ."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.labels import load_labels
from connectors.desk.pages import form_of, moved, render
from connectors.desk.routing import get, note, post
from connectors.desk.week import week_of
from connectors.desk.week_forms import (
    Filled,
    filled,
    pattern_values,
    profile_values,
    read_pattern,
    read_profile,
    read_special,
)
from guidance import advisers, own_week, public_holidays, team, workrules
from guidance.accounts import Account
from guidance.database import Database
from guidance.own_week import AdviserWeek
from guidance.schedule import AMSTERDAM
from guidance.workrules import SpecialDay

SETTINGS = "/desk/week/settings"


async def settings_page(request: web.Request, account: Account) -> web.StreamResponse:
    """The forms about the own week."""
    week = await asyncio.to_thread(week_of, request.app[DATABASE], account)
    return await _settings(request, account, week or _new_week(account))


async def save_profile(request: web.Request, account: Account) -> web.StreamResponse:
    """Name, media, regions, sectors, languages; the first time this makes the adviser."""
    db, now = request.app[DATABASE], datetime.now(UTC)
    stored = await asyncio.to_thread(week_of, db, account)
    form = filled(await request.post())
    week = read_profile(form, stored or _new_week(account), load_labels().values)
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
    stored = await asyncio.to_thread(week_of, db, account)
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
    stored = await asyncio.to_thread(week_of, db, account)
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
    stored = await asyncio.to_thread(week_of, db, account)
    gone = [each for each in stored.rules.special_days if special_key(each) == form.get("which")] if stored else []
    if stored and gone:
        await asyncio.to_thread(workrules.change_days, db, stored.adviser.id, (), gone)
    raise moved(SETTINGS + "?saved=days")


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


def _new_week(account: Account) -> AdviserWeek:
    """The empty forms of somebody who is no adviser yet."""
    person = advisers.Adviser("", account.username.title(), "", (), (), ("phone", "video"))
    return AdviserWeek(person, (), workrules.WorkRules())


def _store(db: Database, week: AdviserWeek, now: datetime) -> None:
    advisers.add(db, week.adviser, week.hours, now)
    workrules.save(db, week.adviser.id, week.rules)


ROUTES = (
    get(SETTINGS, "week", settings_page),
    post(SETTINGS + "/profile", "week", save_profile),
    post(SETTINGS + "/pattern", "week", save_pattern),
    post(SETTINGS + "/days", "week", add_day),
    post(SETTINGS + "/remove", "week", remove_day),
)
