"""Limits that stop a flood, and stop nobody else."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import make_mocked_request

from connectors.addresses import address_of
from connectors.buckets import FORGET_FROM, Buckets
from connectors.errors import MessageRefused
from connectors.notices import load_notices
from connectors.settings import Settings
from connectors.website.keys import GATE
from connectors.website.pace import Gate
from guidance import conversations
from guidance.database import Database
from tests.connectors.fakes import WAIT
from tests.connectors.tabs import Browser, application, carrying, opened_tab, session, tab, until

NOTICES = load_notices()
PROXIES = Settings.model_fields["proxies"].default


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def request(peer: str, *forwarded: str) -> web.Request:
    class Transport:
        def get_extra_info(self, name: str, default: object = None) -> object:
            return (peer, 1) if name == "peername" else default

    headers = [("X-Forwarded-For", value) for value in forwarded]
    return make_mocked_request("GET", "/", headers=dict(headers), transport=Transport())


# --- buckets ------------------------------------------------------------------------------------------------------


def test_a_bucket_gives_a_burst_and_then_a_steady_number() -> None:
    clock = Clock()
    buckets = Buckets(3, 2.0, clock)
    assert [buckets.take("een") for _ in range(4)] == [True, True, True, False]
    clock.now += 1
    assert [buckets.take("een") for _ in range(3)] == [True, True, False]


def test_who_is_full_does_not_empty_somebody_else() -> None:
    buckets = Buckets(1, 1.0, Clock())
    assert [buckets.take("een"), buckets.take("een"), buckets.take("twee")] == [True, False, True]


def test_a_slow_typist_never_meets_a_limit() -> None:
    clock = Clock()
    gate = Gate(600, 600, clock)
    for _ in range(1000):
        clock.now += 1.0
        gate.message("gesprek", "192.0.2.1")


def test_a_school_of_500_may_start_within_one_lesson() -> None:
    gate = Gate(*(Settings.model_fields[name].default for name in ("sessions_per_hour", "messages_per_minute")))
    for _ in range(500):
        gate.session("192.0.2.1")


def test_a_flood_of_new_conversations_from_one_address_is_stopped_and_another_address_goes_on() -> None:
    gate = Gate(5, 100)
    for _ in range(5):
        gate.session("192.0.2.1")
    with pytest.raises(MessageRefused):
        gate.session("192.0.2.1")
    gate.session("192.0.2.2")
    gate.session(None)


def test_what_is_full_again_is_forgotten_and_what_is_not_is_kept() -> None:
    clock = Clock()
    buckets = Buckets(1, 1.0, clock)
    for number in range(FORGET_FROM):
        buckets.take(str(number))
    clock.now += 0.5
    buckets.take("nieuw")
    assert len(buckets._kept) == FORGET_FROM + 1
    clock.now += 0.5
    buckets.take("nog een")
    assert set(buckets._kept) == {"nieuw", "nog een"}


# --- addresses ----------------------------------------------------------------------------------------------------


def test_without_a_web_server_in_front_the_peer_counts_whatever_it_claims() -> None:
    assert address_of(request("203.0.113.9", "192.0.2.1"), PROXIES) == "203.0.113.9"


def test_behind_our_own_web_server_the_address_it_saw_counts_and_not_what_the_visitor_wrote() -> None:
    assert address_of(request("127.0.0.1", "10.0.0.1, 203.0.113.9"), PROXIES) == "203.0.113.9"


def test_one_ipv6_visitor_has_a_whole_network() -> None:
    one, two = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")
    assert address_of(request("::1", one), PROXIES) == address_of(request("::1", two), PROXIES) == "2001:db8:1:2::/64"


@pytest.mark.parametrize("forwarded", [(), ("",), ("unknown",), ("127.0.0.1",)])
def test_our_own_machine_has_no_limits_because_nobody_knows_who_is_behind_it(forwarded: tuple[str, ...]) -> None:
    assert address_of(request("127.0.0.1", *forwarded), PROXIES) is None


# --- through the door ---------------------------------------------------------------------------------------------


async def test_too_many_new_conversations_get_a_kind_word_and_old_ones_go_on(browser: Browser) -> None:
    application(browser)[GATE]._sessions = Buckets(2, 0.001)
    visitor = {"X-Forwarded-For": "203.0.113.9"}
    opened = await session(browser)
    for expected in (200, 200, 429):
        async with browser.post("/api/session", headers=visitor) as response:
            assert response.status == expected
    async with browser.post("/api/session", headers=visitor) as response:
        assert (await response.json()) == {"error": "too_many", "text": NOTICES.remark("too_many")}
    async with browser.post("/api/session", json={"session": opened["session"]}, headers=visitor) as response:
        assert response.status == 200


async def test_the_limit_of_a_conversation_holds_over_all_its_tabs(browser: Browser) -> None:
    application(browser)[GATE]._conversation = Buckets(5, 0.001)  # two tabs and three messages
    opened, first = await opened_tab(browser)
    for number in range(3):
        await first.says(str(number), f"id-{number}")
        await first.next("received")
    second = await browser.ws_connect("/ws", protocols=carrying(opened["session"]))
    await second.send_json({"type": "message", "id": "vier", "text": "4"})
    assert (await second.receive_json())["code"] == "too_fast"
    _, other = await opened_tab(browser)
    await other.says("hoi")
    assert (await other.next("message"))["text"] == "antwoord op hoi"


async def test_opening_lines_and_taking_data_along_count_too(browser: Browser) -> None:
    opened, _ = await opened_tab(browser)
    headers = {"Authorization": f"Bearer {opened['session']}"}
    for method, path in ((browser.post, "/api/line"), (browser.get, "/api/own-data")):
        application(browser)[GATE]._conversation = Buckets(1, 0.001)
        for expected in (200, 429):
            async with method(path, headers=headers) as response:
                assert response.status == expected


async def test_opening_a_socket_counts_as_a_message(browser: Browser) -> None:
    opened, _ = await opened_tab(browser)
    application(browser)[GATE]._conversation = Buckets(1, 0.001)
    await tab(browser, opened)
    with pytest.raises(WSServerHandshakeError) as refused:
        await tab(browser, opened)
    assert refused.value.status == 429


async def test_the_first_replay_of_a_line_is_free_and_who_asks_for_it_on_and_on_is_let_go(browser: Browser) -> None:
    opened, _ = await opened_tab(browser)
    one = await tab(browser, opened)
    application(browser)[GATE]._conversation = Buckets(2, 0.001)
    for _ in range(3):
        assert len(await one.hello()) == 1
    await one.send(type="hello", after=0)
    async with asyncio.timeout(WAIT):
        while (await one.socket.receive()).type is not WSMsgType.CLOSE:
            pass
    assert one.socket.closed


async def test_an_acknowledgement_is_stored_only_when_it_is_news(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, db: Database
) -> None:
    stored: list[int] = []
    acknowledge = conversations.acknowledge

    def counted(db: Database, conversation_id: str, seq: int, now: datetime) -> None:
        stored.append(seq)
        acknowledge(db, conversation_id, seq, now)

    monkeypatch.setattr(conversations, "acknowledge", counted)
    opened, one = await opened_tab(browser)
    for seq in (1, 1, 0, 2, 99, 2**31 - 1):
        await one.send(type="ack", seq=seq)
    await one.says("hoi")
    await one.next("message")
    await one.send(type="ack", seq=2)
    await until(lambda: conversations.acknowledged_seq(db, opened["conversation"]) == 2)
    assert stored == [1, 2]
    other = await tab(browser, opened)
    await other.hello(99)  # a number that was never given is not taken for one because it was asked for
    for seq in (99, 3, 2):
        await other.send(type="ack", seq=seq)
    await until(lambda: stored == [1, 2, 2])


async def test_a_body_that_is_too_large_is_refused_without_saying_more(browser: Browser) -> None:
    async with browser.post("/api/session", data=b"a" * 200_000) as response:
        assert response.status == 413
        assert (await response.json()) == {"error": "too_large", "text": NOTICES.remark("too_large")}


@pytest.mark.parametrize("body", ["[" * 30_000, '{"session": ' + "9" * 5000 + "}", '{"a":' * 9000])
async def test_a_body_that_is_made_to_break_something_is_refused(browser: Browser, body: str) -> None:
    async with browser.post("/api/session", data=body, headers={"Content-Type": "application/json"}) as response:
        assert response.status == 401
        assert (await response.json()) == {"error": "session_invalid", "text": NOTICES.remark("session_invalid")}
