"""For the coordinator: who works here, how full their weeks are, opening hours, texts, and the audit trail."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from aiohttp import web

from connectors.core import DATABASE, RELAY
from connectors.desk.labels import load_labels
from connectors.desk.own_account import email_of
from connectors.desk.pages import BASE_URL, form_of, moved, not_found, render
from connectors.desk.permissions import EVERYONE
from connectors.desk.routing import get, note, post
from connectors.desk.spans import write_spans
from connectors.desk.week import monday_of
from connectors.desk.week_forms import WEEKDAYS, Filled, filled
from connectors.desk.words import load_mails, load_words
from connectors.handover import load_handover
from connectors.messages import AFTER_HUMAN
from guidance import absent, account_links, audit, loads, mail, opening, talk_answers, team, tenant_texts
from guidance.accounts import Account
from guidance.database import Database
from guidance.errors import AccountInvalid, AccountUnknown, LastCoordinator

WEEKS = 4
ENTRIES = 50
CHECKED = 1000
ACCOUNT = "/desk/team/{id:[0-9]{1,9}}"


async def team_page(request: web.Request, account: Account) -> web.StreamResponse:
    """The team, its load and how long people wait."""
    return await _team_page(request, account, Filled())


async def invite(request: web.Request, account: Account) -> web.StreamResponse:
    """Mail somebody a link with which they make an account."""
    form, db, now = filled(await request.post()), request.app[DATABASE], datetime.now(UTC)
    address, role = email_of(form.values.get("email", "")), form.values.get("role", "")
    if address is None:
        form.problems["email"] = "email_bad"
    if role not in EVERYONE:
        form.problems["role"] = "role_bad"
    if address and not form.problems:
        try:
            await asyncio.to_thread(_invite, db, address, role, request.app[BASE_URL], now)
        except AccountInvalid:
            form.problems["email"] = "email_taken"
    if form.problems:
        return await _team_page(request, account, form)
    note(request, role)
    raise moved("/desk/team?saved=invite")


async def withdraw(request: web.Request, account: Account) -> web.StreamResponse:
    """Make an invitation useless."""
    email = (await form_of(request)).get("email", "")
    await asyncio.to_thread(account_links.withdraw, request.app[DATABASE], email, datetime.now(UTC))
    raise moved("/desk/team?saved=withdraw")


async def set_role(request: web.Request, account: Account) -> web.StreamResponse:
    """Give somebody another role."""
    role = (await form_of(request)).get("role", "")
    number, now = int(request.match_info["id"]), datetime.now(UTC)
    try:
        left = await asyncio.to_thread(team.set_role, request.app[DATABASE], number, role, now)
    except AccountUnknown:
        return await not_found(request, account)
    except (AccountInvalid, LastCoordinator) as error:
        problem = "last_coordinator" if isinstance(error, LastCoordinator) else "role_bad"
        return await _team_page(request, account, Filled(problems={"team": problem}))
    await _tell_who_was_left(request, left, now)
    note(request, role)
    raise moved("/desk/team?saved=role")


async def member_page(request: web.Request, account: Account) -> web.StreamResponse:
    """One person: the role, and taking them off the desk."""
    try:
        member = await asyncio.to_thread(team.get, request.app[DATABASE], int(request.match_info["id"]))
    except AccountUnknown:
        return await not_found(request, account)
    return render(request, "member.html", account=account, member=member)


async def remove(request: web.Request, account: Account) -> web.StreamResponse:
    """Take somebody off the desk."""
    number, now = int(request.match_info["id"]), datetime.now(UTC)
    try:
        left = await asyncio.to_thread(team.remove, request.app[DATABASE], number, now)
    except AccountUnknown:
        return await not_found(request, account)
    except LastCoordinator:
        return await _team_page(request, account, Filled(problems={"team": "last_coordinator"}))
    await _tell_who_was_left(request, left, now)
    raise moved("/desk/team?saved=remove")


async def texts_page(request: web.Request, account: Account) -> web.StreamResponse:
    """Opening hours and the texts of the organisation."""
    return await _texts_page(request, account)


async def save_opening(request: web.Request, account: Account) -> web.StreamResponse:
    """When the desk answers live."""
    form = filled(await request.post())
    hours = _hours(form, "hours")
    if form.problems:
        return await _texts_page(request, account, opened=form)
    await asyncio.to_thread(opening.put, request.app[DATABASE], hours)
    raise moved("/desk/texts?saved=opening")


async def save_region(request: web.Request, account: Account) -> web.StreamResponse:
    """When the desk answers live for people of one region."""
    form = filled(await request.post())
    region, hours = form.values.get("region", ""), _hours(form, "own")
    if region not in load_labels().values["region"]:
        form.problems["region"] = "region_choose"
    if not hours and not form.problems:
        form.problems["own0"] = "hours_empty"
    if form.problems:
        return await _texts_page(request, account, own=form)
    await asyncio.to_thread(opening.put, request.app[DATABASE], hours, region)
    note(request, region)
    raise moved("/desk/texts?saved=region")


async def remove_region(request: web.Request, account: Account) -> web.StreamResponse:
    """Let the hours of the organisation count for a region again; what it had stands in the form, to put back."""
    region, db = (await form_of(request)).get("region", ""), request.app[DATABASE]
    before = (await asyncio.to_thread(opening.everywhere, db)).get(region, [])
    await asyncio.to_thread(opening.put, db, [], region)
    note(request, region if before else "")
    raise moved("/desk/texts?" + urlencode({"saved": "away", "region": region, **_written(before, "own")}))


async def save_texts(request: web.Request, account: Account) -> web.StreamResponse:
    """The texts that take the place of those in the file."""
    form, db, now = filled(await request.post()), request.app[DATABASE], datetime.now(UTC)
    given = {name: " ".join(form.values.get(name, "").split()) for name in tenant_texts.FIELDS}
    form.problems |= {name: "text_bad" for name, text in given.items() if not tenant_texts.fits(name, text)}
    if form.problems:
        return await _texts_page(request, account, texts=form)
    before = await asyncio.to_thread(tenant_texts.overrides, db)
    changed = [name for name, text in given.items() if text != before.get(name, "")]
    for name in changed:
        await asyncio.to_thread(tenant_texts.put, db, name, given[name], account.username, now)
    note(request, ", ".join(changed))
    raise moved("/desk/texts?saved=texts")


async def audit_page(request: web.Request, account: Account) -> web.StreamResponse:
    """What was done at the desk, and whether the chain is whole."""
    db, before = request.app[DATABASE], request.query.get("before", "")
    start = int(before) if before.isdecimal() and len(before) < 10 else None
    entries = await asyncio.to_thread(audit.latest, db, ENTRIES, start)
    everything = request.query.get("check") == "all"
    broken = await asyncio.to_thread(audit.broken_at, db, None if everything else CHECKED)
    more = entries[-1].id if len(entries) == ENTRIES else None
    return render(
        request, "audit.html", account=account, entries=entries, broken=broken, more=more, start=start, whole=everything
    )


async def _team_page(request: web.Request, account: Account, form: Filled) -> web.Response:
    db, now = request.app[DATABASE], datetime.now(UTC)
    monday = monday_of("", now)
    return render(
        request,
        "team.html",
        status=422 if form.problems else 200,
        account=account,
        members=await asyncio.to_thread(team.everyone, db),
        invited=await asyncio.to_thread(account_links.invited, db, now),
        loads=await asyncio.to_thread(loads.per_adviser, db, monday, WEEKS, now),
        mondays=[monday + timedelta(weeks=number) for number in range(WEEKS)],
        said=await asyncio.to_thread(talk_answers.tallies, db),
        fewest=talk_answers.FEWEST,
        waits=await asyncio.to_thread(loads.waits, db, now),
        now=now,
        form=form,
        saved="" if form.problems else request.query.get("saved", ""),
    )


async def _texts_page(
    request: web.Request,
    account: Account,
    opened: Filled | None = None,
    own: Filled | None = None,
    texts: Filled | None = None,
) -> web.Response:
    db, wrong = request.app[DATABASE], bool(opened or own or texts)
    stored = await asyncio.to_thread(opening.everywhere, db)
    hours = stored.pop(None, [])
    return render(
        request,
        "texts.html",
        status=422 if wrong else 200,
        account=account,
        opened=opened or Filled(_written(hours, "hours")),
        own=own or _asked_for(request, stored),
        regions={region: _written(each, "day") for region, each in stored.items()},
        texts=texts or Filled(await asyncio.to_thread(tenant_texts.overrides, db)),
        names=list(tenant_texts.FIELDS),
        saved="" if wrong else request.query.get("saved", ""),
    )


def _hours(form: Filled, field: str) -> list[opening.Hours]:
    """The hours of a week, from a field for each day."""
    return [opening.Hours(day, *span) for day in WEEKDAYS for span in form.spans(f"{field}{day}")]


def _written(hours: Sequence[opening.Hours], field: str) -> dict[str, str]:
    """The hours of a week as they are typed, in a field for each day."""
    week = {day: [(each.starts, each.ends) for each in hours if each.weekday == day] for day in WEEKDAYS}
    return {f"{field}{day}": write_spans(spans) for day, spans in week.items()}


def _asked_for(request: web.Request, stored: Mapping[str | None, Sequence[opening.Hours]]) -> Filled:
    """The form of one region: as it stands, or as it was before its hours went."""
    region = request.query.get("region", "")
    was = Filled(dict(request.query))
    hours = stored.get(region) or _hours(was, "own")
    return Filled({"region": region, **_written(hours, "own")})


async def _tell_who_was_left(request: web.Request, left: list[tuple[str, str]], now: datetime) -> None:
    """Whoever talked with somebody who is off the desk hears that, and the bot helps them meanwhile."""
    for conversation_id, name in left:
        notice = load_handover().told("abandoned", name)
        said = await asyncio.to_thread(absent.tell, request.app[DATABASE], conversation_id, AFTER_HUMAN, notice, now)
        await request.app[RELAY].bring(conversation_id, said)


def _invite(db: Database, address: str, role: str, base_url: str, now: datetime) -> None:
    token, text = account_links.invite(db, address, role, now), load_mails()["invitation"]
    words = text.text.format(role=load_words().roles[role].lower(), link=f"{base_url}/desk/welcome/{token}")
    mail.send(db, address, text.subject, words, now)


ROUTES = (
    get("/desk/team", "team", team_page),
    post("/desk/team/invite", "team", invite),
    post("/desk/team/withdraw", "team", withdraw),
    get(ACCOUNT, "team", member_page),
    post(ACCOUNT + "/role", "team", set_role),
    post(ACCOUNT + "/remove", "team", remove),
    get("/desk/texts", "texts", texts_page),
    post("/desk/texts/opening", "texts", save_opening),
    post("/desk/texts/region", "texts", save_region),
    post("/desk/texts/away", "texts", remove_region),
    post("/desk/texts/words", "texts", save_texts),
    get("/desk/audit", "audit", audit_page),
)
