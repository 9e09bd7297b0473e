"""A gateway with WhatsApp only, a Meta that complains about every payload that is not as documented, and people."""

from __future__ import annotations

import io
import itertools
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from connectors.core import add_core
from connectors.courier import Pace
from connectors.settings import Settings
from connectors.whatsapp.app import PATH, add_whatsapp
from guidance.database import Database
from tests.connectors.fakes import FakeRasa
from tests.connectors.whatsapp import meta as stand_in
from tests.connectors.whatsapp.meta import Meta, Payload, choices_of, signature, webhook

QUICK = Pace(per_second=1000, per_chat=0, first_wait=0.05, growth=2.0, longest_wait=0.2, attempts=4)
ENVIRONMENT = {
    "PHONE_NUMBER_ID": stand_in.PHONE_NUMBER_ID,
    "ACCESS_TOKEN": stand_in.ACCESS_TOKEN,
    "APP_SECRET": stand_in.APP_SECRET,
    "VERIFY_TOKEN": stand_in.VERIFY_TOKEN,
    "PER_SECOND": "1000",
}

Gateway = TestClient[web.Request, web.Application]
StartGateway = Callable[[], Awaitable[Gateway]]


class Phone:
    """Somebody with WhatsApp."""

    numbers = itertools.count(1)

    def __init__(self, meta: Meta, gateway: Gateway, number: str = "31612345678", user: str = "") -> None:
        self.meta = meta
        self.gateway = gateway
        self.number = number
        self.user = user
        self._wamid = itertools.count(1)

    @property
    def address(self) -> str:
        return self.number or self.user

    def message(self, kind: str, body: Any, wamid: str = "", ago: float = 0) -> Payload:
        """A message as it stands in a webhook, written `ago` seconds ago."""
        wrote = time.time() - ago
        self.meta.wrote[self.address] = max(self.meta.wrote.get(self.address, 0), wrote)
        who = {"from": self.number, "from_user_id": self.user}
        wamid = wamid or f"wamid.{self.address}.{next(self._wamid)}"
        known = {key: value for key, value in who.items() if value}
        return {**known, "id": wamid, "timestamp": str(int(wrote)), "type": kind, kind: body}

    async def sends(self, *messages: Payload) -> int:
        return await post(self.gateway, webhook(messages=list(messages)))

    async def says(self, text: str, wamid: str = "", ago: float = 0) -> int:
        return await self.sends(self.message("text", {"body": text}, wamid, ago))

    async def taps(self, payload: Payload, nth: int) -> int:
        """Tap the nth choice of a message that was received, from 0."""
        token, title = choices_of(payload)[nth]
        kind = "button_reply" if payload["interactive"]["type"] == "button" else "list_reply"
        return await self.sends(self.message("interactive", {"type": kind, kind: {"id": token, "title": title}}))


async def post(gateway: Gateway, update: Any) -> int:
    """Send a webhook as Meta does; returns the status."""
    body = json.dumps(update).encode()
    async with gateway.post(PATH, data=io.BytesIO(body), headers=signature(body)) as response:
        return response.status


@pytest.fixture
async def meta() -> AsyncIterator[Meta]:
    made = Meta()
    await made.start()
    yield made
    await made.stop()
    assert made.complaints == []


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, meta: Meta) -> None:
    for name, value in {**ENVIRONMENT, "GRAPH_URL": meta.url}.items():
        monkeypatch.setenv(f"BIJSTUREN_WHATSAPP_{name}", value)


@pytest.fixture
def start_gateway(
    aiohttp_client: Callable[..., Awaitable[Gateway]], settings: Settings, db: Database
) -> Iterator[StartGateway]:
    async def start() -> Gateway:
        app = web.Application()
        add_core(app, db, settings)
        add_whatsapp(app, QUICK)
        return await aiohttp_client(app)

    yield start


@pytest.fixture
async def gateway(start_gateway: StartGateway, rasa: FakeRasa) -> Gateway:
    rasa.replies["/greet"] = [{"text": "Dag, ik ben een computer."}]
    return await start_gateway()


@pytest.fixture
async def phone(meta: Meta, gateway: Gateway) -> Phone:
    return Phone(meta, gateway)
