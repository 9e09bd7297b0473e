"""Telegram in the gateway: its outlet, its way in, and telling Telegram where we are."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

from aiohttp import web
from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from connectors.claims import holder_of
from connectors.core import DATABASE, OUTLETS, RELAY, SETTINGS
from connectors.courier import Courier, Pace
from connectors.messenger import Messenger
from connectors.sealing import AddressBook
from connectors.settings import secret_key
from connectors.telegram.intake import Intake
from connectors.telegram.keyboards import needs_numbers
from connectors.telegram.polling import TOKEN_REFUSED, poll
from connectors.telegram.reading import ALLOWED_UPDATES
from connectors.telegram.sending import PACE, TelegramSender
from connectors.telegram.settings import PATH, TelegramSettings, load_telegram_settings, webhook_secret
from connectors.telegram.standing import Standing
from connectors.telegram.texts import load_texts
from connectors.telegram.webhook import INTAKE, SECRET, webhook

log = logging.getLogger(__name__)

CHANNEL = "telegram"
SECONDS = 10.0
"""So long a question to Telegram may take."""
LONGEST_WAIT = 60.0
"""Seconds between tries to reach Telegram at the start."""


def add_telegram(app: web.Application, settings: TelegramSettings | None = None, pace: Pace = PACE) -> None:
    """Add Telegram to the gateway, after its core; without a token nothing is added. Raises SettingsError."""
    chosen = settings or load_telegram_settings()
    if chosen.token is None:
        return
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs addresses, and the token stands in them
    bot = _bot(chosen)
    standing = Standing(bot)
    key = secret_key(app[SETTINGS])
    book = AddressBook(key, CHANNEL)
    holder = holder_of(app[SETTINGS].gateway_host, app[SETTINGS].gateway_port)
    courier = Courier(app[DATABASE], CHANNEL, TelegramSender(bot, standing), book, pace, holder=holder)
    app[OUTLETS].add(CHANNEL, courier)
    app[SECRET] = webhook_secret(key)
    if chosen.webhook_url:
        app.router.add_post(PATH, webhook)

    async def run(app: web.Application) -> AsyncIterator[None]:
        messenger = Messenger(app[DATABASE], app[RELAY], CHANNEL, book, needs_numbers)
        intake = app[INTAKE] = Intake(bot, chosen.bot_id, messenger, standing, chosen.campaigns)
        await courier.start()
        line = asyncio.create_task(_line(bot, intake, chosen, app[SECRET]))
        yield
        line.cancel()
        await asyncio.gather(line, return_exceptions=True)
        for part in (intake, courier, standing):
            await part.close()
        await bot.shutdown()

    app.cleanup_ctx.append(run)


async def _line(bot: Bot, intake: Intake, settings: TelegramSettings, secret: str) -> None:
    """Keep Telegram told where we are, and fetch updates when it cannot come to us."""
    if not await introduce(bot, settings.webhook_url, secret):
        return
    log.info("telegram_connected by=%s", "webhook" if settings.webhook_url else "polling")
    if not settings.webhook_url:
        await poll(bot, intake)


async def introduce(bot: Bot, webhook_url: str, secret: str) -> bool:
    """Tell Telegram how to reach us, as often as it takes; nothing that waits there is dropped.

    False when it refuses the token: the rest of the gateway goes on without Telegram.
    """
    wait = 1.0
    while True:
        try:
            await bot.initialize()
            if webhook_url:
                place = f"{webhook_url}{PATH}"
                await bot.set_webhook(place, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
            else:
                await bot.delete_webhook()
            await _show_commands(bot)
            return True
        except InvalidToken:
            log.error(TOKEN_REFUSED)
            return False
        except TelegramError as error:
            log.warning("telegram_unreachable cause=%s", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)


async def _show_commands(bot: Bot) -> None:
    """The menu beside the text field, and what people read before they start."""
    texts = load_texts()
    try:
        await bot.set_my_commands([BotCommand(command, texts.commands[command]) for command in texts.commands])
        await bot.set_my_short_description(texts.short_description)
    except BadRequest:  # people can talk without it
        log.warning("telegram_commands_refused")


def _bot(settings: TelegramSettings) -> Bot:
    assert settings.token is not None
    lines = [HTTPXRequest(connect_timeout=SECONDS, read_timeout=SECONDS, write_timeout=SECONDS) for _ in range(2)]
    base = f"{settings.api_url}/bot"
    return Bot(settings.token.get_secret_value(), base_url=base, request=lines[0], get_updates_request=lines[1])
