"""What goes wrong between Telegram and us: repeats, disorder, restarts, forgeries. Nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import json
import logging
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer, unused_port

from connectors.heard import Heard
from connectors.messenger import Messenger
from connectors.settings import Settings, secret_key
from connectors.telegram.polling import TRIES
from connectors.telegram.settings import PATH, webhook_secret
from connectors.telegram.webhook import MAX_BODY, SECRET_HEADER
from guidance import conversations
from guidance.database import Database
from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.telegram.bot_api import BotApi, Person
from tests.connectors.telegram.conftest import StartGateway

GREETING = "antwoord op /greet"


def update(number: int, text: str, chat: int = 31) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Sam"}
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": text}
    return {"update_id": number, "message": message}


class Telegram:
    """Brings updates to the webhook as Telegram does, or as somebody who is not."""

    def __init__(self, server: TestServer, session: ClientSession, secret: str) -> None:
        self._url = str(server.make_url(PATH))
        self._session = session
        self.secret = secret

    async def brings(self, body: bytes, secret: str | None = None) -> tuple[int, bytes]:
        headers = {SECRET_HEADER: self.secret if secret is None else secret, "Content-Type": "application/json"}
        async with self._session.post(self._url, data=BytesIO(body), headers=headers) as response:
            return response.status, await response.read()

    async def updates(self, *updates: dict[str, Any]) -> list[int]:
        return [(await self.brings(json.dumps(one).encode()))[0] for one in updates]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With patience: on a slow day "dit duurt langer" would stand between the answers."""
    return settings.model_copy(update={"rasa_patience": WAIT})


@pytest.fixture
async def telegram(start_gateway: StartGateway, settings: Settings) -> Any:
    server = await start_gateway("webhook")
    async with ClientSession() as session:
        yield Telegram(server, session, webhook_secret(secret_key(settings)))


async def test_the_same_update_five_times_at_once_is_answered_once(
    telegram: Telegram, sam: Person, rasa: FakeRasa
) -> None:
    statuses = await asyncio.gather(*(telegram.updates(update(7, "hoi")) for _ in range(5)))
    await telegram.updates(update(8, "klaar"))
    assert await sam.hears(3) == [GREETING, "antwoord op hoi", "antwoord op klaar"]
    assert statuses == [[200]] * 5
    assert rasa.texts == ["/greet", "hoi", "klaar"]


async def test_an_update_that_comes_late_is_not_taken_for_an_old_one(
    telegram: Telegram, sam: Person, rasa: FakeRasa
) -> None:
    await telegram.updates(update(9, "tweede"), update(7, "eerste"), update(9, "tweede"), update(12, "derde"))
    await sam.hears(4)
    assert rasa.texts == ["/greet", "tweede", "eerste", "derde"]


async def test_two_people_at_once_do_not_mix(telegram: Telegram, api: BotApi) -> None:
    await asyncio.gather(*(telegram.updates(update(20 + chat, f"ik ben {chat}", chat)) for chat in range(1, 9)))
    for chat in range(1, 9):
        assert await Person(api, chat).hears(2) == [GREETING, f"antwoord op ik ben {chat}"]


@pytest.mark.parametrize("secret", ["", "nee", "x" * 64, "é"])
async def test_a_forged_secret_is_refused_without_a_word(
    secret: str, telegram: Telegram, rasa: FakeRasa, db: Database
) -> None:
    assert await telegram.brings(json.dumps(update(7, "hoi")).encode(), secret) == (403, b"")
    assert not conversations.is_received(db, "telegram", "123456/7")


async def test_what_is_too_large_or_no_update_is_refused_without_a_word(telegram: Telegram) -> None:
    assert await telegram.brings(b" " * (MAX_BODY + 1)) == (413, b"")
    for body in (b"", b"{", b"[]", b'"hoi"', b"{}", b'{"update_id": "7"}', b'{"update_id": 7, "message": 3}', b"\xff"):
        assert await telegram.brings(body) == (400, b""), body
    assert await telegram.brings(b" " * (MAX_BODY + 1), "nee") == (403, b"")


async def test_a_large_update_of_telegram_itself_is_taken(telegram: Telegram, sam: Person) -> None:
    answered = update(6, "🙂" * 4096)["message"]
    large = update(7, "hoi")
    large["message"]["reply_to_message"] = answered
    body = json.dumps(large).encode() + b" " * 100_000
    assert (await telegram.brings(body))[0] == 200
    assert (await sam.hears(2))[1] == "antwoord op hoi"


async def test_when_nothing_can_be_stored_telegram_is_asked_to_come_again(
    telegram: Telegram, db: Database, monkeypatch: pytest.MonkeyPatch, sam: Person
) -> None:
    from guidance.errors import DatabaseUnavailable

    def broken(*_: object) -> None:
        raise DatabaseUnavailable("away")

    with monkeypatch.context() as away:
        away.setattr("guidance.chats.find", broken)
        assert await telegram.brings(json.dumps(update(7, "hoi")).encode()) == (503, b"")
    assert await telegram.updates(update(7, "hoi")) == [200]
    assert await sam.hears(2) == [GREETING, "antwoord op hoi"]


@pytest.mark.parametrize("by", ["polling", "webhook"])
async def test_messages_during_a_restart_of_the_gateway_are_all_answered_once(
    by: str, start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    port = unused_port()
    first = await start_gateway(by, port)
    await api.until("setWebhook" if by == "webhook" else "deleteWebhook", 1)
    await sam.says("een")
    await sam.hears(2)
    rasa.delay = 0.2
    await sam.says("twee")  # is being answered when the gateway goes
    await first.close()
    speaking = asyncio.create_task(sam.says("drie"))  # nobody is there
    await asyncio.sleep(0.1)
    await start_gateway(by, port)
    await speaking
    await sam.says("vier")
    heard = await sam.hears(5)
    assert heard == [GREETING, *(f"antwoord op {word}" for word in ("een", "twee", "drie", "vier"))]


async def test_updates_are_fetched_again_until_they_are_stored(
    start_gateway: StartGateway, sam: Person, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    from guidance import chats
    from guidance.errors import DatabaseUnavailable

    find, failures = chats.find, [1, 2]

    def flaky(*args: Any) -> Any:
        if failures:
            failures.pop()
            raise DatabaseUnavailable("away")
        return find(*args)

    monkeypatch.setattr("guidance.chats.find", flaky)
    monkeypatch.setattr("connectors.telegram.polling.FIRST_WAIT", 0.01)
    await start_gateway("polling")
    await sam.says("hoi")
    assert await sam.hears(2) == [GREETING, "antwoord op hoi"]
    assert failures == []


async def test_an_update_that_can_never_be_taken_is_passed_over_and_the_next_person_is_heard(
    start_gateway: StartGateway,
    api: BotApi,
    sam: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    noor, hear, tries = Person(api, 32), Messenger.hear, list[str]()

    async def stumbles(messenger: Messenger, heard: Heard) -> str:
        if heard.text == "mijn geheim":
            tries.append(heard.message_id)
            raise ValueError("a bug about mijn geheim")
        return await hear(messenger, heard)

    monkeypatch.setattr(Messenger, "hear", stumbles)
    monkeypatch.setattr("connectors.telegram.polling.FIRST_WAIT", 0.01)
    await start_gateway("polling")
    await sam.says("mijn geheim")
    await noor.says("hoi")
    assert await noor.hears(2) == [GREETING, "antwoord op hoi"]
    assert len(tries) == TRIES and len(set(tries)) == 1
    assert "telegram_update_passed_over error=ValueError" in caplog.text and "geheim" not in caplog.text


async def test_a_telegram_that_cannot_be_reached_at_the_start_is_tried_again(
    start_gateway: StartGateway, api: BotApi, sam: Person
) -> None:
    await api.fail("getMe", 502, "Bad Gateway")
    await start_gateway("polling")
    await sam.says("hoi")
    assert await sam.hears(2) == [GREETING, "antwoord op hoi"]


async def test_a_refused_token_leaves_the_gateway_running_and_says_so_in_one_sentence(
    start_gateway: StartGateway, api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    await api.fail("getMe", 401, "Unauthorized")
    with caplog.at_level(logging.ERROR):
        await start_gateway("polling")
        await api.until("getMe", 1)
        await asyncio.sleep(0.2)
    (told,) = [record.getMessage() for record in caplog.records if "BIJSTUREN_TELEGRAM_TOKEN" in record.getMessage()]
    assert "A" * 35 not in told


async def test_nothing_about_a_person_and_no_token_stands_in_the_log(
    telegram: Telegram, sam: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await telegram.updates(update(7, "mijn geheim", chat=31))
        await sam.hears(2)
    assert caplog.text
    for private in ("geheim", "Sam", " 31", "=31", "A" * 35):
        assert private not in caplog.text
