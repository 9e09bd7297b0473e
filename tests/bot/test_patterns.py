"""The patterns in the word tables are compiled once and not for every message."""

from __future__ import annotations

import re

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help


def test_the_same_talk_again_compiles_nothing(conversation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    to_help(Dialogue(conversation), "need_zwaar_gezondheid").says("ik ga de bedrijfsarts bellen")
    compiled: list[str] = []
    compile_one = re._compiler.compile  # type: ignore[attr-defined]

    def noted(pattern: str, flags: int) -> object:
        compiled.append(pattern)
        return compile_one(pattern, flags)

    monkeypatch.setattr(re._compiler, "compile", noted)  # type: ignore[attr-defined]
    to_help(Dialogue(conversation), "need_zwaar_gezondheid").says("ik ga de bedrijfsarts bellen")
    assert compiled == []
