"""The terminal as a process: lines go in, blocks come out."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from connectors.messages import MAX_TEXT, RESUME
from connectors.notices import load_notices
from connectors.terminal.screen import shown
from guidance import conversations, resume_codes
from guidance.conversations import Outgoing, TokenButton
from guidance.database import Database
from tests.connectors.fakes import FakeRasa

PROJECT = Path(__file__).parents[2]
NOTICES = load_notices()
CHOICE = [
    {"text": "Kies maar", "buttons": [{"title": "Ja", "payload": "/affirm"}, {"title": "Nee", "payload": "/deny"}]}
]


@dataclass
class Finished:
    """How a terminal ended."""

    code: int | None
    out: str
    err: str

    @property
    def blocks(self) -> list[str]:
        return self.out.removesuffix("\n\n").split("\n\n")

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Terminal:
    """Runs `python -m connectors.terminal` against the fake Rasa."""

    def __init__(self, folder: Path, rasa: FakeRasa) -> None:
        self._folder = folder
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "BIJSTUREN_RASA_URL": rasa.url,
            "BIJSTUREN_GUIDANCE_URL": f"sqlite:///{folder / 'guidance.db'}",
        }

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "connectors.terminal", *arguments),
            cwd=self._folder,
            env=self._environment,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
        )

    async def run(self, typed: str, *arguments: str) -> Finished:
        process = await self.start(*arguments)
        async with asyncio.timeout(30):
            out, err = await process.communicate(typed.encode())
        return Finished(process.returncode, out.decode(), err.decode())


@pytest.fixture
def terminal(tmp_path: Path, rasa: FakeRasa) -> Terminal:
    return Terminal(tmp_path, rasa)


async def test_the_opening_comes_first_and_then_a_block_for_each_line(terminal: Terminal, rasa: FakeRasa) -> None:
    rasa.replies["twee"] = [{"text": "eerste"}, {"text": "tweede"}]
    done = await terminal.run("een\ntwee\n")
    assert (done.code, done.err) == (0, "")
    assert done.blocks == ["antwoord op /greet", "antwoord op een", "eerste\ntweede"]


async def test_a_number_chooses_a_button_of_the_last_block(terminal: Terminal, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = CHOICE
    done = await terminal.run("hoi\n2\n2\n")
    assert done.blocks[1] == "Kies maar\n  [1] Ja\n  [2] Nee"
    assert rasa.texts == ["/greet", "hoi", "/deny", "2"]


async def test_a_number_that_is_no_choice_is_an_answer(terminal: Terminal, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = CHOICE
    await terminal.run("hoi\n45\n")
    assert rasa.texts == ["/greet", "hoi", "45"]


async def test_buttons_are_numbered_through_a_block_of_several_messages(terminal: Terminal, rasa: FakeRasa) -> None:
    rasa.replies["hoi"] = CHOICE + [{"text": "Of dit", "buttons": [{"title": "Stop", "payload": "/stop"}]}]
    done = await terminal.run("hoi\n3\n")
    assert done.blocks[1].endswith("Of dit\n  [3] Stop")
    assert rasa.texts[-1] == "/stop"


async def test_the_last_line_needs_no_end_of_line(terminal: Terminal, rasa: FakeRasa) -> None:
    assert (await terminal.run("hoi")).blocks[-1] == "antwoord op hoi"


async def test_json_gives_an_object_for_each_line(terminal: Terminal, rasa: FakeRasa) -> None:
    card = {"type": "plan", "rows": [{"label": "Stap", "text": "Bellen"}]}
    rasa.replies["hoi"] = [*CHOICE, {"custom": {"text": "Jouw plan", "cards": [card]}}]
    opening, answer, refused = (await terminal.run("hoi\n\n", "--json")).objects
    assert opening["input"] is None
    assert opening["messages"] == [{"text": "antwoord op /greet", "buttons": [], "cards": []}]
    assert answer == {
        "input": "hoi",
        "messages": [
            {"text": "Kies maar", "buttons": ["Ja", "Nee"], "cards": []},
            {"text": "Jouw plan", "buttons": [], "cards": [card]},
        ],
    }
    assert refused == {"input": "", "messages": [{"text": NOTICES.remark("empty"), "buttons": [], "cards": []}]}


async def test_json_is_there_at_once_for_a_program_that_waits_for_it(terminal: Terminal) -> None:
    process = await terminal.start("--json")
    assert process.stdin is not None and process.stdout is not None
    async with asyncio.timeout(30):
        await process.stdout.readline()
        for text in ("een", "twee"):
            process.stdin.write(f"{text}\n".encode())
            answer = json.loads(await process.stdout.readline())
            assert answer["messages"][0]["text"] == f"antwoord op {text}"
        process.stdin.close()
        assert await process.wait() == 0


async def test_a_conversation_can_be_continued_and_is_not_opened_again(terminal: Terminal, rasa: FakeRasa) -> None:
    (opening,) = (await terminal.run("", "--json")).objects
    done = await terminal.run("hoi\n", "--conversation", opening["conversation"])
    assert done.blocks == ["antwoord op hoi"]
    assert rasa.seen == [(opening["conversation"], "/greet"), (opening["conversation"], "hoi")]


async def test_a_conversation_nobody_knows_is_refused(terminal: Terminal) -> None:
    done = await terminal.run("hoi\n", "--conversation", "abc")
    assert (done.code, done.out) == (1, "")
    assert "--conversation" in done.err


async def test_without_an_assistant_there_is_one_sentence_that_says_what_to_do(
    terminal: Terminal, rasa: FakeRasa
) -> None:
    await rasa.stop()
    done = await terminal.run("hoi\n")
    assert (done.code, done.out) == (1, "")
    assert "make run" in done.err and len(done.err.splitlines()) == 1


async def test_a_text_that_is_too_long_is_explained_and_the_talk_goes_on(terminal: Terminal, rasa: FakeRasa) -> None:
    done = await terminal.run("a" * (MAX_TEXT + 1) + "\nhoi\n")
    assert done.blocks[1:] == [NOTICES.remark("too_long"), "antwoord op hoi"]


async def test_an_assistant_that_goes_away_and_comes_back_answers_after_all(terminal: Terminal, rasa: FakeRasa) -> None:
    process = await terminal.start()
    assert process.stdin is not None and process.stdout is not None
    async with asyncio.timeout(30):
        await process.stdout.readuntil(b"\n\n")
        await rasa.stop()
        process.stdin.write(b"hoi\n")
        notice = await process.stdout.readuntil(b"[1]")
        assert NOTICES.message("outage").text.split()[0] in notice.decode()
        await rasa.start()
        answer = await process.stdout.readuntil(b"\n\n")
        assert "antwoord op hoi" in answer.decode()
        process.stdin.close()
        assert await process.wait() == 0


def test_a_card_is_shown_as_indented_lines() -> None:
    budgets = {
        "type": "budgets",
        "lists": [
            {"title": "Lijkt te kunnen", "items": [{"name": "Scholing", "text": "tot 1000 euro", "url": "x.nl"}]}
        ],
    }
    plan = {"type": "plan", "rows": [{"label": "Stap", "text": "Bellen"}]}
    message = Outgoing(
        1,
        "bot",
        "Dit vond ik",
        (TokenButton("Meer", "t"),),
        (budgets, plan),
        "text",
        at=None,  # type: ignore[arg-type]
    )
    assert shown(message, 2).splitlines() == [
        "Dit vond ik",
        "  - Lijkt te kunnen",
        "    - Scholing: tot 1000 euro",
        "      - Bron: x.nl",
        "  - Stap: Bellen",
        "  [3] Meer",
    ]


def test_long_text_is_wrapped_and_its_paragraphs_stay_apart() -> None:
    message = Outgoing(1, "bot", "woord " * 40 + "\n\neinde", (), (), "text", at=None)  # type: ignore[arg-type]
    lines = shown(message).splitlines()
    assert max(map(len, lines)) <= 88 and len(lines) > 3
    assert lines[-2:] == ["", "einde"]


async def test_a_code_goes_on_with_the_conversation_it_belongs_to(
    terminal: Terminal, rasa: FakeRasa, tmp_path: Path
) -> None:
    first = await terminal.run("ik wil iets anders\n", "--json")
    old = first.objects[0]["conversation"]
    db = Database(f"sqlite:///{tmp_path / 'guidance.db'}")
    code = resume_codes.issue(db, old, datetime.now(UTC))
    done = await terminal.run(f"{code}\nhoi\n{code}\n", "--json")
    _, welcome, answer, refused = (entry["messages"][0]["text"] for entry in done.objects)
    assert (welcome, answer) == (f"antwoord op {RESUME}", "antwoord op hoi")
    assert refused == NOTICES.remark("code_unknown")
    assert rasa.seen[-1] == (old, "hoi")
    assert not conversations.exists(db, done.objects[0]["conversation"])
    db.close()
