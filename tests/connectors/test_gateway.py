"""The gateway as a whole: health, headers, errors, start and stop."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, WSMsgType, web
from aiohttp.test_utils import TestClient, make_mocked_request, unused_port

from connectors import metrics
from connectors.demonstration import WARNING, meets_people
from connectors.gateway import build_app
from connectors.notices import load_notices
from connectors.settings import Settings
from guidance import conversations
from guidance.database import Database
from tests.connectors.fakes import FakeRasa
from tests.connectors.processes import start_process
from tests.connectors.tabs import carrying, session

Browser = TestClient[web.Request, web.Application]
AiohttpClient = Callable[..., Awaitable[Browser]]


@pytest.fixture
async def browser(aiohttp_client: AiohttpClient, settings: Settings) -> Browser:
    return await aiohttp_client(build_app(settings))


async def start_gateway(folder: Path, rasa: FakeRasa, **settings: Any) -> asyncio.subprocess.Process:
    return await start_process(folder, rasa, stderr=asyncio.subprocess.PIPE, **settings)


async def ending(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    async with asyncio.timeout(30):
        _, err = await process.communicate()
    return process.returncode, err.decode()


async def test_health_tells_of_the_database_and_of_rasa(browser: Browser, rasa: FakeRasa) -> None:
    for there in ("up", "down"):
        async with browser.get("/health") as response:
            assert response.status == 200
            assert await response.json() == {"status": "ok", "database": "ok", "rasa": there}
        await rasa.stop()


@pytest.mark.parametrize(
    ("host", "public", "messengers", "warned"),
    [
        ("127.0.0.1", None, [], False),
        ("localhost", None, [], False),
        ("::1", None, [], False),
        ("0.0.0.0", None, [], True),
        ("192.0.2.4", None, [], True),
        ("127.0.0.1", "https://chat.example.nl", [], True),
        ("127.0.0.1", None, ["telegram"], True),
    ],
)
def test_a_demonstration_that_people_elsewhere_can_reach_is_warned_of(
    host: str, public: str | None, messengers: list[str], warned: bool
) -> None:
    assert meets_people(Settings(gateway_host=host, public_url=public, demo=True), messengers) == warned
    assert not meets_people(Settings(gateway_host=host, public_url=public, demo=False), messengers)


async def test_the_log_of_the_gateway_has_that_warning(
    aiohttp_client: AiohttpClient, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    await aiohttp_client(build_app(settings))
    assert WARNING not in caplog.text
    await aiohttp_client(build_app(settings.model_copy(update={"public_url": "https://chat.example.nl"})))
    assert WARNING in caplog.text


async def test_figures_are_for_this_machine_only_and_tell_nothing_about_anybody(browser: Browser) -> None:
    opened = await session(browser)
    line = await browser.ws_connect("/ws", protocols=carrying(opened["session"]))
    await line.send_json({"type": "hello", "after": 0})
    await line.send_json({"type": "message", "id": "geheim-1", "text": "ik heet Samira Geheim, 0612345678"})
    while "Geheim" not in str(frame := await line.receive_json()) or frame.get("sender") != "bot":
        pass
    async with browser.get("/metrics") as response:
        assert response.status == 200
        told = await response.text()
    assert 'bijsturen_turns_total{channel="website",outcome="answered"}' in told
    for secret in ("Geheim", "geheim", "0612345678", opened["conversation"], opened["session"], "127.0.0.1"):
        assert secret not in told
    about_us = {"channel", "outcome", "kind", "le"}
    about_python = {"implementation", "major", "minor", "patchlevel", "version", "generation"}
    assert set(re.findall(r'(\w+)="', told)) <= about_us | about_python


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
async def test_figures_are_not_shown_through_a_web_server_in_front(browser: Browser, header: str) -> None:
    async with browser.get("/metrics", headers={header: "192.0.2.4"}) as response:
        assert (response.status, await response.text()) == (404, "")


@pytest.mark.parametrize("remote", ["192.0.2.4", "10.0.0.5", "2001:db8::1", "::ffff:192.0.2.4"])
async def test_figures_are_not_shown_to_another_machine(remote: str) -> None:
    request = make_mocked_request("GET", "/metrics").clone(remote=remote)
    assert (await metrics.show(request)).status == 404


async def test_health_is_bad_when_the_database_is_gone(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(db: Database, conversation_id: str) -> bool:
        raise OSError("gone")

    monkeypatch.setattr(conversations, "exists", gone)
    async with browser.get("/health") as response:
        assert response.status == 503
        assert (await response.json())["database"] == "down"


async def test_the_demo_page_comes_with_strict_headers_and_needs_nothing_inline(browser: Browser) -> None:
    async with browser.get("/") as response:
        assert response.status == 200
        html = await response.text()
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Frame-Options"] == "DENY"
    assert "<style" not in html and " style=" not in html and " onclick=" not in html
    assert all("src=" in tag.split(">")[0] for tag in html.split("<script")[1:])


async def test_an_unexpected_error_is_one_sentence_and_no_words_in_the_log(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("mijn geheim")

    monkeypatch.setattr(conversations, "start", broken)
    async with browser.post("/api/session") as response:
        assert response.status == 500
        assert await response.text() == load_notices().remark("broken")
    assert "RuntimeError" in caplog.text and "geheim" not in caplog.text


async def test_a_port_in_use_is_one_clear_sentence(tmp_path: Path, rasa: FakeRasa) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, err = await ending(await start_gateway(tmp_path, rasa, gateway_port=port))
    assert code == 1
    assert err == (
        f"Port {port} on 127.0.0.1 is in use; stop what runs there or set BIJSTUREN_GATEWAY_PORT to another port.\n"
    )


@pytest.mark.parametrize(
    ("name", "value"), [("gateway_port", "x"), ("guidance_url", "nonsense"), ("guidance_url", "sqlite:////dev/null/x")]
)
async def test_a_setting_that_cannot_be_used_is_one_clear_sentence(
    tmp_path: Path, rasa: FakeRasa, name: str, value: str
) -> None:
    code, err = await ending(await start_gateway(tmp_path, rasa, **{name: value}))
    assert code == 1
    assert len(err.splitlines()) == 1, err


async def open_session(browser: ClientSession, address: str, **body: str) -> dict[str, str]:
    """Ask for a session until the gateway is there."""
    while True:
        try:
            async with browser.post(f"{address}/api/session", json=body) as response:
                return dict(await response.json())
        except OSError:
            await asyncio.sleep(0.1)


async def test_a_stop_closes_the_lines_and_ends_without_a_trace(tmp_path: Path, rasa: FakeRasa) -> None:
    port = unused_port()
    process = await start_gateway(tmp_path, rasa, gateway_port=port)
    address = f"http://127.0.0.1:{port}"
    async with asyncio.timeout(30), ClientSession() as browser:
        opened = await open_session(browser, address)
        line = await browser.ws_connect(f"{address}/ws", protocols=carrying(opened["session"]))
        await line.send_json({"type": "hello"})
        assert (await line.receive_json())["type"] == "history"
        process.send_signal(signal.SIGTERM)
        kinds = [message.type async for message in line]
        assert WSMsgType.ERROR not in kinds
        assert line.close_code == 1001
    code, err = await ending(process)
    assert code == 0
    assert "Traceback" not in err and opened["conversation"] not in err and opened["session"] not in err


async def test_a_gateway_that_is_killed_in_the_middle_of_a_turn_loses_nothing(tmp_path: Path, rasa: FakeRasa) -> None:
    port = unused_port()
    process = await start_gateway(tmp_path, rasa, gateway_port=port)
    address = f"http://127.0.0.1:{port}"
    async with asyncio.timeout(60), ClientSession() as browser:
        opened = await open_session(browser, address)
        line = await browser.ws_connect(f"{address}/ws", protocols=carrying(opened["session"]))
        rasa.delay = 0.5
        await line.send_json({"type": "message", "id": "een", "text": "hoi"})
        while (await line.receive_json())["type"] != "received":
            pass
        while not rasa.seen:
            await asyncio.sleep(0.01)
        process.kill()
        await process.communicate()
        process = await start_gateway(tmp_path, rasa, gateway_port=port)
        resumed = await open_session(browser, address, session=opened["session"])
        assert resumed["conversation"] == opened["conversation"]
        line = await browser.ws_connect(f"{address}/ws", protocols=carrying(resumed["session"]))
        await line.send_json({"type": "message", "id": "een", "text": "hoi"})  # the widget cannot know it arrived
        await line.send_json({"type": "message", "id": "twee", "text": "klaar"})
        await line.send_json({"type": "hello"})
        texts: list[str] = []
        while "antwoord op klaar" not in texts:
            frame = await line.receive_json()
            texts += [said["text"] for said in frame.get("messages", [frame]) if said.get("sender") == "bot"]
        assert texts == ["antwoord op hoi", "antwoord op klaar"]
    process.send_signal(signal.SIGTERM)
    assert (await ending(process))[0] == 0
