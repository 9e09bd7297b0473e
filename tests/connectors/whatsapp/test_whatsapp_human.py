"""An adviser and somebody in WhatsApp: both ways, and the bot is silent."""

from __future__ import annotations

import asyncio

from connectors.messages import AFTER_HUMAN
from tests.connectors.adviser import Adviser
from tests.connectors.fakes import WAIT, FakeRasa
from tests.connectors.whatsapp.conftest import Gateway, Phone
from tests.connectors.whatsapp.meta import Meta

HELLO = "Dag, ik ben een computer."


async def hears_from(adviser: Adviser, *texts: str) -> None:
    """Wait until the adviser reads exactly this."""
    async with asyncio.timeout(WAIT):
        while adviser.reads() != list(texts):
            await asyncio.sleep(0.02)


async def test_words_go_both_ways_and_the_bot_is_silent_until_it_has_the_word_again(
    gateway: Gateway, phone: Phone, meta: Meta, rasa: FakeRasa
) -> None:
    await phone.says("hoi")
    await meta.got(HELLO, "antwoord op hoi")
    adviser = Adviser(gateway.app, rasa.seen[0][0])
    taken = await adviser.claims()
    await adviser.says("Dag, waar loop je tegenaan?")
    await phone.says("mijn rug")
    await hears_from(adviser, "mijn rug")
    before = len(meta.signs)
    await adviser.types()
    await meta.until(lambda: any("typing_indicator" in sign for sign in meta.signs[before:]))
    await adviser.says("Dat is zwaar.")
    heard = [HELLO, "antwoord op hoi", taken, "Dag, waar loop je tegenaan?", "Dat is zwaar."]
    await meta.got(*heard)
    assert rasa.texts == ["/greet", "hoi"] and adviser.taken("mijn rug") == "human"
    given_back = await adviser.gives_back()
    await meta.got(*heard, given_back, f"antwoord op {AFTER_HUMAN}")
    await phone.says("en nu?")
    await meta.got(*heard, given_back, f"antwoord op {AFTER_HUMAN}", "antwoord op en nu?")


async def test_a_button_of_the_bot_goes_to_the_adviser_as_the_words_on_it(
    gateway: Gateway, phone: Phone, meta: Meta, rasa: FakeRasa
) -> None:
    rasa.replies["hoi"] = [{"text": "Wat past bij je?", "buttons": [{"title": "Leren", "payload": "/need_leren"}]}]
    await phone.says("hoi")
    await meta.got(HELLO, "Wat past bij je?")
    adviser = Adviser(gateway.app, rasa.seen[0][0])
    taken = await adviser.claims()
    await phone.taps(meta.sent[1], 0)
    await hears_from(adviser, "Leren")
    await meta.got(HELLO, "Wat past bij je?", taken)
    assert rasa.texts == ["/greet", "hoi"]
