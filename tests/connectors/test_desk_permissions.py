"""Every address of the desk: without logging in, with each role, and with a form from elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient
from sqlalchemy import text

from connectors.core import add_core
from connectors.desk.app import ROUTES, add_desk
from connectors.desk.permissions import EVERYONE, MATRIX, RIGHTS
from connectors.desk.routing import Route
from connectors.settings import Settings
from guidance import accounts, audit, conversations, handoffs
from guidance.accounts import Account
from guidance.database import Database
from tests.connectors.desks import PASSWORD, Desk

OPEN = {
    ("GET", "/desk/files/{name}"),
    ("GET", "/desk/login"),
    ("POST", "/desk/login"),
    ("GET", "/desk/oidc"),
    ("GET", "/desk/oidc/back"),
    ("GET", "/desk/welcome/{token}"),
    ("POST", "/desk/welcome/{token}"),
    ("GET", "/desk/forgot"),
    ("POST", "/desk/forgot"),
    ("GET", "/desk/reset/{token}"),
    ("POST", "/desk/reset/{token}"),
    ("GET", "/desk/feed/{token}.ics"),
}
GUARDED = [route for route in ROUTES if route.right is not None]


def canonical(route: Route) -> str:
    return re.sub(r"\{(\w+):(?:[^{}]|\{[^{}]*\})*\}", r"{\1}", route.path)


def address(route: Route, conversation: str) -> str:
    """The route with something in the place of each {name}."""
    number = conversation if "conversations" in route.path else "999"
    filled = canonical(route).replace("{id}", number).replace("{rest}", "iets-anders")
    return filled.replace("{seq}", "1").replace("{name}", "x")


@pytest.fixture
async def desk(db: Database, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    app = web.Application()
    add_core(app, db, Settings(secret_key=SecretStr("a key for the tests only")))
    add_desk(app)
    return Desk(await aiohttp_client(app), db)


@pytest.fixture
def conversation(db: Database) -> str:
    made = conversations.start(db, "website", datetime.now(UTC))
    handoffs.request(db, made, "asked", datetime.now(UTC))
    return made


@pytest.fixture
def everyone(db: Database) -> dict[str, Account]:
    return {
        "adviser": accounts.create(db, "anna", PASSWORD, "adviser"),
        "coordinator": accounts.create(db, "chef", PASSWORD, "coordinator"),
        "editor": accounts.create(db, "ed", PASSWORD, "editor"),
    }


def test_the_matrix_gives_every_right_to_somebody_and_only_to_roles_that_exist() -> None:
    assert set(MATRIX) == set(RIGHTS)
    for right, roles in MATRIX.items():
        assert roles and roles <= EVERYONE, right
    assert MATRIX["conversation"] == MATRIX["inbox"] == {"adviser", "coordinator"}
    assert MATRIX["team"] == MATRIX["texts"] == MATRIX["audit"] == {"coordinator"}
    assert "adviser" not in MATRIX["review"] | MATRIX["facts"]


def test_only_these_addresses_are_open_to_everybody() -> None:
    assert {(route.method, canonical(route)) for route in ROUTES if route.right is None} == OPEN


async def test_the_gateway_answers_at_no_address_of_the_desk_that_is_not_in_the_table(desk: Desk) -> None:
    app = desk.client.app
    assert app is not None
    answered = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource and route.resource.canonical.startswith("/desk") and route.method != "HEAD"
    }
    assert answered <= {(route.method, canonical(route)) for route in ROUTES}


async def test_without_logging_in_every_guarded_address_leads_to_the_login_page(desk: Desk, conversation: str) -> None:
    for route in GUARDED:
        for key in ("", await desk.key("/desk/login")):
            data = {"key": key} if route.method == "POST" else None
            path = address(route, conversation)
            answer = await desk.client.request(route.method, path, allow_redirects=False, data=data)
            assert answer.status == 303, path
            assert answer.headers["Location"].startswith(("/desk/login?next=/desk", "/desk/login?next=%2Fdesk")), path
    assert len(handoffs.open_handoffs(desk.db)) == 1


@pytest.mark.parametrize("role", sorted(EVERYONE))
async def test_a_role_gets_exactly_what_the_matrix_gives_it(
    desk: Desk, everyone: dict[str, Account], conversation: str, role: str
) -> None:
    desk.as_user(everyone[role])
    for route in GUARDED:
        assert route.right is not None
        path, may = address(route, conversation), role in MATRIX[route.right]
        if route.method == "POST" and may:
            continue  # carried out: the tests of each family of pages do that
        data = {"key": await desk.key()} if route.method == "POST" else None
        answer = await desk.client.request(route.method, path, allow_redirects=False, data=data)
        if may:
            assert answer.status in (200, 404), (path, answer.status)
        elif path.rstrip("/") == "/desk":
            assert (answer.status, answer.headers["Location"]) == (303, "/desk/review")
        else:
            assert answer.status == 403, (path, answer.status)
    assert len(handoffs.open_handoffs(desk.db)) == 1


@pytest.mark.parametrize("role", sorted(EVERYONE))
async def test_a_forged_form_is_refused_everywhere_and_changes_nothing(
    desk: Desk, everyone: dict[str, Account], conversation: str, role: str
) -> None:
    desk.as_stranger()
    before_login = await desk.key("/desk/login")
    desk.as_user(everyone[role])
    await desk.get("/desk/account")
    for route in [route for route in ROUTES if route.method == "POST"]:
        path = address(route, conversation).replace("{token}", "x" * 43)
        for key in ("", "0" * 64, "ë", before_login):
            answer = await desk.client.post(path, data={"key": key}, allow_redirects=False)
            assert answer.status in (403, 410, 422), (path, answer.status)
    await desk.get("/desk/account")  # still logged in
    assert len(handoffs.open_handoffs(desk.db)) == 1
    assert audit.latest(desk.db) == []


async def test_an_unknown_role_may_do_nothing(desk: Desk, db: Database, conversation: str) -> None:
    odd = accounts.create(db, "oud", PASSWORD, "adviser")
    with db.transaction() as session:
        session.execute(text("UPDATE account SET role = 'admin'"))
    desk.as_user(odd)
    for path in ("/desk/week", "/desk/team", "/desk/review", f"/desk/conversations/{conversation}"):
        assert (await desk.client.get(path, allow_redirects=False)).status == 403


async def test_what_was_carried_out_stands_in_the_audit_trail_and_what_was_refused_does_not(
    desk: Desk, everyone: dict[str, Account], conversation: str
) -> None:
    desk.as_user(everyone["editor"])
    await desk.send(f"/desk/conversations/{conversation}/close")
    desk.as_user(everyone["adviser"])
    await desk.send(f"/desk/conversations/{conversation}/close")
    [entry] = audit.latest(desk.db)
    assert (entry.who, entry.deed, entry.about) == ("anna", "close", conversation)
