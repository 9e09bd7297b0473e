"""Random conversations: beside a human the bot never speaks, every message reaches exactly one side, and the bot
goes on with the question it had left. The bot is a fake that asks one question after the other and minds its place.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from connectors.handover import load_handover
from connectors.lane import Timing
from connectors.messages import AFTER_HUMAN, WAITED, Incoming
from connectors.outlets import Outlets
from connectors.relay import Relay
from connectors.settings import Settings
from connectors.waiting_room import look
from guidance import conversations, custody, handoffs
from guidance.conversations import OutMessage
from guidance.custody import Holder
from guidance.errors import DeedRefused, Hushed
from tests.connectors.fakes import Listener
from tests.databases import new_database

ADVISERS = Holder("sam", "Sam"), Holder("kim", "Kim")
START = datetime(2026, 11, 23, 9, tzinfo=UTC)
TIMING = Timing(patience=5.0, timeout=10.0, first_wait=0.01, longest_wait=0.02)


@dataclass
class AskingRasa:
    """Asks "vraag 1", then "vraag 2" …; coming back it repeats the question that stands."""

    question: int = 0
    got: list[str] = field(default_factory=list)
    slow: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(
        self, conversation_id: str, text: str, timeout: float = 1.0, message_id: str = "", again: bool = False
    ) -> list[OutMessage]:
        self.got.append(text)
        if text == AFTER_HUMAN:
            return [OutMessage(f"terug bij vraag {self.question}")]
        if text == WAITED:
            return [OutMessage("momenten")]
        self.question += 1
        asked = self.question
        if text.startswith("traag"):
            await self.slow.wait()
        return [OutMessage(f"vraag {asked}")]

    async def is_up(self) -> bool:
        return True

    async def intent(self, text: str) -> str | None:
        return None


class World:
    """One person, two advisers, and a gateway that may be started anew at any moment."""

    def __init__(self, folder: Path) -> None:
        self.db = new_database(folder / "guidance.db")
        self.rasa = AskingRasa()
        self.now = START
        self.id = conversations.start(self.db, "test", self.now)
        self.sent: list[str] = []
        self.settings = Settings(wait_minutes=5, silent_minutes=5)
        self.begin()

    def begin(self) -> None:
        self.relay = Relay(self.db, self.rasa, Outlets(test=Listener()), timing=TIMING, clock=lambda: self.now)

    @property
    def state(self) -> str:
        return conversations.state(self.db, self.id)

    async def does(self, deed: str) -> None:
        self.now += timedelta(seconds=1)
        held = custody.holder_of(self.db, self.id)
        with suppress(DeedRefused, Hushed):  # cannot be done in this state: then nothing may have happened
            await getattr(self, deed)(held)

    async def settled(self) -> None:
        async with asyncio.timeout(60):
            await self.relay.settled(self.id)

    async def _says(self, text: str, wait: bool = True) -> None:
        text = f"{text} {len(self.sent)}"
        self.sent.append(text)
        await self.relay.submit(Incoming(self.id, f"{self.id}:{len(self.sent)}", "text", text))
        if wait:
            self.rasa.slow.set()
            await self.settled()

    async def say(self, held: Holder | None) -> None:
        await self._says("zeg")

    async def say_restart(self, held: Holder | None) -> None:
        await self._says("/restart")

    async def say_while_the_bot_thinks_long(self, held: Holder | None) -> None:
        self.rasa.slow.clear()
        await self._says("traag", wait=False)
        await asyncio.sleep(0.02)

    async def ask_for_a_human(self, held: Holder | None) -> None:
        handoffs.request(self.db, self.id, "asked", self.now)

    async def claim(self, held: Holder | None) -> None:
        notice = load_handover().told("claimed", "Sam")
        await self.relay.bring(self.id, custody.claim(self.db, self.id, ADVISERS[0], notice, self.now))

    async def claim_too(self, held: Holder | None) -> None:
        notice = load_handover().told("claimed", "Kim")
        await self.relay.bring(self.id, custody.claim(self.db, self.id, ADVISERS[1], notice, self.now))

    async def adviser_speaks(self, held: Holder | None) -> None:
        await self.relay.bring(self.id, custody.speak(self.db, self.id, held or ADVISERS[0], "ja", self.now))

    async def transfer(self, held: Holder | None) -> None:
        to = ADVISERS[held == ADVISERS[0]]
        notice = load_handover().told("transferred", to.name)
        custody.transfer(self.db, self.id, held or ADVISERS[0], to, notice, self.now)

    async def release(self, held: Holder | None) -> None:
        notice = load_handover().told("released", "Sam")
        who = held.account if held else custody.PERSON
        said = custody.release(self.db, self.id, who, AFTER_HUMAN, notice, self.now)
        self.rasa.slow.set()
        await self.relay.bring(self.id, said)
        await self.settled()
        last = conversations.history(self.db, self.id)[-1].text
        assert last == f"terug bij vraag {self.rasa.question}", last

    async def close(self, held: Holder | None) -> None:
        notice = load_handover().told("closed", "Sam")
        custody.close(self.db, self.id, held.account if held else "sam", "helped", notice, self.now)

    async def remind(self, held: Holder | None) -> None:
        """A reminder, a timer or a notice of ours, whatever its reason."""
        conversations.say(self.db, self.id, OutMessage("herinnering"), self.now)

    async def time_passes(self, held: Holder | None) -> None:
        self.now += timedelta(minutes=6)
        await look(self.db, self.settings, self.relay, self.now)
        self.rasa.slow.set()
        await self.settled()

    async def gateway_restarts(self, held: Holder | None) -> None:
        await self.relay.close()
        self.begin()
        self.rasa.slow.set()
        await self.relay.start()
        await self.settled()

    def check(self) -> None:
        changes = conversations.state_changes(self.db, self.id)
        spoken = conversations.history(self.db, self.id)
        # While a human had the word the bot said nothing (times are those of the deeds, one second apart).
        human_since = None
        stretches = []
        for change in changes:
            if change.after == "human" and human_since is None:
                human_since = change.at
            elif change.after != "human" and human_since is not None:
                stretches.append((human_since, change.at))
                human_since = None
        stretches += [(human_since, self.now + timedelta(days=1))] if human_since else []
        for line in spoken:
            if line.sender == "bot":
                assert not any(begin < line.at < end for begin, end in stretches), (line.text, stretches)
        # Every message was stored, and went to exactly one side.
        assert [line.text for line in spoken if line.sender == "person"] == self.sent
        assert conversations.oldest_unanswered(self.db, self.id) is None
        taken = conversations.taken_by(self.db, self.id)
        assert set(taken) == set(self.sent) and set(taken.values()) <= {"bot", "human"}
        said_to_bot = [text.lstrip("/") for text, by in taken.items() if by == "bot"]
        # Rasa may get a message again after a restart; the person hears one answer.
        heard = list(dict.fromkeys(text for text in self.rasa.got if not text.startswith("/")))
        assert [text for text in heard if text in said_to_bot] == said_to_bot
        # What the human got, the bot answered never; it may have been thinking about it when the human came.
        thinking = [text for text in heard if text not in said_to_bot]
        assert all(text.startswith("traag") for text in thinking), thinking


DEEDS = [
    name
    for name in vars(World)
    if not name.startswith("_") and name not in ("begin", "state", "does", "settled", "check")
]


async def live_through(deeds: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        for deed in deeds:
            await world.does(deed)
        world.rasa.slow.set()
        await world.settled()
        world.check()
        await world.relay.close()
        world.db.close()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(DEEDS), max_size=25))
@example(
    ["say", "ask_for_a_human", "say_while_the_bot_thinks_long", "claim", "say", "say_restart", "remind", "release"]
)
@example(["ask_for_a_human", "claim", "say", "gateway_restarts", "say", "time_passes", "release", "say"])
@example(
    ["ask_for_a_human", "time_passes", "claim", "claim_too", "transfer", "close", "say", "ask_for_a_human", "claim"]
)
def test_the_bot_is_silent_beside_a_human_loses_nothing_and_goes_on_where_it_was(deeds: list[str]) -> None:
    asyncio.run(live_through(deeds))
