"""From the outbox to Telegram: a message in parts that fit, and Telegram's refusals in the courier's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from httpx import ConnectError, ConnectTimeout, PoolTimeout
from telegram import Bot, InlineKeyboardMarkup
from telegram.constants import ChatAction, MessageLimit
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from connectors.courier import Pace
from connectors.errors import ChatClosed, ChatMoved, NeverSendable, PerhapsTaken, SendError, SendLater
from connectors.rendering import numbered, pieces, whole_text
from connectors.telegram.keyboards import keyboard, needs_numbers
from connectors.telegram.standing import NO_PREVIEW, Standing
from connectors.telegram.texts import load_texts
from guidance.buttons import NOTICES
from guidance.conversations import Outgoing

PACE = Pace(per_second=30, per_chat=1.0, typing_lasts=5.0)
"""Telegram's own limits: 30 messages a second in all, one a second in a chat."""
LONGEST_TEXT = MessageLimit.MAX_TEXT_LENGTH
GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
"""Bad requests that say something about the chat, not about the message."""
NEVER_LEFT = (ConnectError, ConnectTimeout, PoolTimeout)
"""What python-telegram-bot's line says when there was no connection to send over."""


@dataclass(frozen=True)
class Part:
    """One Telegram message; the last part of ours has the buttons. `asks`: these are the choices from now on."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    asks: bool = False


class TelegramSender:
    """The courier's line to Telegram."""

    def __init__(self, bot: Bot, standing: Standing) -> None:
        """`standing` knows which keyboards are still there."""
        self._bot = bot
        self._standing = standing

    def parts(self, message: Outgoing) -> Sequence[Part]:
        """The texts in order; choices that do not fit on buttons are listed under the text."""
        text = whole_text(message)
        if needs_numbers(message):
            text = numbered(text, message.buttons)
        elif message.buttons and not text:
            text = load_texts().choose
        texts = pieces(text, LONGEST_TEXT)
        asks = bool(message.buttons) and message.kind not in NOTICES  # an excuse with a way to a human asks nothing
        last = [Part(piece, keyboard(message), asks) for piece in texts[-1:]]
        return [Part(piece) for piece in texts[:-1]] + last

    async def send(self, address: str, part: Part, spoke_at: datetime) -> str:
        """Send one part as plain text without a preview of its links; returns Telegram's id of it.

        Raises SendLater, PerhapsTaken, NeverSendable, ChatClosed or ChatMoved.
        """
        try:
            sent = await self._bot.send_message(
                chat_id=int(address),
                text=part.text,
                reply_markup=part.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            raise send_error(error) from None  # its own words may quote the message, or the token
        if part.asks:
            self._standing.replace(address, sent.message_id)
        return str(sent.message_id)

    async def typing(self, address: str) -> None:
        """Show "is typing"; Telegram takes it away with the next message, or after 5 seconds."""
        try:
            await self._bot.send_chat_action(int(address), ChatAction.TYPING)
        except TelegramError as error:
            raise send_error(error) from None


def send_error(error: TelegramError) -> SendError:
    """What Telegram's error means for what is sent next."""
    if isinstance(error, RetryAfter):
        return SendLater("flood_wait", error._retry_after.total_seconds())
    if isinstance(error, ChatMigrated):
        return ChatMoved(str(error.new_chat_id))
    if isinstance(error, Forbidden):
        return ChatClosed("blocked")
    if isinstance(error, BadRequest):
        return ChatClosed("gone") if any(word in str(error).lower() for word in GONE) else NeverSendable("bad_request")
    if isinstance(error.__cause__, NEVER_LEFT):
        return SendLater("unreachable")
    if error.__cause__ is not None or isinstance(error, TimedOut):  # broken off after the message had left
        return PerhapsTaken("answer_lost")
    return SendLater("network" if isinstance(error, NetworkError) else "refused")
