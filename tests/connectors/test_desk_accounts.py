"""Getting in at the desk: waiting after too many tries, invitations, new passwords, and logging out everywhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from pydantic import SecretStr
from pytest_aiohttp.plugin import AiohttpClient

from connectors.settings import Settings
from guidance import accounts, audit, mail
from guidance.accounts import Account
from guidance.database import Database
from tests.connectors.desks import PASSWORD, Desk, open_desk

NEW = "een heel ander wachtwoord"


@pytest.fixture
def chief(db: Database) -> Account:
    return accounts.create(db, "chef", PASSWORD, "coordinator", email="chef@example.nl")


@pytest.fixture
async def desk(
    db: Database, chief: Account, aiohttp_client: AiohttpClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.chdir(tmp_path)
    settings = Settings(secret_key=SecretStr("a key for the tests only"), public_url="https://bijsturen.example.nl")
    return await open_desk(db, aiohttp_client, settings)


def mailed(db: Database) -> list[EmailMessage]:
    box: list[EmailMessage] = []
    mail.deliver_due(db, box.append, "bijsturen@example.nl", datetime.now(UTC))
    return box


def link_in(message: EmailMessage) -> str:
    found = re.search(r"https://bijsturen\.example\.nl(/desk/\S+)", message.get_content())
    assert found
    return found[1]


async def log_in(desk: Desk, name: str = "chef", password: str = PASSWORD) -> int:
    answer = await desk.send("/desk/login", "/desk/login", username=name, password=password)
    return answer.status


async def test_after_five_wrong_passwords_the_page_says_kindly_how_long_to_wait(desk: Desk) -> None:
    statuses = [await log_in(desk, password=f"verkeerd wachtwoord {number}") for number in range(5)]
    assert statuses == [401, 401, 401, 401, 429]
    answer = await desk.send("/desk/login", "/desk/login", username="chef", password=PASSWORD)
    text = await answer.text()
    assert answer.status == 429
    assert "Wacht nog 15 minuten" in text and "Daarna kan het gewoon weer" in text and PASSWORD not in text
    assert [entry.deed for entry in audit.latest(desk.db)] == ["locked"]


async def test_who_logged_in_here_before_gets_in_while_a_stranger_keeps_guessing(desk: Desk) -> None:
    assert await log_in(desk) == 303
    await desk.send("/desk/logout")
    for number in range(6):
        accounts.verify(desk.db, "chef", f"gok {number} van een vreemde", datetime.now(UTC), address="192.0.2.9")
    assert await log_in(desk) == 303


async def test_the_mark_of_a_browser_fits_one_name_and_cannot_be_made_up(desk: Desk) -> None:
    await log_in(desk)
    await desk.send("/desk/logout")
    accounts.create(desk.db, "anna", PASSWORD, "adviser")
    for number in range(6):
        accounts.verify(desk.db, "anna", f"gok {number} van een vreemde", datetime.now(UTC), address="192.0.2.9")
    assert await log_in(desk, "anna") == 429
    desk.client.session.cookie_jar.update_cookies({"bijsturen_desk_known": "zomaar." + "0" * 64})
    assert await log_in(desk, "anna") == 429


async def test_an_invitation_goes_from_the_team_page_by_mail_to_a_working_account(desk: Desk, chief: Account) -> None:
    desk.as_user(chief)
    sent = await desk.send("/desk/team/invite", "/desk/team", email="Bo@example.nl", role="editor")
    assert sent.headers["Location"] == "/desk/team?saved=invite"
    assert "Bo@example.nl" in await desk.get("/desk/team")
    [message] = mailed(desk.db)
    assert message["To"] == "Bo@example.nl" and "redacteur" in message.get_content()
    path = link_in(message)
    desk.as_stranger()
    assert "redacteur" in await desk.get(path)
    made = await desk.send(path, path, username="Bo", password=NEW, again=NEW)
    assert (made.status, made.headers["Location"]) == (303, "/desk")
    assert "Nakijken" in await desk.get("/desk/review")
    await desk.get(path, status=410)
    assert [entry.deed for entry in audit.latest(desk.db)] == ["accept", "invite"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"username": "bo", "password": "kort", "again": "kort"}, "te kort"),
        ({"username": "bo", "password": NEW, "again": NEW + "!"}, "niet gelijk"),
        ({"username": "CHEF", "password": NEW, "again": NEW}, "Die naam is al"),
        ({"username": " ", "password": NEW, "again": NEW}, "Kies een naam"),
    ],
)
async def test_a_slip_on_the_welcome_page_keeps_the_name_and_the_invitation(
    desk: Desk, chief: Account, fields: dict[str, str], says: str
) -> None:
    desk.as_user(chief)
    await desk.send("/desk/team/invite", "/desk/team", email="bo@example.nl", role="adviser")
    path = link_in(mailed(desk.db)[0])
    desk.as_stranger()
    answer = await desk.send(path, path, **fields)
    text = await answer.text()
    assert answer.status == 422 and says in text and NEW not in text
    assert f'value="{fields["username"]}"' in text
    assert (await desk.send(path, path, username="bo", password=NEW, again=NEW)).status == 303


@pytest.mark.parametrize(("email", "role"), [("geen adres", "adviser"), ("chef@example.nl", "editor"), ("b@b.nl", "x")])
async def test_an_invitation_that_cannot_be_says_why_and_mails_nobody(
    desk: Desk, chief: Account, email: str, role: str
) -> None:
    desk.as_user(chief)
    answer = await desk.send("/desk/team/invite", "/desk/team", email=email, role=role)
    text = await answer.text()
    assert answer.status == 422 and 'class="fault"' in text and f'value="{email}"' in text
    assert mailed(desk.db) == []


async def test_a_new_password_by_mail_ends_every_session_and_works_once(desk: Desk, chief: Account) -> None:
    desk.as_user(chief)
    token = accounts.open_session(desk.db, chief, datetime.now(UTC))
    desk.as_stranger()
    asked = await desk.send("/desk/forgot", "/desk/forgot", who="CHEF@example.nl")
    [message] = mailed(desk.db)
    path = link_in(message)
    assert (await desk.send(path, path, password=NEW, again="anders")).status == 422
    done = await desk.send(path, path, password=NEW, again=NEW)
    assert (asked.status, done.status) == (200, 303)
    assert accounts.session(desk.db, token, datetime.now(UTC)) is None
    await desk.get(path, status=410)
    assert await log_in(desk, password=NEW) == 303
    assert "net veranderd" in mailed(desk.db)[0].get_content()


async def test_asking_a_new_password_tells_nobody_who_has_an_account(desk: Desk) -> None:
    texts = []
    for asked in ("chef", "chef@example.nl", "niemand", "niemand@example.nl"):
        answer = await desk.send("/desk/forgot", "/desk/forgot", who=asked)
        texts.append(await answer.text())
    assert len(set(texts)) == 1
    assert len(mailed(desk.db)) == 2


async def test_nobody_fills_a_mailbox_by_asking_again_and_again(desk: Desk) -> None:
    for _ in range(12):
        await desk.send("/desk/forgot", "/desk/forgot", who="chef")
    assert len(mailed(desk.db)) == 3


async def test_the_link_leads_to_the_address_that_was_set_not_to_what_a_request_claims(desk: Desk) -> None:
    key = await desk.key("/desk/forgot")
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    await desk.client.post("/desk/forgot", data={"key": key, "who": "chef"}, headers=headers)
    assert "evil" not in mailed(desk.db)[0].get_content()


async def test_a_password_is_changed_by_who_knows_the_old_one(desk: Desk, chief: Account) -> None:
    desk.as_user(chief)
    wrong = await desk.send("/desk/account/password", old="niet het oude", password=NEW, again=NEW)
    assert wrong.status == 422 and "oude wachtwoord klopt niet" in await wrong.text()
    right = await desk.send("/desk/account/password", old=PASSWORD, password=NEW, again=NEW)
    assert right.status == 303
    assert (await desk.client.get("/desk/account", allow_redirects=False)).status == 303  # logged out
    assert accounts.verify(desk.db, "chef", NEW, datetime.now(UTC)) == chief


async def test_logging_out_everywhere_closes_the_other_browser_too(desk: Desk, chief: Account) -> None:
    other = accounts.open_session(desk.db, chief, datetime.now(UTC))
    desk.as_user(chief)
    assert (await desk.send("/desk/account/everywhere")).status == 303
    assert accounts.session(desk.db, other, datetime.now(UTC)) is None


async def test_a_page_that_refreshes_itself_does_not_keep_the_session_alive(desk: Desk, chief: Account) -> None:
    token = accounts.open_session(desk.db, chief, datetime.now(UTC) - timedelta(hours=1, minutes=59))
    desk.client.session.cookie_jar.update_cookies({"bijsturen_desk": token})
    answer = await desk.client.get("/desk", headers={"Sec-Fetch-Mode": "cors"}, allow_redirects=False)
    assert answer.status == 200
    assert accounts.session(desk.db, token, datetime.now(UTC) + timedelta(minutes=2)) is None
