"""A gateway with Telegram, on a Bot API server of the tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer, unused_port
from pydantic import SecretStr

from connectors.core import add_core
from connectors.courier import Pace
from connectors.settings import Settings
from connectors.telegram.app import add_telegram
from connectors.telegram.settings import TelegramSettings
from guidance.database import Database
from tests.connectors.telegram.bot_api import TOKEN, BotApi, Person

QUICK = Pace(per_second=1000, per_chat=0, first_wait=0.01, longest_wait=0.05, attempts=3, typing_lasts=0.2)

StartGateway = Callable[..., Awaitable[TestServer]]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with ClientSession() as session:
        made = BotApi(session)
        await made.start()
        yield made
        await made.stop()


@pytest.fixture
def sam(api: BotApi) -> Person:
    return Person(api, 31)


@pytest.fixture
async def start_gateway(db: Database, settings: Settings, api: BotApi) -> AsyncIterator[StartGateway]:
    """Starts a gateway: `start_gateway(by="polling" or "webhook", port=…)`; two may run after each other."""
    async with AsyncExitStack() as stack:

        async def start(by: str = "polling", port: int | None = None, pace: Pace = QUICK) -> TestServer:
            port = port or unused_port()
            at = f"http://127.0.0.1:{port}" if by == "webhook" else ""
            chosen = TelegramSettings(token=SecretStr(TOKEN), api_url=api.url, webhook_url=at)
            app = web.Application(client_max_size=64 * 1024)
            add_core(app, db, settings)
            add_telegram(app, chosen, pace)
            server = TestServer(app, port=port)
            await server.start_server(shutdown_timeout=0.1)
            stack.push_async_callback(server.close)
            return server

        yield start
