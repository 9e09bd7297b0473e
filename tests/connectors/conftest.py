"""What the connector tests share: a database, a Rasa, a relay with short waits, and someone who listens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr

from connectors.core import add_core
from connectors.gateway import MAX_BODY
from connectors.lane import Timing
from connectors.outlets import Outlets
from connectors.rasa_client import RasaClient, open_rasa
from connectors.relay import Relay
from connectors.settings import Settings
from connectors.website.app import add_website
from guidance import conversations
from guidance.database import Database
from tests.connectors.fakes import FakeRasa, Listener, Person
from tests.connectors.tabs import AiohttpClient, Browser
from tests.databases import new_database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path / "guidance.db")
    yield database
    database.close()


@pytest.fixture
async def rasa() -> AsyncIterator[FakeRasa]:
    fake = FakeRasa()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def client(rasa: FakeRasa) -> AsyncIterator[RasaClient]:
    async with open_rasa(rasa.url) as opened:
        yield opened


@pytest.fixture
async def listener() -> Listener:
    return Listener()


@pytest.fixture
def timing() -> Timing:
    return Timing(patience=0.5, timeout=2.0, first_wait=0.02, longest_wait=0.1)


@pytest.fixture
async def relay(db: Database, client: RasaClient, listener: Listener, timing: Timing) -> AsyncIterator[Relay]:
    made = Relay(db, client, Outlets(test=listener), timing=timing)
    yield made
    await made.close()


@pytest.fixture
async def person(db: Database, relay: Relay) -> Person:
    return Person(db, relay, conversations.start(db, "test", datetime.now(UTC)))


@pytest.fixture
def settings(tmp_path: Path, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return Settings(
        rasa_url=rasa.url,
        guidance_url=f"sqlite:///{tmp_path / 'guidance.db'}",
        secret_key=SecretStr("a secret of the tests only"),
        allowed_origins=("https://www.partner.example",),
        rasa_patience=0.5,
        rasa_timeout=2.0,
    )


@pytest.fixture
async def browser(aiohttp_client: AiohttpClient, db: Database, settings: Settings) -> Browser:
    """A browser that reaches the website, with a body limit as the gateway has."""
    app = web.Application(client_max_size=MAX_BODY)
    add_core(app, db, settings)
    add_website(app)
    return await aiohttp_client(app)
