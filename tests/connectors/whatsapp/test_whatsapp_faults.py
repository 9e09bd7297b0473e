"""Whatever goes wrong between Meta and us, everybody is answered once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from connectors.whatsapp import app as whatsapp_app
from guidance import chats, conversations
from guidance.database import Database
from guidance.errors import GuidanceError
from tests.connectors.fakes import FakeRasa
from tests.connectors.processes import healthy, start_process
from tests.connectors.whatsapp.conftest import Gateway, Phone, StartGateway
from tests.connectors.whatsapp.meta import Meta

HELLO = "Dag, ik ben een computer."
START_SECONDS = 120.0


async def test_the_same_message_five_times_is_answered_once(phone: Phone, meta: Meta) -> None:
    statuses = await asyncio.gather(*(phone.says("hoi", wamid="wamid.same") for _ in range(5)))
    assert statuses == [200] * 5
    await phone.says("ja")
    await meta.got(HELLO, "antwoord op hoi", "antwoord op ja")


async def test_an_old_message_that_comes_again_after_newer_ones_changes_nothing(phone: Phone, meta: Meta) -> None:
    await phone.says("een", wamid="wamid.one")
    await phone.says("twee", wamid="wamid.two")
    await phone.says("een", wamid="wamid.one", ago=3600)
    await phone.says("drie", wamid="wamid.three")
    await meta.got(HELLO, "antwoord op een", "antwoord op twee", "antwoord op drie")


async def test_a_message_that_comes_twice_in_one_webhook_is_one_message(phone: Phone, meta: Meta) -> None:
    message = phone.message("text", {"body": "hoi"})
    await phone.sends(message, message)
    await phone.says("ja")
    await meta.got(HELLO, "antwoord op hoi", "antwoord op ja")


async def test_what_could_not_be_kept_is_not_acknowledged_and_is_taken_when_it_comes_again(
    phone: Phone, meta: Meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> Any:
        raise GuidanceError("The database is locked.")

    with monkeypatch.context() as broken:
        broken.setattr(chats, "hear", locked)
        assert await phone.says("hoi", wamid="wamid.same") == 500
    assert await phone.says("hoi", wamid="wamid.same") == 200
    await meta.got(HELLO, "antwoord op hoi")


async def test_what_is_kept_too_slowly_is_not_acknowledged_and_still_answered_once(
    phone: Phone, meta: Meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whatsapp_app, "STORE_SECONDS", 0.0)
    assert await phone.says("hoi", wamid="wamid.same") == 503
    monkeypatch.undo()
    assert await phone.says("hoi", wamid="wamid.same") == 200
    await meta.got(HELLO, "antwoord op hoi")


async def test_a_restart_before_the_answer_loses_and_doubles_nothing(
    start_gateway: StartGateway, meta: Meta, rasa: FakeRasa, gateway: Gateway
) -> None:
    rasa.delay = 1.0
    await Phone(meta, gateway).says("hoi", wamid="wamid.same")
    await gateway.close()
    rasa.delay = 0.0
    second = await start_gateway()
    assert await Phone(meta, second).says("hoi", wamid="wamid.same") == 200
    await meta.got(HELLO, "antwoord op hoi")


async def test_a_restart_while_meta_is_away_sends_what_was_left(
    start_gateway: StartGateway, meta: Meta, gateway: Gateway, db: Database, rasa: FakeRasa
) -> None:
    await meta.stop()
    await Phone(meta, gateway).says("hoi")
    async with asyncio.timeout(60):
        while len(rasa.seen) < 2 or len(conversations.outgoing_after(db, rasa.seen[0][0], 0)) < 2:
            await asyncio.sleep(0.02)
    await gateway.close()
    await meta.start()
    await start_gateway()
    await meta.got(HELLO, "antwoord op hoi")


@asynccontextmanager
async def running(folder: Path, rasa: FakeRasa, port: int) -> AsyncIterator[None]:
    """The real gateway in a process of its own, killed without warning at the end."""
    process = await start_process(folder, rasa, gateway_port=port)
    try:
        await healthy(f"http://127.0.0.1:{port}", START_SECONDS)
        yield
    finally:
        process.kill()
        await process.wait()


@pytest.mark.parametrize("moment", ["at Rasa", "at Meta"])
async def test_a_gateway_that_is_killed_answers_everything_once_when_it_is_back(
    tmp_path: Path, meta: Meta, rasa: FakeRasa, moment: str
) -> None:
    rasa.replies["/greet"] = [{"text": HELLO}]
    port, db = unused_port(), Database(f"sqlite:///{tmp_path / 'guidance.db'}")
    texts = ["een", "twee", "drie"]
    async with ClientSession(f"http://127.0.0.1:{port}") as session:
        phone = Phone(meta, session)  # type: ignore[arg-type]
        async with running(tmp_path, rasa, port):
            await phone.says("hoi")
            await meta.got(HELLO, "antwoord op hoi")
            # What Meta took and the gateway did not note yet would be sent again: WhatsApp has no key against that.
            await until(lambda: not chats.behind(db, "whatsapp"))
            if moment == "at Rasa":
                rasa.delay = 600.0
            else:
                await meta.stop()
            for number, text in enumerate(texts):
                assert await phone.says(text, wamid=f"wamid.{number}") == 200
            await until(lambda: len(rasa.seen) == (3 if moment == "at Rasa" else 5))
        rasa.delay = 0.0
        if moment == "at Meta":
            await meta.start()
        async with running(tmp_path, rasa, port):
            for number, text in enumerate(texts):  # Meta does not know that it was kept
                assert await phone.says(text, wamid=f"wamid.{number}") == 200
            await phone.says("tot slot")
            await meta.got(HELLO, *(f"antwoord op {text}" for text in ("hoi", *texts, "tot slot")))


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not happened():
            await asyncio.sleep(0.02)
