"""Login with the organisation's own accounts, against a small login server that really signs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestServer
from joserfc import jwt
from joserfc.jwk import RSAKey
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors.settings import Settings
from guidance import account_links, accounts, team
from guidance.accounts import Account
from guidance.database import Database
from tests.connectors.desks import PASSWORD, Desk, open_desk

CLIENT, SECRET = "bijsturen-desk", "a secret of the tests only"


class LoginServer:
    """OpenID Connect as its standard says: discovery, authorization code with PKCE, client secret, RS256, JWKS."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})
        self.signs_with = self.key
        self.person: dict[str, Any] = {"sub": "42", "email": "chef@example.nl", "email_verified": True}
        self.changes: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.issuer = ""

    async def discovery(self, request: web.Request) -> web.Response:
        places = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return web.json_response({"issuer": self.issuer, **{k: self.issuer + v for k, v in places.items()}})

    async def keys(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": [self.key.as_dict(private=False)]})

    def agree(self, address: str) -> str:
        """The person logs in: what a browser that was sent to `address` is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?code={code}&state={asked['state']}"

    async def token(self, request: web.Request) -> web.Response:
        form = await request.post()
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self.codes.pop(str(form["code"]), None)
        challenge = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        proof = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        if (
            asked is None
            or request.headers.get("Authorization") != f"Basic {basic}"
            or asked["code_challenge"] != proof
            or asked["redirect_uri"] != form["redirect_uri"]
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        now = int(datetime.now(UTC).timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims | self.person | self.changes, self.signs_with)
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": signed})


@pytest.fixture
async def login() -> AsyncIterator[LoginServer]:
    made = LoginServer()
    app = web.Application()
    app.router.add_get("/.well-known/openid-configuration", made.discovery)
    app.router.add_get("/keys", made.keys)
    app.router.add_post("/token", made.token)
    server = TestServer(app)
    await server.start_server()
    made.issuer = f"http://127.0.0.1:{server.port}"
    yield made
    await server.close()


@pytest.fixture
def chief(db: Database) -> Account:
    return accounts.create(db, "chef", PASSWORD, "coordinator", email="chef@example.nl")


@pytest.fixture
async def desk(
    db: Database,
    chief: Account,
    login: LoginServer,
    aiohttp_client: AiohttpClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    monkeypatch.chdir(tmp_path)
    settings = Settings(
        secret_key=SecretStr("a key for the tests only"),
        oidc_issuer=login.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr(SECRET),
    )
    return await open_desk(db, aiohttp_client, settings)


async def begin(desk: Desk, path: str = "/desk/oidc") -> str:
    sent = await desk.client.get(path, allow_redirects=False)
    assert sent.status == 303
    return sent.headers["Location"]


async def round_trip(desk: Desk, login: LoginServer, path: str = "/desk/oidc") -> ClientResponse:
    return await desk.client.get(login.agree(await begin(desk, path)), allow_redirects=False)


async def test_who_was_invited_gets_in_and_lands_where_they_were_going(desk: Desk, login: LoginServer) -> None:
    assert "Inloggen met je organisatie" in await desk.get("/desk/login")
    answer = await round_trip(desk, login, "/desk/oidc?next=/desk/week")
    assert (answer.status, answer.headers["Location"]) == (303, "/desk/week")
    assert "chef" in await desk.get("/desk/account")


async def test_after_the_first_time_the_subject_counts_and_not_the_address(desk: Desk, login: LoginServer) -> None:
    await round_trip(desk, login)
    login.person = {"sub": "42", "email": "een-nieuw-adres@example.nl", "email_verified": True}
    assert (await round_trip(desk, login)).status == 303
    login.person = {"sub": "43", "email": "chef@example.nl", "email_verified": True}  # somebody else got the address
    assert (await round_trip(desk, login)).status == 403


async def test_an_open_invitation_is_enough_and_gives_its_role(desk: Desk, login: LoginServer) -> None:
    account_links.invite(desk.db, "bo@example.nl", "editor", datetime.now(UTC))
    login.person = {"sub": "7", "email": "Bo@Example.nl", "email_verified": True}
    assert (await round_trip(desk, login)).status == 303
    made = team.by_email(desk.db, "bo@example.nl")
    assert made and made.role == "editor"


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "9", "email": "vreemd@example.nl", "email_verified": True},
        {"sub": "9", "email": "chef@example.nl", "email_verified": False},
        {"sub": "9", "email": "chef@example.nl"},
        {"sub": "9"},
    ],
)
async def test_a_stranger_or_an_address_nobody_verified_is_kindly_refused(
    desk: Desk, login: LoginServer, person: dict[str, Any]
) -> None:
    login.person = person
    answer = await round_trip(desk, login)
    assert answer.status == 403 and "uitnodiging" in await answer.text()
    assert (await desk.client.get("/desk", allow_redirects=False)).status == 303


async def test_somebody_who_was_taken_off_the_desk_does_not_come_back(
    desk: Desk, login: LoginServer, chief: Account
) -> None:
    await round_trip(desk, login)
    accounts.create(desk.db, "nog een chef", PASSWORD, "coordinator")
    team.remove(desk.db, chief.id, datetime.now(UTC))
    assert (await round_trip(desk, login)).status == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-desk"},
        {"iss": "https://evil.example"},
        {"nonce": "of another login"},
        {"exp": int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())},
    ],
)
async def test_a_token_for_another_place_time_or_login_is_refused(
    desk: Desk, login: LoginServer, changes: dict[str, Any]
) -> None:
    login.changes = changes
    assert (await round_trip(desk, login)).status == 401


async def test_a_token_that_somebody_else_signed_is_refused(desk: Desk, login: LoginServer) -> None:
    login.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    assert (await round_trip(desk, login)).status == 401


async def test_an_answer_to_another_browser_or_a_second_use_of_a_code_is_refused(
    desk: Desk, login: LoginServer
) -> None:
    back = login.agree(await begin(desk))
    assert (await desk.client.get(back.replace("state=", "state=x"), allow_redirects=False)).status == 401
    again = login.agree(await begin(desk))
    assert (await desk.client.get(again, allow_redirects=False)).status == 303
    assert (await desk.client.get(again, allow_redirects=False)).status == 401
    desk.as_stranger()
    assert (await desk.client.get(login.agree(await begin(desk)).split("?")[0], allow_redirects=False)).status == 401


async def test_a_login_server_that_is_away_leaves_the_own_password(
    db: Database, chief: Account, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(
        secret_key=SecretStr("a key for the tests only"), oidc_issuer="http://127.0.0.1:9", oidc_client_id=CLIENT
    )
    desk = await open_desk(db, aiohttp_client, settings)
    answer = await desk.client.get("/desk/oidc", allow_redirects=False)
    assert answer.status == 502 and 'name="password"' in await answer.text()


async def test_without_the_setting_nothing_is_shown_or_done(
    db: Database, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = await open_desk(db, aiohttp_client, Settings(secret_key=SecretStr("a key for the tests only")))
    assert "organisatie" not in await desk.get("/desk/login")
    answer = await desk.client.get("/desk/oidc", allow_redirects=False)
    assert answer.headers["Location"] == "/desk/login"
