"""One conversation at the desk: the note on top, everything that was said below it, and the word given and taken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from connectors.core import DATABASE, RELAY
from connectors.desk import transcript_pdf
from connectors.desk.labels import load_labels
from connectors.desk.live_words import load_canned, load_words
from connectors.desk.pages import form_of, moved, not_found, render
from connectors.desk.permissions import may
from connectors.desk.routing import get, post
from connectors.handover import load_handover
from connectors.messages import AFTER_HUMAN
from guidance import (
    absent,
    advisers,
    audit,
    custody,
    deliveries,
    desk_bookings,
    desk_notes,
    desk_view,
    reviews,
    team,
)
from guidance.accounts import TALKING, Account
from guidance.conversations import Outgoing
from guidance.custody import Holder
from guidance.database import Database
from guidance.errors import ConversationUnknown, DeedRefused, HeldByOther

PATH = "/desk/conversations/{id:[0-9a-f]{32}}"
LONGEST = 4000
"""Characters in one message of an adviser: what every channel can carry."""
LONGEST_AGREED = 200
READ_ANEW = timedelta(minutes=15)
"""The page renews itself: that is one reading as long as it is open."""

Deed = Callable[[Database, str, Holder, dict[str, str], datetime], Outgoing | None]


def speaker(db: Database, account: Account) -> Holder:
    """Under which name this account speaks: that of its adviser, else the account's own."""
    known = {adviser.id: adviser.name for adviser in advisers.all(db)} if account.adviser_id else {}
    return Holder(account.username, known.get(account.adviser_id or "", account.username.capitalize()))


async def conversation(request: web.Request, account: Account) -> web.Response:
    """The page; reading it is noted, so that what is new stands out in the list."""
    db, conversation_id, now = request.app[DATABASE], request.match_info["id"], datetime.now(UTC)
    try:
        seen = await asyncio.to_thread(desk_view.view, db, conversation_id)
        who, about = account.username, conversation_id
        await asyncio.to_thread(audit.record_once, db, who, "read_conversation", now, about, READ_ANEW)
        await asyncio.to_thread(desk_notes.read_up_to_now, db, conversation_id, account.username)
    except ConversationUnknown:
        return await not_found(request, account)
    others = [each for each in await asyncio.to_thread(team.everyone, db) if each.username != account.username]
    return render(
        request,
        "conversation.html",
        account=account,
        view=seen,
        mine=seen.holder is not None and seen.holder.account == account.username,
        goes_first=any(load_labels().reason(code).first for each in seen.requests[:1] for code in each.reasons),
        may_take_over=may(account, "takeover"),
        others=[each for each in others if each.role in TALKING],
        canned=load_canned(),
        words=load_words(),
        delivered=await asyncio.to_thread(deliveries.of_conversation, db, conversation_id),
        flagged=await asyncio.to_thread(reviews.flagged, db, conversation_id),
        problem=_problem(request),
        saved=request.query.get("saved", ""),
        may_change=seen.summary.booking is not None
        and desk_bookings.can_change(seen.summary.booking, now)
        and desk_bookings.may_change(account, seen.summary.booking, seen.holder),
        now=now,
    )


async def pdf(request: web.Request, account: Account) -> web.Response:
    """The same on paper."""
    db, conversation_id, now = request.app[DATABASE], request.match_info["id"], datetime.now(UTC)
    try:
        seen = await asyncio.to_thread(desk_view.view, db, conversation_id)
    except ConversationUnknown:
        return await not_found(request, account)
    await asyncio.to_thread(audit.record, db, account.username, "download_pdf", now, conversation_id)
    body = await asyncio.to_thread(transcript_pdf.make, seen, account.username, load_labels(), load_words(), now)
    headers = {
        "Content-Disposition": f'inline; filename="gesprek-{conversation_id[:8]}.pdf"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=body, content_type="application/pdf", headers=headers)


async def typing(request: web.Request, account: Account) -> web.Response:
    """The adviser types, or not any more; only who has the conversation is shown."""
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    holder = await asyncio.to_thread(custody.holder_of, db, conversation_id)
    if holder is not None and holder.account == account.username:
        on = (await form_of(request)).get("on") == "yes"
        await request.app[RELAY].show_typing(conversation_id, on)
    return web.Response(status=204)


async def add_note(request: web.Request, account: Account) -> web.Response:
    """A note for colleagues."""
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    text = (await form_of(request)).get("text", "").strip()[:LONGEST]
    if text:
        try:
            await asyncio.to_thread(desk_notes.add, db, conversation_id, account.username, text, datetime.now(UTC))
        except ConversationUnknown:
            return await not_found(request, account)
    raise moved(f"/desk/conversations/{conversation_id}#notes")


def _claim(db: Database, conversation_id: str, me: Holder, form: dict[str, str], now: datetime) -> Outgoing | None:
    return custody.claim(db, conversation_id, me, load_handover().told("claimed", me.name), now)


def _transfer(db: Database, conversation_id: str, me: Holder, form: dict[str, str], now: datetime) -> Outgoing | None:
    colleague = team.by_name(db, form.get("to", ""))
    if colleague is None or colleague.role not in TALKING:
        raise DeedRefused("There is no such colleague.")
    to = speaker(db, colleague)
    return custody.transfer(db, conversation_id, me, to, load_handover().told("transferred", to.name), now)


def _take_over(db: Database, conversation_id: str, me: Holder, form: dict[str, str], now: datetime) -> Outgoing | None:
    return absent.take_over(db, conversation_id, me, load_handover().told("transferred", me.name), now)


def _release(db: Database, conversation_id: str, me: Holder, form: dict[str, str], now: datetime) -> Outgoing | None:
    notice = load_handover().told("released", me.name, _agreed(form))
    return custody.release(db, conversation_id, me.account, AFTER_HUMAN, notice, now)


def _close(db: Database, conversation_id: str, me: Holder, form: dict[str, str], now: datetime) -> Outgoing | None:
    chosen = form.get("outcome", "")
    outcome = chosen if chosen in load_words().choices else "helped"
    notice = load_handover().told("closed", me.name, _agreed(form))
    return custody.close(db, conversation_id, me.account, outcome, notice, now)


def _handled(db: Database, conversation_id: str, me: Holder, form: dict[str, str], now: datetime) -> Outgoing | None:
    """Helped in another way, by telephone say."""
    return custody.handle(db, conversation_id, me.account, "handled", load_handover().told("handled", me.name), now)


def _agreed(form: dict[str, str]) -> str:
    """What the adviser wrote that was agreed, in one line."""
    return " ".join(form.get("agreed", "").split())[:LONGEST_AGREED]


def _speak(db: Database, conversation_id: str, me: Holder, form: dict[str, str], now: datetime) -> Outgoing | None:
    return custody.speak(db, conversation_id, me, form["text"].strip(), now)


def _deed(deed: Deed) -> Callable[[web.Request, Account], Any]:
    """A form that changes who has the word, or says something: done whole, brought to the person, or explained."""

    async def page(request: web.Request, account: Account) -> web.Response:
        db, conversation_id = request.app[DATABASE], request.match_info["id"]
        form = await form_of(request)
        problem = _unusable(form) if deed is _speak else None
        try:
            if problem is None:
                me = await asyncio.to_thread(speaker, db, account)
                said = await asyncio.to_thread(deed, db, conversation_id, me, form, datetime.now(UTC))
                if deed is not _claim:  # whoever had the word does not type any more
                    await request.app[RELAY].show_typing(conversation_id, False)
                await request.app[RELAY].bring(conversation_id, said)
        except ConversationUnknown:
            return await not_found(request, account)
        except HeldByOther as refusal:
            problem = {"problem": "held", "name": refusal.holder}
        except DeedRefused:
            problem = {"problem": "state"}
        raise moved(f"/desk/conversations/{conversation_id}" + (f"?{urlencode(problem)}" if problem else ""))

    page.__name__ = deed.__name__.removeprefix("_")  # its name in the audit trail
    return page


def _unusable(form: dict[str, str]) -> dict[str, str] | None:
    text = form.get("text", "").strip()
    return {"problem": "empty"} if not text else {"problem": "too_long"} if len(text) > LONGEST else None


def _problem(request: web.Request) -> str | None:
    sentence = load_words().problems.get(request.query.get("problem", ""))
    return sentence.format(name=request.query.get("name", "")[:60]) if sentence else None


ROUTES = (
    get(PATH, "conversation", conversation),
    get(PATH + "/pdf", "conversation", pdf),
    post(PATH + "/claim", "conversation", _deed(_claim)),
    post(PATH + "/transfer", "conversation", _deed(_transfer)),
    post(PATH + "/takeover", "takeover", _deed(_take_over)),
    post(PATH + "/release", "conversation", _deed(_release)),
    post(PATH + "/close", "conversation", _deed(_close)),
    post(PATH + "/speak", "conversation", _deed(_speak)),
    post(PATH + "/typing", "conversation", typing, noted=False),
    post(PATH + "/handled", "conversation", _deed(_handled)),
    post(PATH + "/note", "conversation", add_note),
)
