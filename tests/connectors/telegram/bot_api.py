"""Telegram as the tests have it: a Bot API server in Node (../telegram_api) and people who talk to it."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

FOLDER = Path(__file__).parents[1] / "telegram_api"
TOKEN = "123456:" + "A" * 35
BOT_ID = "123456"
WAIT = 60.0
"""Seconds a test waits for something that must happen."""


class BotApi:
    """The server, running. What was called is read back from it."""

    def __init__(self, session: ClientSession) -> None:
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._session = session
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        if not (FOLDER / "node_modules").exists() or not shutil.which("node"):
            pytest.fail("The stand-in for Telegram is not installed; run: sh operations/test_tools.sh")
        self._process = await asyncio.create_subprocess_exec(
            *("node", "server.js", str(self.port), TOKEN), cwd=FOLDER, stdout=asyncio.subprocess.PIPE
        )
        assert self._process.stdout
        async with asyncio.timeout(WAIT):
            assert await self._process.stdout.readline() == b"ready\n"

    async def stop(self) -> None:
        if self._process:
            self._process.kill()
            await self._process.communicate()
            self._process = None

    async def fail(self, method: str, status: int, description: str, times: int = 1, **parameters: Any) -> None:
        """The next `times` calls of this method are refused."""
        body = {"description": description, "parameters": parameters}
        await self.post("test/fail", {"method": method, "times": times, "status": status, "body": body})

    async def calls(self, method: str, chat: int | None = None) -> list[dict[str, Any]]:
        """What was called, in order, with JSON fields read."""
        async with self._session.get(f"{self.url}/test/calls") as response:
            called = await response.json()
        mine = (one for one in called if one["method"] == method)
        read = [{key: _read(key, value) for key, value in one.items()} for one in mine]
        return [one for one in read if chat is None or one.get("chat_id") == str(chat)]

    async def until(self, method: str, count: int, chat: int | None = None) -> list[dict[str, Any]]:
        """The calls, once there are this many."""
        return await self.when(method, lambda found: len(found) >= count, chat)

    async def when(
        self, method: str, happened: Callable[[list[dict[str, Any]]], bool], chat: int | None = None
    ) -> list[dict[str, Any]]:
        """The calls, once this is true of them."""
        found: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(WAIT):
                while not happened(found := await self.calls(method, chat)):
                    await asyncio.sleep(0.02)
        except TimeoutError:
            pytest.fail(f"waited in vain for {method}; so far {found}")
        return found

    async def post(self, path: str, body: Mapping[str, Any]) -> None:
        async with self._session.post(f"{self.url}/{path}", json=body) as response:
            assert response.status == 200


class Person:
    """Somebody with Telegram on their phone."""

    def __init__(self, api: BotApi, chat: int) -> None:
        self._api = api
        self.chat = chat

    async def says(self, text: str) -> None:
        await self.sends(text=text)

    async def sends(self, **content: Any) -> None:
        """A message with anything in it."""
        await self._api.post("sendMessage", {**self._place(), **content})

    async def taps(self, label: str, shown: bool = True) -> None:
        """The newest button with this label; not `shown`: so old that Telegram tells nothing of its message."""
        for sent in reversed(await self._api.calls("sendMessage", self.chat)):
            markup = sent.get("reply_markup")
            rows = markup["inline_keyboard"] if markup else []
            for button in (button for row in rows for button in row):
                if button["text"] == label:
                    told = {"text": sent["text"], "reply_markup": markup} if shown else {"date": 0}
                    message = {**self._place(), "message_id": sent["message_id"], **told}
                    tapped = {**self._place(), "message": message, "data": button["callback_data"]}
                    await self._api.post("sendCallback", tapped)
                    return
        pytest.fail(f"there is no button {label!r}")

    async def hears(self, count: int) -> list[str]:
        """The first `count` texts, once they are there."""
        return [sent["text"] for sent in await self._api.until("sendMessage", count, self.chat)]

    def _place(self) -> dict[str, Any]:
        person = {"id": self.chat, "is_bot": False, "first_name": "Sam"}
        return {"botToken": TOKEN, "date": 1, "from": person, "chat": {"id": self.chat, "type": "private"}}


def _read(key: str, value: Any) -> Any:
    return (
        json.loads(value) if key in ("reply_markup", "link_preview_options", "commands", "allowed_updates") else value
    )
