"""The real gateway in a process of its own, to be stopped or killed."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession

from tests.connectors.fakes import WAIT, FakeRasa

PROJECT = Path(__file__).parents[2]


async def start_process(folder: Path, rasa: FakeRasa, stderr: int | None = None, **settings: Any) -> Process:
    """A gateway with these settings; its database is in the folder unless they name another."""
    chosen = {"rasa_url": rasa.url, "guidance_url": f"sqlite:///{folder / 'guidance.db'}", **settings}
    environment = {f"BIJSTUREN_{name.upper()}": str(value) for name, value in chosen.items()}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "connectors.gateway"),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        stderr=stderr,
    )


async def healthy(url: str, seconds: float = WAIT) -> None:
    """Wait until this gateway can store messages."""
    async with asyncio.timeout(seconds), ClientSession() as session:
        while True:
            with suppress(OSError, ClientError):
                async with session.get(f"{url}/health") as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.05)
