"""The line to Rasa: what its answers and its failures mean."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from connectors.errors import RasaFailed, RasaTimeout, RasaUnavailable
from connectors.messages import ASK_HUMAN
from connectors.rasa_client import AT_ONCE, RasaClient
from guidance.conversations import Button, OutMessage
from tests.connectors.fakes import FakeRasa
from tests.connectors.tabs import until


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


async def test_cards_stand_between_the_text_and_the_buttons_that_rasa_sent_before_them(
    rasa: FakeRasa, client: RasaClient
) -> None:
    card = {"type": "occupations", "items": [{"name": "buschauffeur"}]}
    rasa.replies["hoi"] = [
        {"text": "Dit werk is lichter:", "buttons": [{"title": "Meer", "payload": "/more"}]},
        {"custom": {"cards": [card]}},
        {"text": "Welke stap?"},
    ]
    assert await client.send("x", "hoi") == [
        OutMessage("Dit werk is lichter:", (Button("Meer", "/more"),), cards=(card,)),
        OutMessage("Welke stap?"),
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


async def test_a_busy_rasa_is_up_for_who_can_wait(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.hello_delay = 0.5
    assert not await client.is_up(within=0.1)
    assert await client.is_up(within=30)


async def test_a_rasa_whose_action_server_is_busy_is_waited_for_by_who_can_wait(
    rasa: FakeRasa, client: RasaClient
) -> None:
    rasa.hello_statuses = [503]
    assert not await client.is_up()
    rasa.hello_statuses = [503, 503]
    assert await client.is_up(within=30)


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


async def test_a_crowd_waits_in_line_and_its_time_counts_from_when_it_is_sent(
    rasa: FakeRasa, client: RasaClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, turn, busy, most = rasa.answer, asyncio.Lock(), 0, 0

    async def one_by_one(sender: str, text: str) -> list[dict[str, Any]]:
        nonlocal busy, most
        busy, most = busy + 1, max(most, busy + 1)
        async with turn:
            await asyncio.sleep(0.05)
        busy -= 1
        return await answer(sender, text)

    monkeypatch.setattr(rasa, "answer", one_by_one)
    people = [str(number) for number in range(10 * AT_ONCE)]
    answers = await asyncio.gather(*(client.send(person, person, timeout=3.0) for person in people))
    assert answers == [[OutMessage(f"antwoord op {person}")] for person in people]
    assert most == AT_ONCE


async def test_who_asks_for_a_human_does_not_wait_in_line(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.delay = 60.0
    crowd = [asyncio.create_task(client.send(str(number), "hoi")) for number in range(2 * AT_ONCE)]
    await until(lambda: len(rasa.seen) == AT_ONCE)
    rasa.delay = 0.0
    assert await client.send("x", ASK_HUMAN) == [OutMessage(f"antwoord op {ASK_HUMAN}")]
    assert rasa.texts == ["hoi"] * AT_ONCE + [ASK_HUMAN]
    for one in crowd:
        one.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)


async def test_who_stops_waiting_makes_room_for_the_next(rasa: FakeRasa, client: RasaClient) -> None:
    rasa.delay = 60.0
    crowd = [asyncio.create_task(client.send(str(number), "hoi")) for number in range(AT_ONCE)]
    await until(lambda: len(rasa.seen) == AT_ONCE)
    rasa.delay = 0.0
    crowd[0].cancel()
    assert await client.send("x", "dag") == [OutMessage("antwoord op dag")]
    for one in crowd:
        one.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)
