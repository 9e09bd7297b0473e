"""Several gateways on one database: one answers, every tab hears, and what a dead one left is gone on with."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import unused_port

from connectors.lane import Timing
from connectors.messages import Incoming
from connectors.outlets import Outlets
from connectors.rasa_client import RasaClient
from connectors.relay import Relay
from guidance import conversations, custody, handoffs, leases
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.database import Database
from tests.connectors.fakes import WAIT, FakeRasa, Listener
from tests.connectors.processes import healthy, start_process
from tests.connectors.tabs import carrying, until


@dataclass
class Gateway:
    """A gateway in a process of its own."""

    url: str
    process: asyncio.subprocess.Process

    async def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


@dataclass
class Line:
    """A tab with a socket to one gateway; keeps the messages it got, and what the person said elsewhere."""

    socket: ClientWebSocketResponse
    messages: list[dict[str, Any]]
    overheard: list[str] = field(default_factory=list)

    async def says(self, text: str) -> None:
        """Returns once the gateway has it."""
        await self.socket.send_json({"type": "message", "id": text.replace(" ", "-"), "text": text})
        await self._until(lambda frame: frame["type"] == "received")

    async def hears(self, text: str) -> None:
        if not any(message["text"] == text for message in self.messages):
            await self._until(lambda frame: frame["type"] == "message" and frame["text"] == text)

    async def sees_typing(self, on: bool) -> None:
        await self._until(lambda frame: frame == {"type": "typing", "on": on})

    async def _until(self, found: Callable[[dict[str, Any]], bool]) -> None:
        async with asyncio.timeout(WAIT):
            while True:
                data = await self.socket.receive()
                assert data.type is WSMsgType.TEXT, data
                frame = json.loads(data.data)
                if frame["type"] == "message" and frame["sender"] == "person":
                    self.overheard.append(frame["text"])
                elif frame["type"] == "message":
                    self.messages.append(frame)
                if found(frame):
                    return

    def heard(self) -> list[str]:
        return [message["text"] for message in self.messages]


Start = Callable[[], Awaitable[Gateway]]


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def start(tmp_path: Path, rasa: FakeRasa, db: Database) -> AsyncIterator[Start]:
    """Starts gateways, as many as are asked for, on the one database."""
    started: list[Gateway] = []

    async def start_one() -> Gateway:
        port = unused_port()
        process = await start_process(
            tmp_path,
            rasa,
            gateway_port=port,
            guidance_url=db.url.render_as_string(hide_password=False),
            secret_key="a secret of the tests only",
            look_seconds=0.2,
        )
        gateway = Gateway(f"http://127.0.0.1:{port}", process)
        started.append(gateway)
        await healthy(gateway.url)
        return gateway

    yield start_one
    for gateway in started:
        await gateway.kill()


async def opened(http: ClientSession, gateway: Gateway) -> dict[str, str]:
    async with http.post(f"{gateway.url}/api/session", json={}) as response:
        return dict(await response.json())


async def tab(http: ClientSession, gateway: Gateway, session: str) -> Line:
    socket = await http.ws_connect(f"{gateway.url}/ws", protocols=carrying(session))
    await socket.send_json({"type": "hello", "after": 0})
    line = Line(socket, [])
    await line._until(lambda frame: frame["type"] == "history")
    return line


async def conversing(http: ClientSession, at: Gateway) -> tuple[str, Line]:
    """The session of a new conversation, and a tab that has read its opening."""
    session = (await opened(http, at))["session"]
    line = await tab(http, at, session)
    await line.hears("antwoord op /greet")
    return session, line


async def test_two_tabs_on_two_gateways_are_answered_in_order_once_and_both_hear_everything(
    start: Start, http: ClientSession, rasa: FakeRasa
) -> None:
    a, b = await asyncio.gather(start(), start())
    session, one = await conversing(http, a)
    two = await tab(http, b, session)
    rasa.delay = 0.5
    await one.says("ja")
    await two.says("en dit")
    for each in (one, two):
        await each.hears("antwoord op en dit")
    assert rasa.texts == ["/greet", "ja", "en dit"]
    assert one.heard() == ["antwoord op /greet", "antwoord op ja", "antwoord op en dit"]
    assert two.heard() == ["antwoord op ja", "antwoord op en dit"]


async def test_what_a_gateway_was_doing_when_it_was_killed_is_gone_on_with_by_the_other(
    start: Start, http: ClientSession, rasa: FakeRasa
) -> None:
    a, b = await asyncio.gather(start(), start())
    session, one = await conversing(http, a)
    two = await tab(http, b, session)
    rasa.delay = 60.0
    await one.says("ja")
    await until(lambda: "ja" in rasa.texts)
    await two.says("en dit")
    rasa.delay = 0.0
    await a.kill()
    await two.hears("antwoord op en dit")
    assert two.heard()[-2:] == ["antwoord op ja", "antwoord op en dit"]
    # Rasa may have taken the first one from the gateway that died, and is told so.
    assert rasa.texts == ["/greet", "ja", "ja", "en dit"]
    assert rasa.again[:3] == [False, False, True]


async def test_nobody_else_needs_to_speak_for_what_a_killed_gateway_left(
    start: Start, http: ClientSession, rasa: FakeRasa
) -> None:
    a, b = await asyncio.gather(start(), start())
    session, one = await conversing(http, a)
    rasa.delay = 60.0
    await one.says("ja")
    await until(lambda: "ja" in rasa.texts)
    rasa.delay = 0.0
    await a.kill()
    two = await tab(http, b, session)
    await two.hears("antwoord op ja")


async def test_what_an_adviser_says_at_one_gateway_reaches_a_tab_at_the_other(
    start: Start, http: ClientSession, db: Database
) -> None:
    a, b = await asyncio.gather(start(), start())
    session = await opened(http, a)
    one = await tab(http, b, session["session"])
    await one.hears("antwoord op /greet")
    conversation, sam, now = session["conversation"], Holder("sam", "Sam"), datetime.now(UTC)
    # As the desk at the other gateway stores it.
    handoffs.request(db, conversation, "asked", now)
    custody.claim(db, conversation, sam, OutMessage("Sam is er.", kind="claimed"), now)
    custody.speak(db, conversation, sam, "Waar kan ik mee helpen?", now)
    await one.hears("Waar kan ik mee helpen?")
    assert one.heard() == ["antwoord op /greet", "Sam is er.", "Waar kan ik mee helpen?"]


async def test_what_the_person_says_in_one_tab_stands_once_in_a_tab_at_the_other_gateway(
    start: Start, http: ClientSession, db: Database
) -> None:
    a, b = await asyncio.gather(start(), start())
    opened_at_a = await opened(http, a)
    one, two, beside_one = [await tab(http, gateway, opened_at_a["session"]) for gateway in (a, b, a)]
    await one.says("ja")
    await two.says("en dit")
    conversations.receive(
        db, opened_at_a["conversation"], "7/8", "text", "op mijn telefoon", datetime.now(UTC), channel="telegram"
    )
    await two.says("klaar")
    for each in (one, two, beside_one):
        await each.hears("antwoord op klaar")
    await asyncio.sleep(2.5)  # as often as a gateway looks, and more
    await one.says("einde")
    await beside_one.hears("antwoord op einde")
    await one.hears("antwoord op einde")
    await two.hears("antwoord op einde")
    assert sorted(one.overheard) == ["en dit", "klaar", "op mijn telefoon"]
    assert sorted(beside_one.overheard) == ["einde", "en dit", "ja", "klaar", "op mijn telefoon"]
    assert sorted(two.overheard) == ["einde", "ja", "op mijn telefoon"]


async def test_while_one_gateway_answers_a_tab_at_the_other_shows_that_an_answer_is_coming(
    start: Start, http: ClientSession, rasa: FakeRasa
) -> None:
    a, b = await asyncio.gather(start(), start())
    session, one = await conversing(http, a)
    two = await tab(http, b, session)
    await two.sees_typing(False)
    rasa.delay = 1.9  # longer than it takes to look, shorter than the notice that it takes longer
    await one.says("ja")
    await two.sees_typing(True)
    await two.hears("antwoord op ja")
    await two.sees_typing(False)


async def test_that_an_adviser_types_at_one_gateway_shows_at_the_other_until_it_is_over(
    start: Start, http: ClientSession, db: Database, client: RasaClient, listener: Listener
) -> None:
    b = await start()
    session = await opened(http, b)
    two = await tab(http, b, session["session"])
    await two.hears("antwoord op /greet")
    a = Relay(db, client, Outlets(test=listener))
    await a.show_typing(session["conversation"], True)
    await two.sees_typing(True)
    await a.show_typing(session["conversation"], False)
    await two.sees_typing(False)
    await a.show_typing(session["conversation"], True)
    await two.sees_typing(True)
    await two.sees_typing(False)  # nothing more comes of that browser: it was closed
    await a.close()


# --- within one process ------------------------------------------------------------------------------------------


@pytest.fixture
async def two(
    db: Database, client: RasaClient, listener: Listener, timing: Timing
) -> AsyncIterator[tuple[Relay, Relay]]:
    made = [Relay(db, client, Outlets(test=listener), timing=timing) for _ in range(2)]
    yield made[0], made[1]
    for relay in made:
        await relay.close()


async def test_who_waits_long_for_an_answer_of_the_other_gateway_hears_so_and_can_get_a_human(
    db: Database, two: tuple[Relay, Relay], rasa: FakeRasa, listener: Listener
) -> None:
    a, b = two
    conversation = conversations.start(db, "test", datetime.now(UTC))
    rasa.delay = 1.5
    await a.submit(Incoming(conversation, "1", "text", "ja"))
    await until(lambda: "ja" in rasa.texts)
    await b.submit(Incoming(conversation, "2", "ask_human"))
    await listener.until(lambda: bool(handoffs.of_conversation(db, conversation)))
    assert rasa.texts == ["ja"]


async def test_a_message_put_off_by_one_gateway_is_known_to_have_been_tried_by_the_other(
    db: Database, two: tuple[Relay, Relay], rasa: FakeRasa
) -> None:
    a, b = two
    conversation = conversations.start(db, "test", datetime.now(UTC))
    rasa.delay = 60.0
    await a.submit(Incoming(conversation, "1", "text", "ja"))
    await until(lambda: "ja" in rasa.texts)
    await a.close()  # stopped in the middle: the other need not wait until its lease ends
    rasa.delay = 0.0
    await b.start()
    await asyncio.wait_for(b.settled(conversation), WAIT)
    assert (rasa.texts, rasa.again) == (["ja", "ja"], [False, True])
    assert leases.left(db, "turn", datetime.now(UTC)) == []
