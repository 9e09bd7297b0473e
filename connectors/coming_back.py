"""Somebody types the code of an earlier conversation. It is found before the bot sees it, on every channel alike.

The code is kept nowhere: not in the conversation that is left, nor in the one it opens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from connectors.errors import MessageRefused
from connectors.messages import Incoming
from connectors.relay import Relay
from guidance import conversations, privacy, resume_codes
from guidance.database import Database
from guidance.errors import CodeExpired, CodeUnknown, ConversationUnknown, TooManyTries


def is_a_code(incoming: Incoming) -> bool:
    """Whether this message is a code to come back and nothing else, right or wrong."""
    return incoming.kind == "text" and resume_codes.looks_like(incoming.text)


async def come_back(
    db: Database,
    relay: Relay,
    incoming: Incoming,
    asker: str | None = None,
    arrive: Callable[[str], Awaitable[None]] | None = None,
    origin: str | None = None,
) -> str:
    """The conversation that the code opens; the bot welcomes the person there. The same message again is no new deed.

    `asker` tells who tries, when that is not the conversation, and `origin` from where, hashed. `arrive` is
    called with that conversation before the welcome: whoever brings the welcome must be there. Raises MessageRefused
    ("code_unknown", "code_expired" or "code_tries").
    """
    channel = incoming.channel or relay.channel
    tried = incoming.text, asker or incoming.conversation_id, channel, datetime.now(UTC), origin
    try:
        found = await asyncio.to_thread(resume_codes.redeem, db, *tried)
        if arrive:
            await arrive(found)
        welcome = f"{found}/resume/{incoming.message_id}"
        await relay.submit(Incoming(found, welcome, "resume", channel=incoming.channel))
    except (CodeUnknown, ConversationUnknown) as error:  # wiped at this very moment is unknown too
        raise MessageRefused("code_unknown") from error
    except CodeExpired as error:
        raise MessageRefused("code_expired") from error
    except TooManyTries as error:
        raise MessageRefused("code_tries") from error
    return found


def wipe_if_unused(db: Database, conversation_id: str) -> None:
    """Remove a conversation that was left before anybody but the bot said anything in it."""
    if all(line.sender == "bot" for line in conversations.history(db, conversation_id)):
        privacy.wipe(db, conversation_id)
