"""What is done with an update: stored first, by whichever way it came; the rest follows behind."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress

from telegram import Bot, CallbackQuery, Message, Update
from telegram.constants import CallbackQueryLimit, MessageLimit
from telegram.error import TelegramError

from connectors.background import Errands
from connectors.heard import Heard
from connectors.messenger import Messenger
from connectors.notices import load_notices
from connectors.rendering import size
from connectors.telegram.reading import CameBack, Happening, InGroup, Left, read
from connectors.telegram.standing import Standing
from connectors.telegram.texts import load_texts
from connectors.trouble import log_trouble

log = logging.getLogger(__name__)

LONGEST_TOAST = CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH


class Intake:
    """Takes updates, one by one or many at once; of one person they must come in order."""

    def __init__(
        self, bot: Bot, bot_id: str, messenger: Messenger, standing: Standing, campaigns: Sequence[str]
    ) -> None:
        """`campaigns`: the words behind ?start= that are counted in the log."""
        self._bot = bot
        self._bot_id = bot_id
        self._messenger = messenger
        self._standing = standing
        self._campaigns = frozenset(campaigns)
        self._errands = Errands()

    async def take(self, update: Update) -> None:
        """When this returns all is stored, and Telegram may forget the update. Raises GuidanceError: send it again."""
        for happening in self._read(update):
            await self._keep(happening)
            if isinstance(happening, Heard) and update.callback_query:
                counted = await self._messenger.counted(happening)
                self._errands.start(self._answer_tap(update.callback_query, counted))

    async def close(self) -> None:
        """Give up what is still being said to Telegram; nothing that matters is among it."""
        await self._errands.close()

    def _read(self, update: Update) -> list[Happening]:
        try:
            return read(update, self._bot_id)
        except Exception as error:  # a bug of ours must not make Telegram send it for a day and hold up the rest
            log_trouble(log, "telegram_reading", error)
            return []

    async def _keep(self, happening: Happening) -> None:
        if isinstance(happening, Heard):
            await self._messenger.hear(happening)
            if happening.deed == "start" and happening.text in self._campaigns:
                log.info("campaign channel=telegram word=%s", happening.text)
        elif isinstance(happening, Left):
            await self._messenger.closed(happening.address, "blocked")
        elif isinstance(happening, CameBack):
            await self._messenger.opened(happening.address)
        elif isinstance(happening, InGroup):
            self._errands.start(self._leave(happening.chat_id))

    async def _answer_tap(self, query: CallbackQuery, counted: bool) -> None:
        """Stop the button's waiting sign, whatever came of the tap; the message tells what was chosen, if anything."""
        label = _label(query) if counted else ""
        with suppress(TelegramError):  # too late: the sign went by itself
            await self._bot.answer_callback_query(query.id, text=label[:LONGEST_TOAST] or None)
        if query.message is not None:
            self._standing.answered(str(query.message.chat.id), query.message.message_id, _with_choice(query, label))

    async def _leave(self, chat_id: int) -> None:
        """Say kindly that we do not talk in groups, and go."""
        with suppress(TelegramError):
            await self._bot.send_message(chat_id, load_notices().message("group").text)
            await self._bot.leave_chat(chat_id)


def _label(query: CallbackQuery) -> str:
    """What stands on the tapped button, as far as Telegram tells."""
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    buttons = [button for row in markup.inline_keyboard for button in row] if markup else []
    return next((button.text for button in buttons if button.callback_data == query.data), "")


def _with_choice(query: CallbackQuery, label: str) -> str:
    """The text of the message and the choice below it; empty when that does not fit or is not known."""
    text = (query.message.text or "") if isinstance(query.message, Message) else ""
    whole = f"{text}\n\n{load_texts().chosen.format(label=label)}" if text and label else ""
    return whole if size(whole) <= MessageLimit.MAX_TEXT_LENGTH else ""
