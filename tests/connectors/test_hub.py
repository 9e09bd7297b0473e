"""A tab gets what was said before, then what comes in: in order, and nothing twice or missed."""

from __future__ import annotations

from datetime import UTC, datetime

from connectors.website import frames
from connectors.website.hub import MAX_QUEUE, Client, Hub
from guidance.conversations import Outgoing


def said(seq: int) -> Outgoing:
    return Outgoing(seq, "bot", f"bericht {seq}", (), (), "text", datetime(2026, 11, 23, 9, tzinfo=UTC))


def tab(hub: Hub) -> Client:
    """A tab that asked for a replay and waits for it."""
    client = Client()
    client.hold()
    hub.join("gesprek", client)
    return client


async def test_what_comes_in_during_the_replay_follows_it_once() -> None:
    hub = Hub()
    client = tab(hub)
    await hub.deliver("gesprek", said(2))  # in the replay too: it was stored before the replay was read
    await hub.deliver("gesprek", said(3))
    client.replay([frames.message(said(1)), frames.message(said(2))], 2)
    await hub.deliver("gesprek", said(2))  # stored before the replay was read, delivered after it
    await hub.deliver("gesprek", said(4))
    replay, *live = client.more()
    assert [message["seq"] for message in replay["messages"]] == [1, 2]
    assert [message["seq"] for message in live] == [3, 4]


async def test_a_tab_that_left_gets_nothing_more() -> None:
    hub = Hub()
    client = tab(hub)
    client.replay([], 0)
    await hub.deliver("gesprek", said(1))
    await hub.deliver("ander gesprek", said(8))
    hub.leave("gesprek", client)
    await hub.deliver("gesprek", said(2))
    assert [message["seq"] for message in client.more()[1:]] == [1]


async def test_a_tab_that_is_too_far_behind_is_let_go_and_asks_for_a_replay() -> None:
    hub = Hub()
    client = tab(hub)
    client.replay([], 0)
    for number in range(1, MAX_QUEUE + 1):
        await hub.deliver("gesprek", said(number))
    assert await client.next() is None


async def test_a_line_that_ends_is_told_so_after_what_waited_was_dropped() -> None:
    hub = Hub()
    client = tab(hub)
    client.replay([], 0)
    hub.close()
    assert client.more() == []
    assert await client.next() is None


async def test_what_was_stored_by_another_gateway_is_given_once_whoever_finds_it_first() -> None:
    hub = Hub()
    client = tab(hub)
    client.replay([frames.message(said(1))], 1)
    assert client.has(1) and not client.has(2)
    await hub.deliver("gesprek", said(3))  # our own answer, while message 2 was stored elsewhere
    assert (client.whole, client.has(3)) == (1, False)
    for number in (2, 3):  # found in the database
        await hub.deliver("gesprek", said(number))
    assert (client.whole, client.has(3)) == (3, True)
    assert [message["seq"] for message in client.more()[1:]] == [3, 2]
