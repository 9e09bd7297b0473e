"""A browser at the desk, for the tests: it sends the forms of the pages it got."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

from connectors.core import add_core
from connectors.desk.app import add_desk
from connectors.settings import Settings
from guidance import accounts
from guidance.accounts import Account
from guidance.database import Database

PASSWORD = "een lang genoeg wachtwoord"
Client = TestClient[web.Request, web.Application]


@dataclass(frozen=True)
class Desk:
    """A browser and the database behind the desk."""

    client: Client
    db: Database

    def as_user(self, account: Account) -> None:
        """Somebody is logged in from here on."""
        self.client.session.cookie_jar.clear()
        token = accounts.open_session(self.db, account, datetime.now(UTC))
        self.client.session.cookie_jar.update_cookies({"bijsturen_desk": token})

    def as_stranger(self) -> None:
        """Nobody is logged in from here on."""
        self.client.session.cookie_jar.clear()

    async def get(self, path: str, status: int = 200) -> str:
        """The text of a page."""
        answer = await self.client.get(path)
        assert answer.status == status, (path, answer.status)
        return await answer.text()

    async def key(self, page: str = "/desk/account") -> str:
        """The key of the forms of this browser."""
        found = re.search(r'name="key" value="(\w+)"', await (await self.client.get(page)).text())
        assert found, page
        return found[1]

    async def send(self, path: str, page: str = "/desk/account", /, **fields: str | list[str]) -> ClientResponse:
        """Send a form with the key that stands on a page."""
        pairs = [("key", await self.key(page))]
        for name, value in fields.items():
            pairs += [(name, each) for each in (value if isinstance(value, list) else [value])]
        return await self.client.post(path, data=pairs, allow_redirects=False)


async def open_desk(db: Database, aiohttp_client: AiohttpClient, settings: Settings) -> Desk:
    """A browser at a desk with these settings."""
    app = web.Application()
    add_core(app, db, settings)
    add_desk(app)
    return Desk(await aiohttp_client(app), db)
