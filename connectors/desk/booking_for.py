"""An appointment that an adviser makes for the person: the moments that fit them, how, and where to call."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE, RELAY
from connectors.desk.conversation_page import PATH
from connectors.desk.labels import load_labels
from connectors.desk.pages import form_of, moved, not_found, render
from connectors.desk.routing import get, note, post
from connectors.desk.week_forms import Filled
from guidance import bookings, conversations, custody, desk_bookings, plans
from guidance.accounts import Account
from guidance.advisers import MEDIA
from guidance.errors import ConversationUnknown, HeldByOther, MediumNotOffered, SlotTaken
from guidance.phone_numbers import phone_in
from guidance.slots import Slot, read_key


async def book_page(request: web.Request, account: Account) -> web.Response:
    """The moments to choose from."""
    await _must_be_free(request, account)
    return await _page(request, account, Filled())


async def book_for(request: web.Request, account: Account) -> web.Response:
    """Book it; when the moment is gone, or something misses, the page says so and keeps what was chosen."""
    await _must_be_free(request, account)
    db, conversation_id, now = request.app[DATABASE], request.match_info["id"], datetime.now(UTC)
    form = Filled(await form_of(request))
    phone = await _read(request, form)
    if form.problems:
        return await _page(request, account, form)
    adviser_id, starts_at, _ = read_key(form.values["moment"])
    moment = adviser_id, starts_at, form.values["medium"]
    try:
        booking, said = await asyncio.to_thread(
            desk_bookings.book, db, conversation_id, account.username, moment, now, phone=phone
        )
    except (SlotTaken, MediumNotOffered):
        form.problems["moment"] = "moment_gone"
        return await _page(request, account, form)
    except ConversationUnknown:
        return await not_found(request, account)
    except HeldByOther:  # a colleague was quicker
        raise moved(f"/desk/conversations/{conversation_id}?problem=state") from None
    await request.app[RELAY].bring(conversation_id, said)
    note(request, booking.reference)
    raise moved(f"/desk/conversations/{conversation_id}?saved=booked")


async def _must_be_free(request: web.Request, account: Account) -> None:
    """To the conversation when a colleague has it, to the appointment when there is one already."""
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    holder = await asyncio.to_thread(custody.holder_of, db, conversation_id)
    if holder is not None and holder.account != account.username:
        raise moved(f"/desk/conversations/{conversation_id}?problem=state")
    if await asyncio.to_thread(bookings.of_conversation, db, conversation_id, datetime.now(UTC)):
        raise moved(f"/desk/conversations/{conversation_id}?problem=booked")


async def _read(request: web.Request, form: Filled) -> str | None:
    """Checks what was chosen, each fault under its field; gives the number to call, when one was typed."""
    slot = next((each for each in await _slots(request) if each.key() == form.values.get("moment")), None)
    medium, typed = form.values.get("medium", ""), form.values.get("phone", "").strip()
    if slot is None:
        form.problems["moment"] = "moment_gone"
    elif medium not in slot.media:
        form.problems["medium"] = "medium_other"
    phone = phone_in(typed) if typed else None
    if typed and phone is None:
        form.problems["phone"] = "phone_bad"
    elif medium == "phone" and phone is None and not await _is_reachable(request):
        form.problems["phone"] = "phone_missing"
    return phone


async def _page(request: web.Request, account: Account, form: Filled) -> web.Response:
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    if not await asyncio.to_thread(conversations.exists, db, conversation_id):
        return await not_found(request, account)
    slots = await _slots(request)
    offered = {way for slot in slots for way in slot.media}
    return render(
        request,
        "booking_for.html",
        status=422 if form.problems else 200,
        account=account,
        conversation_id=conversation_id,
        slots=slots,
        ways={way: load_labels().media.get(way, way) for way in MEDIA if way in offered},
        reachable=await _is_reachable(request),
        form=form,
    )


async def _slots(request: web.Request) -> list[Slot]:
    place = request.app[DATABASE], request.match_info["id"], datetime.now(UTC)
    return await asyncio.to_thread(desk_bookings.slots_for, *place)


async def _is_reachable(request: web.Request) -> bool:
    """Whether a number is known already; which one is not told here."""
    plan = await asyncio.to_thread(plans.get, request.app[DATABASE], request.match_info["id"])
    return plan is not None and plan.contact is not None


ROUTES = (
    get(PATH + "/book", "conversation", book_page),
    post(PATH + "/book", "conversation", book_for),
)
