"""One appointment at the desk: see it, move it, call it off. The person hears of it in the conversation and by mail."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE, OUTLETS
from connectors.desk.labels import load_labels
from connectors.desk.pages import form_of, moved, not_found, render
from connectors.desk.routing import get, note, post
from guidance import bookings, custody, desk_bookings
from guidance.accounts import Account
from guidance.bookings import Booking
from guidance.errors import BookingUnknown, ConversationUnknown, MediumNotOffered, SlotTaken
from guidance.messages import Outgoing
from guidance.slots import read_key

PLACE = "/desk/bookings/{id:[0-9]{1,9}}"


async def booking_page(request: web.Request, account: Account) -> web.StreamResponse:
    """The appointment, and the moments it can go to."""
    booking = await _own(request, account)
    return booking if isinstance(booking, web.Response) else await _page(request, account, booking)


async def move_booking(request: web.Request, account: Account) -> web.StreamResponse:
    """Another moment; when it is gone, the page says so and shows fresh ones."""
    booking = await _own(request, account)
    if isinstance(booking, web.Response):
        return booking
    db, chosen = request.app[DATABASE], (await form_of(request)).get("moment", "")
    try:
        moment = read_key(chosen)
        said = await asyncio.to_thread(desk_bookings.move, db, booking.id, *moment, datetime.now(UTC))
    except (SlotTaken, MediumNotOffered, ConversationUnknown, ValueError):
        return await _page(request, account, booking, problem="slot_gone")
    await _deliver(request, booking, said)
    note(request, booking.reference)
    raise moved(f"/desk/bookings/{booking.id}?saved=moved")


async def cancel_booking(request: web.Request, account: Account) -> web.StreamResponse:
    """Off; the moment is free for others at once."""
    booking = await _own(request, account)
    if isinstance(booking, web.Response):
        return booking
    said = await asyncio.to_thread(desk_bookings.cancel, request.app[DATABASE], booking.id, datetime.now(UTC))
    await _deliver(request, booking, said)
    note(request, booking.reference)
    raise moved(f"/desk/bookings/{booking.id}?saved=cancelled")


async def _own(request: web.Request, account: Account) -> Booking | web.Response:
    """The appointment, when this account may change it; else the page that says no."""
    db = request.app[DATABASE]
    try:
        booking = await asyncio.to_thread(bookings.get, db, int(request.match_info["id"]))
    except BookingUnknown:
        return await not_found(request, account)
    holder = await asyncio.to_thread(custody.holder_of, db, booking.conversation_id or "")
    if not desk_bookings.may_change(account, booking, holder):
        return render(request, "forbidden.html", status=403, account=account)
    return booking


async def _page(request: web.Request, account: Account, booking: Booking, problem: str = "") -> web.Response:
    now = datetime.now(UTC)
    changeable = desk_bookings.can_change(booking, now)
    place = request.app[DATABASE], str(booking.conversation_id), now, booking.adviser.id
    slots = await asyncio.to_thread(desk_bookings.slots_for, *place) if changeable else []
    return render(
        request,
        "booking.html",
        status=409 if problem else 200,
        account=account,
        booking=booking,
        slots=slots,
        changeable=changeable,
        media=load_labels().media,
        problem=problem,
        saved="" if problem else request.query.get("saved", ""),
    )


async def _deliver(request: web.Request, booking: Booking, said: Outgoing | None) -> None:
    if said is not None and booking.conversation_id and OUTLETS in request.app:
        await request.app[OUTLETS].deliver(booking.conversation_id, said)


ROUTES = (
    get(PLACE, "week", booking_page),
    post(PLACE + "/move", "week", move_booking),
    post(PLACE + "/cancel", "week", cancel_booking),
)
