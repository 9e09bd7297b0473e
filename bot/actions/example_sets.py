"""The example sets of a folder of bot/data, and the votes of their examples: read once in a process."""

from __future__ import annotations

from functools import cached_property
from threading import Lock, Thread
from typing import Any

import yaml

from bot.actions.example_votes import ExampleVotes
from bot.actions.sources import encoder
from bot.actions.wording import DATA, word_table


class ExampleSets:
    """Sets of examples by name, as they stand in the files, and as texts."""

    def __init__(self, folder: str) -> None:
        """`folder`: its name in bot/data. Nothing is read yet."""
        self._folder = DATA / folder
        self._reading = Lock()
        self._begins = Lock()  # held from the first time on

    @cached_property
    def entries(self) -> dict[str, dict[str, Any]]:
        """All sets, by name."""
        files = sorted(self._folder.glob("*.yml"))
        return {name: each for path in files for name, each in yaml.safe_load(path.read_text(encoding="utf-8")).items()}

    @cached_property
    def examples(self) -> dict[str, list[str]]:
        """The examples of each set."""
        sets = self.entries.items()
        return {name: [line.removeprefix("- ") for line in each["examples"].splitlines()] for name, each in sets}

    def votes(self) -> ExampleVotes:
        """Their votes; who asks while they are read waits for them, and does not read them once more."""
        with self._reading:
            return self._votes

    def get_ready(self) -> None:
        """Reads them in the background, once: nobody waits seconds for it with a message."""
        if self._begins.acquire(blocking=False):
            Thread(target=self.votes, daemon=True).start()

    @cached_property
    def _votes(self) -> ExampleVotes:
        return ExampleVotes(self.examples, word_table("question_words")["meant"], encoder())
