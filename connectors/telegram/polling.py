"""Fetching updates: for a gateway that Telegram cannot reach. Only one process may do so for a bot."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

from telegram import Bot, Update
from telegram.error import InvalidToken, RetryAfter, TelegramError

from connectors.telegram.intake import Intake
from connectors.telegram.reading import ALLOWED_UPDATES
from connectors.trouble import log_trouble
from guidance.errors import DatabaseUnavailable

log = logging.getLogger(__name__)

TOKEN_REFUSED = (
    "Telegram refuses the token in BIJSTUREN_TELEGRAM_TOKEN; copy it again from BotFather (/mybots, API Token). "
    "The gateway goes on without Telegram."
)
FETCH_SECONDS = 25
"""So long Telegram holds a question for updates open when there are none."""
FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
TRIES = 4
"""An update that cannot be taken so often is passed over: everybody behind it waits."""


async def poll(bot: Bot, intake: Intake, fetch_seconds: int = FETCH_SECONDS) -> None:
    """Fetch and store until cancelled; ends when Telegram refuses the token.

    Asking for what comes after an update tells Telegram that it may forget that one, so it is asked only once the
    update is stored. Telegram keeps the place: after a restart it sends what was not stored.
    """
    next_id: int | None = None
    failures: Counter[int] = Counter()
    wait = FIRST_WAIT
    while True:
        try:
            updates = await bot.get_updates(next_id, timeout=fetch_seconds, allowed_updates=ALLOWED_UPDATES)
            for update in updates:
                await _take(update, intake, failures)
                next_id = update.update_id + 1
            wait = FIRST_WAIT
        except InvalidToken:
            log.error(TOKEN_REFUSED)
            return
        except RetryAfter as error:
            await asyncio.sleep(error._retry_after.total_seconds())
        except TelegramError as error:
            log.warning("telegram_unreachable cause=%s", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        except Exception as error:  # not stored: it is fetched again
            log_trouble(log, "telegram_polling", error)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)


async def _take(update: Update, intake: Intake, failures: Counter[int]) -> None:
    """Store it, or after enough failures let it go. Raises what may be better next time.

    A database that is away says nothing about the update: that is waited for without end.
    """
    try:
        await intake.take(update)
    except DatabaseUnavailable:
        raise
    except Exception as error:
        failures[update.update_id] += 1
        if failures[update.update_id] < TRIES:
            raise
        log_trouble(log, "telegram_update_passed_over", error)
    failures.pop(update.update_id, None)
