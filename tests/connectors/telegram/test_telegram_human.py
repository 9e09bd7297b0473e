"""An adviser and somebody in Telegram: both ways, and the bot is silent."""

from __future__ import annotations

import asyncio

from connectors.messages import AFTER_HUMAN
from guidance.database import Database
from tests.connectors.adviser import Adviser
from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.telegram.bot_api import BotApi, Person
from tests.connectors.telegram.conftest import StartGateway

GREETING = "antwoord op /greet"
CHOICE = {"text": "Wat past bij je?", "buttons": [{"title": "Leren", "payload": "/need_leren"}]}


async def hears_from(adviser: Adviser, *texts: str) -> None:
    """Wait until the adviser reads exactly this."""
    async with asyncio.timeout(WAIT):
        while adviser.reads() != list(texts):
            await asyncio.sleep(0.02)


async def test_words_go_both_ways_and_the_bot_is_silent_until_it_has_the_word_again(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    server = await start_gateway()
    await sam.says("hoi")
    await sam.hears(2)
    adviser = Adviser(server.app, rasa.seen[0][0])
    taken = await adviser.claims()
    await adviser.says("Dag, waar loop je tegenaan?")
    await sam.says("mijn rug")
    await hears_from(adviser, "mijn rug")
    before = len(await api.calls("sendChatAction", sam.chat))
    await adviser.types()
    await api.until("sendChatAction", before + 1, sam.chat)
    await adviser.says("Dat is zwaar.")
    heard = [GREETING, "antwoord op hoi", taken, "Dag, waar loop je tegenaan?", "Dat is zwaar."]
    assert await sam.hears(5) == heard
    assert rasa.texts == ["/greet", "hoi"] and adviser.taken("mijn rug") == "human"
    given_back = await adviser.gives_back()
    assert await sam.hears(7) == [*heard, given_back, f"antwoord op {AFTER_HUMAN}"]
    await sam.says("en nu?")
    assert (await sam.hears(8))[7] == "antwoord op en nu?"
    assert rasa.texts == ["/greet", "hoi", AFTER_HUMAN, "en nu?"]


async def test_a_button_of_the_bot_goes_to_the_adviser_as_the_words_on_it(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa
) -> None:
    rasa.replies["hoi"] = [CHOICE]
    server = await start_gateway()
    await sam.says("hoi")
    await sam.hears(2)
    adviser = Adviser(server.app, rasa.seen[0][0])
    await adviser.claims()
    await sam.taps("Leren")
    await hears_from(adviser, "Leren")
    await api.until("answerCallbackQuery", 1)
    await sam.taps("Leren")  # once more: it was used, and still the adviser reads what stands on it
    await hears_from(adviser, "Leren", "Leren")
    assert rasa.texts == ["/greet", "hoi"]


async def test_a_button_too_old_for_telegram_to_show_is_still_words_for_the_adviser(
    start_gateway: StartGateway, api: BotApi, sam: Person, rasa: FakeRasa, db: Database
) -> None:
    rasa.replies["hoi"] = [CHOICE]
    rasa.replies["/need_leren"] = [{"text": "Mag dat?", "buttons": [{"title": "Ja", "payload": "/affirm"}]}]
    server = await start_gateway()
    await sam.says("hoi")
    await sam.hears(2)
    await sam.taps("Leren")
    await sam.hears(3)
    adviser = Adviser(server.app, rasa.seen[0][0])
    await adviser.claims()
    await sam.taps("Leren", shown=False)
    await hears_from(adviser, "Leren")
    assert rasa.texts == ["/greet", "hoi", "/need_leren"]
