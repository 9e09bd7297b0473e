"""The page behind the link in a mail: one's own appointment, another moment, or off. It works without JavaScript.

Looking changes nothing (mail programs open links by themselves); moving and cancelling are forms. Only who has the
link gets here, so the link itself is what protects the forms against other sites.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from connectors.appointments.links import PATH, Links
from connectors.core import DATABASE
from guidance import bookings, plans, slots
from guidance.appointment_words import moment_in_words, where_in_words, words
from guidance.bookings import Booking
from guidance.database import Database
from guidance.errors import BookingUnknown, ConversationUnknown, MediumNotOffered, SlotTaken
from guidance.schedule import AMSTERDAM
from guidance.slots import Slot

HERE = Path(__file__).parent
OFFERED = 6
LINKS = web.AppKey("appointment_links", Links)
PAGES = web.AppKey("appointment_pages", jinja2.Environment)
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


async def show(request: web.Request) -> web.Response:
    """The appointment, and with ?kies the moments to choose from."""
    booking = await _booking(request)
    if booking is None:
        return _page(request, "unknown.html", status=404)
    if not _can_change(booking, _now()) or ("kies" not in request.query and booking.status == "booked"):
        return _page(request, "appointment.html", booking=booking, said=request.query.get("stand", ""))
    return await _choose(request, booking, request.query.get("stand", ""))


async def move(request: web.Request) -> web.StreamResponse:
    """Take another moment; when somebody was faster, show fresh ones."""
    booking = await _booking(request)
    if booking is None or booking.conversation_id is None:
        return _page(request, "unknown.html", status=404)
    chosen = str((await request.post()).get("moment", ""))
    try:
        moment = slots.read_key(chosen)
        db, person = request.app[DATABASE], booking.conversation_id
        if not _can_change(booking, _now()):
            return _page(request, "appointment.html", booking=booking, said="")
        taken = await asyncio.to_thread(bookings.book, db, person, *moment, _now())
    except (SlotTaken, MediumNotOffered, ConversationUnknown, ValueError):
        return await _choose(request, booking, "weg", status=409)
    raise _see(request, taken, "verzet")


async def cancel(request: web.Request) -> web.StreamResponse:
    """Off; again changes nothing."""
    booking = await _booking(request)
    if booking is None:
        return _page(request, "unknown.html", status=404)
    if _can_change(booking, _now()):
        booking = await asyncio.to_thread(bookings.cancel, request.app[DATABASE], booking.id, _now())
    raise _see(request, booking, "af")


async def calendar(request: web.Request) -> web.Response:
    """The appointment as a file for one's own calendar."""
    booking = await _booking(request)
    if booking is None:
        return _page(request, "unknown.html", status=404)
    headers = {**PRIVATE, "Content-Disposition": 'attachment; filename="afspraak.ics"'}
    return web.Response(body=bookings.ics(booking), content_type="text/calendar", charset="utf-8", headers=headers)


async def style(request: web.Request) -> web.StreamResponse:
    """What these pages look like."""
    return web.FileResponse(HERE / "data" / "appointment.css", headers={"Cache-Control": "public, max-age=300"})


async def _choose(request: web.Request, booking: Booking, said: str, status: int = 200) -> web.Response:
    day, after = _day(request.query.get("dag", "")), _moment(request.query.get("na", ""))
    found = await asyncio.to_thread(_slots, request.app[DATABASE], booking, day, after)
    nothing_then = not found and bool(day or after)
    if nothing_then:
        found = await asyncio.to_thread(_slots, request.app[DATABASE], booking, None, None)
    values = {"booking": booking, "slots": found, "said": said, "nothing_then": nothing_then, "day": day}
    today = _now().astimezone(AMSTERDAM).date()
    return _page(request, "choose.html", status, **values, today=today, last=today + slots.HORIZON)


def _slots(db: Database, booking: Booking, day: date | None, after: datetime | None) -> list[Slot]:
    plan = plans.get(db, booking.conversation_id) if booking.conversation_id else None
    known = plan.situation if plan else {}

    def free(medium: str | None) -> list[Slot]:
        region, sector = known.get("region"), known.get("sector")
        return slots.free_slots(
            db, _now(), region=region, sector=sector, medium=medium, on=day, after=after, limit=OFFERED
        )

    return free(booking.medium) or free(None)


async def _booking(request: web.Request) -> Booking | None:
    """The appointment of this link; None when we did not make it, or the person had everything wiped."""
    known = request.app[LINKS].read(request.match_info["token"])
    if known is None:
        return None
    try:
        booking = await asyncio.to_thread(bookings.get, request.app[DATABASE], known[0])
    except BookingUnknown:
        return None
    return booking if booking.reference == known[1] and booking.conversation_id else None


def _can_change(booking: Booking, now: datetime) -> bool:
    return booking.status == "cancelled" or (booking.status == "booked" and booking.starts_at > now)


def _see(request: web.Request, booking: Booking, said: str) -> web.HTTPSeeOther:
    return web.HTTPSeeOther(f"{PATH}{request.app[LINKS].token(booking)}?stand={said}", headers=PRIVATE)


def _page(request: web.Request, template: str, status: int = 200, **values: Any) -> web.Response:
    path = PATH + request.match_info["token"]
    text = request.app[PAGES].get_template(template).render(path=path, now=_now(), **values)
    return web.Response(text=text, status=status, content_type="text/html", headers=PRIVATE)


def templates() -> jinja2.Environment:
    """The pages, with moments in words."""
    loader = jinja2.FileSystemLoader(HERE / "templates")
    made = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    made.filters.update(moment=moment_in_words, where=where_in_words)
    made.globals["how"] = words()["how"]
    return made


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def _now() -> datetime:
    return datetime.now(UTC)


ROUTES = (
    web.get(PATH + "files/appointment.css", style),
    web.get(PATH + r"{token:[\w.-]{10,200}}", show),
    web.post(PATH + r"{token:[\w.-]{10,200}}/verzetten", move),
    web.post(PATH + r"{token:[\w.-]{10,200}}/afzeggen", cancel),
    web.get(PATH + r"{token:[\w.-]{10,200}}/afspraak.ics", calendar),
)
