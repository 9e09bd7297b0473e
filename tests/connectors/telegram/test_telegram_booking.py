"""Somebody in Telegram waits for a human who does not come, and books a moment by the buttons under a message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.actions import sources
from bot.actions.wording import moment_in_words
from connectors.core import RELAY
from connectors.messages import WAITED
from connectors.settings import Settings
from connectors.waiting_room import look
from guidance import advisers, bookings, conversations, waiting
from guidance.advisers import Adviser, Availability
from guidance.database import Database
from guidance.slots import read_key
from tests.bot.conftest import catalogue as catalogue
from tests.bot.dialogue import Dialogue
from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.tabs import until
from tests.connectors.telegram.bot_api import BotApi, Person
from tests.connectors.telegram.conftest import StartGateway

WANTS_HUMAN = "ik wil een mens spreken"
EVERY_DAY = tuple(Availability(weekday, time(9), time(17)) for weekday in range(7))


class ActingRasa(FakeRasa):
    """Answers with the real actions on the gateway's own database; a test only says what a typed message means."""

    def __init__(self) -> None:
        super().__init__()
        self.talks: dict[str, Dialogue] = {}

    async def answer(self, sender: str, text: str) -> list[dict[str, Any]]:
        talk = self.talks.setdefault(sender, Dialogue(sender))
        meaning = "ask_human" if text == WANTS_HUMAN else "greet"
        heard = await asyncio.to_thread(
            talk.sends if text.startswith("/") else lambda said: talk.says(said, meaning), text
        )
        return heard.replies


@pytest.fixture
async def rasa() -> AsyncIterator[ActingRasa]:
    acting = ActingRasa()
    await acting.start()
    yield acting
    await acting.stop()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"rasa_timeout": WAIT, "rasa_patience": WAIT, "wait_minutes": 5})


@pytest.fixture
def people(catalogue: object, settings: Settings, db: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The actions write where the gateway reads; one adviser has hours every day and sits at the desk now."""
    monkeypatch.setenv("BIJSTUREN_GUIDANCE_URL", settings.guidance_url)
    sources.database.cache_clear()
    advisers.add(
        db, Adviser("nora", "Nora Nabij", "Werkcentrum", ("AM22",), (), ("phone",)), EVERY_DAY, datetime.now(UTC)
    )
    monkeypatch.setattr(waiting, "is_live", lambda *_: True)
    yield db
    sources.database().close()
    sources.database.cache_clear()


async def hears(api: BotApi, sam: Person, words: str) -> int:
    """How many messages with these words there are, once there is one."""
    found = await api.when("sendMessage", lambda sent: any(words in each["text"] for each in sent), sam.chat)
    return sum(words in each["text"] for each in found)


async def settled(rasa: ActingRasa, texts: int, relay: Any) -> None:
    await until(lambda: len(rasa.texts) >= texts)
    async with asyncio.timeout(WAIT):
        await relay.settled(rasa.seen[0][0])


async def test_nobody_comes_so_moments_are_offered_and_one_is_booked_by_its_button(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: ActingRasa, settings: Settings, people: Database
) -> None:
    server = await start_gateway()
    relay = server.app[RELAY]
    await sam.says(WANTS_HUMAN)
    await settled(rasa, 2, relay)
    conversation = rasa.seen[0][0]
    assert conversations.state(people, conversation) == "waiting"

    await look(people, settings, relay, datetime.now(UTC) + timedelta(minutes=4))
    assert WAITED not in rasa.texts
    await look(people, settings, relay, datetime.now(UTC) + timedelta(minutes=6))
    await settled(rasa, 3, relay)
    assert rasa.texts[-1] == WAITED and bookings.of_conversation(people, conversation, datetime.now(UTC)) is None

    offered = rasa.talks[conversation].slot("offered")
    _, start, medium = read_key(offered[1])
    await hears(api, sam, f"2. {moment_in_words(start)}")  # too long for a button: the button has its number
    await sam.taps("2")
    await settled(rasa, 4, relay)
    made = bookings.of_conversation(people, conversation, datetime.now(UTC))
    assert made is not None and (made.starts_at, made.medium, made.adviser.name) == (start, medium, "Nora Nabij")
    assert conversations.state(people, conversation) == "bot"
    assert await hears(api, sam, made.reference) == 1

    await sam.taps("2")  # once more, on the message that is still there
    await api.until("answerCallbackQuery", 2)
    await relay.settled(conversation)
    again = bookings.of_conversation(people, conversation, datetime.now(UTC))
    assert again is not None and (again.id, again.sequence) == (made.id, made.sequence)
