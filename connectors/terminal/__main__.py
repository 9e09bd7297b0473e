"""Talk to the assistant: python -m connectors.terminal [--json] [--conversation ID] [< messages.txt]."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from connectors.contact import reach_of
from connectors.errors import ConnectorError, MessageRefused, RasaUnavailable
from connectors.lane import Timing
from connectors.notices import Notices, load_notices
from connectors.outlets import Outlets
from connectors.rasa_client import open_rasa
from connectors.relay import Relay
from connectors.settings import Settings, load_settings
from connectors.terminal.conversation import Block, Conversation
from connectors.terminal.screen import as_json, count_buttons, shown
from guidance import conversations
from guidance.conversations import Outgoing
from guidance.database import Database
from guidance.errors import ConversationUnknown, GuidanceError

CHANNEL = "terminal"


class Page:
    """Standard output as text: every message as it comes, an empty line after each block."""

    def __init__(self, notices: Notices) -> None:
        """Prompts only when a person types."""
        self._terminal = notices.terminal
        self._typed = sys.stdin.isatty()

    def prompt(self) -> None:
        """Ask for a line."""
        if self._typed:
            print(self._terminal.prompt, end="", flush=True)

    def show(self, message: Outgoing, before: Sequence[Outgoing]) -> None:
        """A message, after those that came before it in its block."""
        print(shown(message, count_buttons(before)), flush=True)

    def opened(self, conversation_id: str, messages: Sequence[Outgoing]) -> None:
        """The opening is complete."""
        if messages:
            print(flush=True)

    def answered(self, line: str, messages: Sequence[Outgoing]) -> None:
        """The answer to a line is complete."""
        print(flush=True)

    def refused(self, line: str, remark: str) -> None:
        """A line was not taken, and why."""
        print(f"{remark}\n", flush=True)

    def goodbye(self, conversation_id: str) -> None:
        """After the last line."""
        if self._typed:
            print(f"\n{self._terminal.goodbye} {self._terminal.resume.format(conversation=conversation_id)}")


class JsonPage(Page):
    """Standard output for a program: an object per line of input, and a first one with the opening (input null)."""

    def prompt(self) -> None:
        """A program needs no prompt."""

    def show(self, message: Outgoing, before: Sequence[Outgoing]) -> None:
        """Shown with its whole block."""

    def opened(self, conversation_id: str, messages: Sequence[Outgoing]) -> None:
        """The opening, with the id under which the conversation is kept."""
        self._print({"input": None, "conversation": conversation_id, "messages": as_json(messages)})

    def answered(self, line: str, messages: Sequence[Outgoing]) -> None:
        """The answer to a line."""
        self._print({"input": line, "messages": as_json(messages)})

    def refused(self, line: str, remark: str) -> None:
        """The reason stands where the answer would."""
        self._print({"input": line, "messages": [{"text": remark, "buttons": [], "cards": []}]})

    def goodbye(self, conversation_id: str) -> None:
        """A program needs no goodbye."""

    def _print(self, entry: dict[str, object]) -> None:
        print(json.dumps(entry, ensure_ascii=False), flush=True)


async def talk(settings: Settings, notices: Notices, page: Page, conversation_id: str | None) -> None:
    """One conversation until the input ends. Raises ConnectorError or GuidanceError with a clear sentence."""
    async with _database(settings) as db, open_rasa(settings.rasa_url) as rasa:
        if not await rasa.is_up(settings.rasa_patience):
            raise RasaUnavailable(
                f"The assistant does not answer at {settings.rasa_url}: start the assistant first with: make run"
            )
        conversation_id = await asyncio.to_thread(_known, db, conversation_id)
        block = Block(page.show)
        timing = Timing(patience=settings.rasa_patience, timeout=settings.rasa_timeout)
        relay = Relay(
            db, rasa, Outlets(**{CHANNEL: block}), timing=timing, notices=notices, reach=reach_of(settings.tenant_file)
        )
        conversation = Conversation(db, relay, block, conversation_id)
        try:
            page.opened(conversation_id, await conversation.open())
            page.prompt()
            async for line in _lines():
                try:
                    page.answered(line, await conversation.say(line))
                except MessageRefused as refusal:
                    page.refused(line, notices.remark(refusal.reason))
                page.prompt()
            page.goodbye(conversation.id)
        finally:
            await relay.close()


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    db = Database(settings.guidance_url)
    try:
        await asyncio.to_thread(db.create_tables)
        yield db
    finally:
        db.close()


def _known(db: Database, conversation_id: str | None) -> str:
    if conversation_id is None:
        return conversations.start(db, CHANNEL, datetime.now(UTC))
    if not conversations.exists(db, conversation_id):
        raise ConversationUnknown("There is no such conversation; leave --conversation out to start one.")
    return conversation_id


async def _lines() -> AsyncIterator[str]:
    """Lines of standard input. Read by a thread that dies with the process, so that Ctrl-C never waits for Enter."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        while line := sys.stdin.readline():
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    while line := await lines.get():
        yield line.removesuffix("\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; 1 with one sentence on standard error when the assistant cannot be talked to."""
    parser = argparse.ArgumentParser(prog="python -m connectors.terminal", description="Talk to the assistant.")
    parser.add_argument("--json", action="store_true", help="one JSON object per line of input")
    parser.add_argument("--conversation", metavar="ID", help="go on with an earlier conversation")
    chosen = parser.parse_args(arguments)
    notices = load_notices()
    page = (JsonPage if chosen.json else Page)(notices)
    try:
        asyncio.run(talk(load_settings(), notices, page, chosen.conversation))
    except (ConnectorError, GuidanceError) as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
