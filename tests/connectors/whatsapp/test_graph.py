"""The line to Meta tells apart what never left us and what may have been taken."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientTimeout, web
from aiohttp.test_utils import TestServer, unused_port
from pydantic import SecretStr

from connectors.errors import PerhapsTaken, SendError, SendLater
from connectors.whatsapp.graph import Graph
from connectors.whatsapp.settings import WhatsAppSettings


def graph(url: str) -> Graph:
    secret = SecretStr("x" * 16)
    settings = WhatsAppSettings(
        graph_url=url, phone_number_id="1", access_token=secret, app_secret=secret, verify_token=secret
    )
    return Graph(settings)


async def raised(line: Graph) -> SendError:
    async with line.opened():
        with pytest.raises(SendError) as error:
            await line.post({"to": "2"})
    return error.value


async def test_without_a_connection_nothing_left_us() -> None:
    error = await raised(graph(f"http://127.0.0.1:{unused_port()}"))
    assert (type(error), error.why) == (SendLater, "unreachable")


@pytest.mark.parametrize("trouble", ["hangs up", "says nothing"])
async def test_a_message_whose_answer_is_lost_may_have_been_taken(
    trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def take(request: web.Request) -> web.Response:
        await request.read()
        if trouble == "says nothing":
            await asyncio.sleep(60)
        assert request.transport
        request.transport.abort()
        return web.Response()

    monkeypatch.setattr("connectors.whatsapp.graph.TIMEOUT", ClientTimeout(total=0.5))
    app = web.Application()
    app.router.add_post("/{path:.*}", take)
    server = TestServer(app)
    await server.start_server(shutdown_timeout=0.1)
    error = await raised(graph(f"http://127.0.0.1:{server.port}"))
    assert (type(error), error.why) == (PerhapsTaken, "answer_lost")
    await server.close()
