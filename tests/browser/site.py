"""The gateway in a thread, with a Rasa that answers what a test wants; and a page of another site with the widget."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from pydantic import SecretStr

from connectors.core import DATABASE
from connectors.gateway import build_app
from connectors.settings import Settings
from guidance.database import Database
from tests.conftest import free_port
from tests.connectors.fakes import FakeRasa

T = TypeVar("T")
STRICT = "; ".join(
    (
        "default-src 'none'",
        "script-src {chat}",
        "style-src {chat}",
        "connect-src {chat} {socket}",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
TAG = '<script src="{chat}/widget.js" defer {data}></script>'
PAGE = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Partner</title>{tag}</head>'
    "<body>{body}</body></html>"
)


def a_tenant(folder: Path) -> Path:
    """The file of an organisation that can be called."""
    file = folder / "tenant.yaml"
    file.write_text(
        "{organisation: Voorbeeld, kind: vakbond, about: Wij zijn Voorbeeld., data_use: Wij lezen mee.,"
        " phone: 020 123 45 67, opening_hours: op werkdagen van 9 tot 17 uur}"
    )
    return file


class Site:
    """A gateway that can be stopped and started again on the same port, as after a restart."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        settings.setdefault("tenant_file", a_tenant(folder))
        self.port, self.partner_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.partner = f"http://127.0.0.1:{self.partner_port}"
        self.sockets = True
        self._folder = folder
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.rasa = self._do(self._make_rasa())
        self._partner = self._do(self._serve_partner())
        self._gateway: web.AppRunner | None = None
        self.start()

    def start(self) -> None:
        """Start the gateway."""
        self._gateway = self._do(self._serve_gateway())

    def stop(self) -> None:
        """Stop the gateway; what is stored stays."""
        if self._gateway is not None:
            self._do(self._gateway.cleanup())
            self._gateway = None

    def close(self) -> None:
        """Stop everything."""
        self.stop()
        self._do(self._partner.cleanup())
        self._do(self.rasa.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def app(self) -> web.Application:
        """The running gateway."""
        assert self._gateway is not None and isinstance(self._gateway.app, web.Application)
        return self._gateway.app

    @property
    def db(self) -> Database:
        """The database of the running gateway."""
        return self.app[DATABASE]

    def partner_page(self, body: str = "", data: str = "", csp: str = STRICT) -> str:
        """The address of a page of another site with one script tag; `csp` is its policy."""
        self._page = PAGE.format(tag=TAG.format(chat=self.url, data=data), body=body)
        self._csp = csp.format(chat=self.url, socket=self.url.replace("http", "ws"))
        return f"{self.partner}/"

    async def _make_rasa(self) -> FakeRasa:
        rasa = FakeRasa()
        await rasa.start()
        return rasa

    async def _serve_gateway(self) -> web.AppRunner:
        values: dict[str, Any] = {
            "rasa_url": self.rasa.url,
            "guidance_url": f"sqlite:///{self._folder / 'guidance.db'}",
            "secret_key": SecretStr("a secret of the tests only"),
            "allowed_origins": self.partner,
            **self._settings,
        }
        app = build_app(Settings(**values))
        app.middlewares.append(self._eat_upgrades)
        return await self._run(app, self.port)

    @web.middleware
    async def _eat_upgrades(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """As a web server in between that knows no WebSockets."""
        if request.path == "/ws" and not self.sockets:
            return web.Response(status=400)
        response: web.StreamResponse = await handler(request)
        return response

    async def _serve_partner(self) -> web.AppRunner:
        async def page(request: web.Request) -> web.Response:
            headers = {"Content-Security-Policy": self._csp}
            return web.Response(text=self._page, content_type="text/html", headers=headers)

        app = web.Application()
        app.router.add_get("/", page)
        return await self._run(app, self.partner_port)

    async def _run(self, app: web.Application, port: int) -> web.AppRunner:
        runner = web.AppRunner(app, shutdown_timeout=0.5, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return runner

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=20)
