"""An adviser calls an answer of the bot wrong, from the conversation in which it stands: a case for the editor."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from connectors.core import DATABASE
from connectors.desk.conversation_page import PATH
from connectors.desk.pages import form_of, moved, not_found
from connectors.desk.routing import note, post
from guidance import desk_view, reviews
from guidance.accounts import Account
from guidance.database import Database
from guidance.errors import ConversationUnknown, FlagUnknown

DIGITS = 9


async def flag(request: web.Request, account: Account) -> web.Response:
    """Put the answer on the review list, with what is wrong about it."""
    db, conversation_id = request.app[DATABASE], request.match_info["id"]
    form, page = await form_of(request), f"/desk/conversations/{conversation_id}"
    sent = form.get("seq", "")
    seq = int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= DIGITS else 0
    why = form.get("why", "").strip()
    try:
        await asyncio.to_thread(_flag, db, conversation_id, seq, why, account.username)
    except ConversationUnknown:
        return await not_found(request, account)
    except FlagUnknown:
        raise moved(f"{page}?problem=flag") from None
    note(request, str(seq))
    raise moved(f"{page}#line{seq}")


def _flag(db: Database, conversation_id: str, seq: int, why: str, by: str) -> None:
    """Only what the adviser may read can be flagged: the editor reads it, too. Raises FlagUnknown."""
    readable = {line.seq for line in desk_view.view(db, conversation_id).lines}
    if seq not in readable:
        raise FlagUnknown(f"Message {seq} of this conversation cannot be read by advisers.")
    reviews.flag(db, conversation_id, seq, why, by, datetime.now(UTC))


ROUTES = (post(PATH + "/flag", "conversation", flag),)
