"""A stand-in for Meta: the Graph server that takes our messages and complains, and the sender of signed webhooks.

Its rules are written from Meta's documentation, not from our code: the numbers stand here once more on purpose.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

WAIT = 60.0
"""Seconds a test waits for something that must happen."""
DAY = 24 * 60 * 60

PHONE_NUMBER_ID = "106540352242922"
ACCESS_TOKEN = "EAAG-access-token-of-the-tests"
APP_SECRET = "app-secret-of-the-tests"
VERIFY_TOKEN = "verify-token-of-the-tests"
TEMPLATES = {"er_is_een_antwoord": 0, "herinnering": 1}
"""Approved templates and how many parameters their bodies have."""

Payload = dict[str, Any]


class Meta:
    """Start it, point the gateway at `url`, and `webhook` gives what it would send."""

    def __init__(self) -> None:
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sent: list[Payload] = []
        self.signs: list[Payload] = []
        self.complaints: list[str] = []
        self.trouble: list[tuple[int, Any]] = []
        """What the next messages are answered with instead: status, and error code or a whole body."""
        self.wrote: dict[str, float] = {}
        """When people last wrote, in seconds since 1970."""
        self._server: TestServer | None = None
        self._news = asyncio.Condition()

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/{version}/{number}/messages", self._messages)
        self._server = TestServer(app, port=self.port)
        await self._server.start_server(shutdown_timeout=0.1)

    async def stop(self) -> None:
        if self._server is not None:
            await self._server.close()
            self._server = None

    @property
    def names(self) -> list[str]:
        """The ids of what was taken, in order."""
        return [f"wamid.out.{number}" for number in range(1, len(self.sent) + 1)]

    @property
    def texts(self) -> list[str]:
        """What people read, in order."""
        return [text_of(payload) for payload in self.sent]

    def read_by(self, address: str) -> list[str]:
        """What one person reads, in order."""
        return [text_of(payload) for payload in self.sent if address in (payload.get("to"), payload.get("recipient"))]

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(WAIT), self._news:
            await self._news.wait_for(happened)

    async def got(self, *texts: str) -> None:
        """Wait until exactly this was sent."""
        with suppress(TimeoutError):  # the comparison below says more
            await self.until(lambda: len(self.texts) >= len(texts))
        assert self.texts == list(texts)

    async def _messages(self, request: web.Request) -> web.Response:
        body = await request.json()
        found = complaints_about(request.match_info["version"], request.match_info["number"], body)
        self.complaints += [f"{complaint}: {json.dumps(body)[:300]}" for complaint in found]
        async with self._news:
            response = self._answer(request, body)
            self._news.notify_all()
        return response

    def _answer(self, request: web.Request, body: Payload) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {ACCESS_TOKEN}":
            return error(401, 190)
        if "status" in body:
            self.signs.append(body)
            return web.json_response({"success": True})
        if self.trouble:
            return error(*self.trouble.pop(0))
        to = body.get("to") or body.get("recipient", "")
        if body["type"] != "template" and time.time() - self.wrote.get(to, 0) > DAY:
            return error(400, 131047)
        self.sent.append(body)
        key = "wa_id" if "to" in body else "user_id"
        answer = {"messaging_product": "whatsapp", "contacts": [{"input": to, key: to}]}
        return web.json_response({**answer, "messages": [{"id": self.names[-1]}]})


def text_of(payload: Payload) -> str:
    """What a person reads of a message, without its choices."""
    if payload["type"] == "template":
        return str(payload["template"]["name"])
    body = payload["text"]["body"] if payload["type"] == "text" else payload["interactive"]["body"]["text"]
    return str(body)


def choices_of(payload: Payload) -> list[tuple[str, str]]:
    """(id, what is read) of each button or row."""
    action = payload["interactive"]["action"]
    if "buttons" in action:
        return [(button["reply"]["id"], button["reply"]["title"]) for button in action["buttons"]]
    rows = [row for section in action["sections"] for row in section["rows"]]
    return [(row["id"], " ".join(filter(None, (row["title"], row.get("description"))))) for row in rows]


def error(status: int, code: Any) -> web.Response:
    """A refusal as the Graph API writes it; a body that is no number goes as it is."""
    if not isinstance(code, int):
        return web.Response(status=status, text=str(code))
    told = {"message": f"(#{code}) refused", "type": "OAuthException", "code": code, "fbtrace_id": "A1b2C3"}
    details = {"messaging_product": "whatsapp", "details": "refused"}
    return web.json_response({"error": {**told, "error_data": details}}, status=status)


def complaints_about(version: str, number: str, body: Payload) -> Iterator[str]:
    """Everything in a request that the documentation forbids."""
    if not re.fullmatch(r"v\d+\.\d+", version):
        yield "no version in the address"
    if number != PHONE_NUMBER_ID:
        yield "another phone number id"
    if body.get("messaging_product") != "whatsapp":
        yield "messaging_product is missing"
    if "status" in body:
        yield from _sign(body)
        return
    if body.get("recipient_type") != "individual" or ("to" in body) == ("recipient" in body):
        yield "to whom is not clear"
    if "to" in body and not re.fullmatch(r"\d{8,15}", body["to"]):
        yield "to is no telephone number"
    kind = body.get("type")
    if extra := set(body) - {"messaging_product", "recipient_type", "to", "recipient", "type", kind}:
        yield f"unknown fields {extra}"
    yield from {"text": _text, "interactive": _interactive, "template": _template}[str(kind)](body[str(kind)])


def _sign(body: Payload) -> Iterator[str]:
    if set(body) - {"typing_indicator"} != {"messaging_product", "status", "message_id"} or body["status"] != "read":
        yield "not a sign of reading"
    if body.get("typing_indicator", {"type": "text"}) != {"type": "text"}:
        yield "not a typing indicator"


def _text(text: Payload) -> Iterator[str]:
    yield from _within(text["body"], 4096, "text body")
    if text.get("preview_url") is not False:
        yield "a link preview"


def _interactive(interactive: Payload) -> Iterator[str]:
    yield from _within(interactive["body"]["text"], 1024, "interactive body")
    action = interactive["action"]
    if interactive["type"] == "button":
        yield from _buttons(action["buttons"])
    elif interactive["type"] == "list":
        yield from _within(action["button"], 20, "list button")
        rows = [row for section in action["sections"] for row in section["rows"]]
        yield from _rows(rows)
        if len(action["sections"]) > 1 and not all(section.get("title") for section in action["sections"]):
            yield "sections without a title"
    else:
        yield f"interactive type {interactive['type']}"


def _buttons(buttons: list[Payload]) -> Iterator[str]:
    if not 1 <= len(buttons) <= 3:
        yield "not 1 to 3 buttons"
    for button in buttons:
        yield from _within(button["reply"]["title"], 20, "button title")
        yield from _within(button["reply"]["id"], 256, "button id")
    yield from _unique([button["reply"]["title"] for button in buttons], "button titles")
    yield from _unique([button["reply"]["id"] for button in buttons], "button ids")


def _rows(rows: list[Payload]) -> Iterator[str]:
    if not 1 <= len(rows) <= 10:
        yield "not 1 to 10 rows"
    for row in rows:
        yield from _within(row["title"], 24, "row title")
        yield from _within(row["id"], 200, "row id")
        if "description" in row:
            yield from _within(row["description"], 72, "row description")
    yield from _unique([row["id"] for row in rows], "row ids")


def _template(template: Payload) -> Iterator[str]:
    if not re.fullmatch(r"[a-z]{2}(_[A-Z]{2})?", template["language"]["code"]):
        yield "template language"
    if template["name"] not in TEMPLATES:
        yield "a template that was never approved"
        return
    parameters = [given for part in template.get("components", []) for given in part["parameters"]]
    if len(parameters) != TEMPLATES[template["name"]]:
        yield "not as many parameters as the template has"
    for given in parameters:
        yield from _within(given["text"], 1024, "template parameter")
        if re.search(r"[\n\t]| {5,}", given["text"]):
            yield "a template parameter with line breaks"


def _within(text: Any, limit: int, what: str) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{what} is empty"
    elif len(text.encode("utf-16-le")) // 2 > limit:
        yield f"{what} is longer than {limit}"


def _unique(texts: list[str], what: str) -> Iterator[str]:
    if len(set(texts)) < len(texts):
        yield f"{what} are not unique"


def webhook(*, number: str = PHONE_NUMBER_ID, messages: list[Payload] | None = None, **more: Any) -> Payload:
    """One webhook; `more` are other lists in its value, such as statuses."""
    value: Payload = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": number}, **more}
    if messages is not None:
        value["messages"] = messages
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change(value)]}]}


def change(value: Payload) -> Payload:
    """One change of the field we listen to."""
    return {"field": "messages", "value": value}


def signature(body: bytes, secret: str = APP_SECRET) -> dict[str, str]:
    """The header with which Meta signs these bytes."""
    return {"X-Hub-Signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}
