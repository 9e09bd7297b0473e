"""Which buttons stand in which chat: they are taken away once they are answered or newer ones come.

What is forgotten at a restart does no harm: a tap on an old button is answered by the relay.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress

from telegram import Bot, LinkPreviewOptions
from telegram.error import TelegramError

from connectors.background import Errands

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
MOST_REMEMBERED = 10_000
"""Chats."""


class Standing:
    """Takes keyboards away, behind the scenes: nobody waits for it, and failing is fine."""

    def __init__(self, bot: Bot) -> None:
        """No keyboard is known yet."""
        self._bot = bot
        self._last: OrderedDict[str, int] = OrderedDict()
        self._errands = Errands()

    def replace(self, address: str, message_id: int) -> None:
        """This message has the choices now; those of the one before it go away."""
        before = self._last.pop(address, None)
        self._last[address] = message_id
        if len(self._last) > MOST_REMEMBERED:
            self._last.popitem(last=False)
        if before is not None:
            self._take_away(address, before)

    def answered(self, address: str, message_id: int, text: str = "") -> None:
        """A button of this message was tapped; `text` takes the place of what it says, when given."""
        if self._last.get(address) == message_id:
            del self._last[address]
        self._take_away(address, message_id, text)

    async def close(self) -> None:
        """Leave the rest."""
        await self._errands.close()

    def _take_away(self, address: str, message_id: int, text: str = "") -> None:
        self._errands.start(self._edit(address, message_id, text))

    async def _edit(self, address: str, message_id: int, text: str) -> None:
        with suppress(TelegramError):  # gone, too old, or taken away already
            if text:
                await self._bot.edit_message_text(text, int(address), message_id, link_preview_options=NO_PREVIEW)
            else:
                await self._bot.edit_message_reply_markup(int(address), message_id, reply_markup=None)
