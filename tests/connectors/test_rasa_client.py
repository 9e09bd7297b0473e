"""The line to Rasa: what its answers and its failures mean."""

from __future__ import annotations

import pytest

from connectors.errors import RasaFailed, RasaTimeout, RasaUnavailable
from connectors.rasa_client import RasaClient
from guidance.conversations import Button, OutMessage
from tests.connectors.fakes import FakeRasa


async def test_texts_buttons_and_cards_become_separate_messages(rasa: FakeRasa, client: RasaClient) -> None:
    card = {"type": "plan", "rows": [{"label": "Stap", "text": "Bel het Werkcentrum"}]}
    rasa.replies["hoi"] = [
        {"recipient_id": "x", "text": "Kies", "buttons": [{"title": "Ja", "payload": "/affirm"}, {"title": "Nee"}]},
        {"recipient_id": "x", "custom": {"text": "Jouw plan", "cards": [card], "kind": "summary"}},
        {"recipient_id": "x", "text": "Tot zo"},
    ]
    assert await client.send("x", "hoi") == [
        OutMessage("Kies", (Button("Ja", "/affirm"), Button("Nee", "Nee"))),
        OutMessage("Jouw plan", cards=(card,), kind="summary"),
        OutMessage("Tot zo"),
    ]


async def test_a_turn_whose_words_are_not_kept_says_so(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.replies["hoi"] = [{"custom": {"text": "Bel 113", "keep_text": False}}]
    assert await client.send("x", "hoi") == [OutMessage("Bel 113", keep_text=False)]


async def test_what_holds_nothing_to_show_is_left_out(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.replies["hoi"] = [{"recipient_id": "x"}, {"text": ""}, {"custom": {}}]
    assert await client.send("x", "hoi") == []


async def test_a_rasa_that_is_not_there_is_unavailable(rasa: FakeRasa, client: RasaClient) -> None:
    await rasa.stop()
    with pytest.raises(RasaUnavailable, match=rasa.url):
        await client.send("x", "hoi")
    assert not await client.is_up()


async def test_a_rasa_that_comes_back_is_used_again(rasa: FakeRasa, client: RasaClient) -> None:
    await client.send("x", "een")
    await rasa.stop()
    await rasa.start()
    assert await client.is_up()
    assert await client.send("x", "twee") == [OutMessage("antwoord op twee")]


async def test_a_slow_answer_is_a_timeout(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.delay = 1.0
    with pytest.raises(RasaTimeout):
        await client.send("x", "hoi", timeout=0.1)


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_an_error_status_is_a_failure(rasa: FakeRasa, client: RasaClient, status: int) -> None:
    rasa.status = status
    with pytest.raises(RasaFailed, match=str(status)):
        await client.send("x", "hoi")


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_a_load_balancer_without_a_rasa_behind_it_is_unavailable(
    rasa: FakeRasa, client: RasaClient, status: int
) -> None:
    rasa.status = status
    with pytest.raises(RasaUnavailable):
        await client.send("x", "hoi")


@pytest.mark.parametrize("body", ["<html>", '{"text": "hoi"}', '["hoi"]', "\xff"])
async def test_an_answer_that_is_no_list_of_messages_is_a_failure(
    rasa: FakeRasa, client: RasaClient, body: str
) -> None:
    rasa.body = body
    with pytest.raises(RasaFailed):
        await client.send("x", "hoi")
