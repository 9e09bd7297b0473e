"""Plays a written conversation against the running assistant, through the terminal channel, as a person would."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Written:
    """A conversation from a file: its name says what the person does; turns say what is heard."""

    name: str
    turns: tuple[dict[str, Any], ...]


@dataclass
class Talk:
    """A conversation with the assistant over pipes. `heard` is every text so far."""

    environment: dict[str, str]
    heard: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    def __enter__(self) -> Talk:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "connectors.terminal", "--json"],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            self._read()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()

    def say(self, text: str) -> str:
        """Sends a line and returns all that came back, cards included, as one text."""
        assert self._process.stdin
        self._process.stdin.write(text + "\n")
        self._process.stdin.flush()
        return self._read()

    def press(self, title: str) -> str:
        """Presses the button whose title starts with `title` by typing its number."""
        for number, shown in enumerate(self.buttons, start=1):
            if shown.startswith(title):
                return self.say(str(number))
        raise AssertionError(f"no button {title!r} among {self.buttons}")

    def _read(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the terminal ended"
        messages = json.loads(line)["messages"]
        self.buttons = [title for message in messages for title in message["buttons"]]
        texts = [message["text"] for message in messages]
        self.heard += texts
        cards = [json.dumps(message["cards"], ensure_ascii=False) for message in messages if message["cards"]]
        return "\n".join([*texts, *cards, *self.buttons])


def written_in(path: Path) -> list[Written]:
    """The conversations of one file."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Written(entry["name"], tuple(entry["turns"])) for entry in table["conversations"]]


def play(written: Written, environment: dict[str, str]) -> Talk:
    """Plays all turns. Raises AssertionError naming the turn, what was expected and what was heard."""
    with Talk(environment) as talk:
        for number, turn in enumerate(written.turns, start=1):
            reply = talk.press(turn["presses"]) if "presses" in turn else talk.say(turn["person"])
            said = turn.get("presses") or turn["person"]
            for expected in turn.get("hears", ()):
                assert expected.lower() in reply.lower(), f"turn {number} ({said!r}): {expected!r} not in:\n{reply}"
            for unwanted in turn.get("never_hears", ()):
                assert unwanted.lower() not in reply.lower(), (
                    f"turn {number} ({said!r}): heard {unwanted!r} in:\n{reply}"
                )
    return talk
