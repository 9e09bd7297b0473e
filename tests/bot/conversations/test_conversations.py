"""Every written conversation goes as it is written, and nothing is said twice in the same words within ten turns."""

from pathlib import Path

import pytest

from tests.bot.conversations.player import Written, play, written_in
from tests.conftest import Stack

WRITTEN = [
    pytest.param(written, id=f"{path.stem.removeprefix('test_')}: {written.name}")
    for path in sorted(Path(__file__).parent.glob("test_*.yml"))
    for written in written_in(path)
]


@pytest.mark.parametrize("written", WRITTEN)
def test_conversation(written: Written, stack: Stack) -> None:
    talk = play(written, stack.environment)
    assert "computer, geen mens" in talk.heard[0]
    long = [text for text in talk.heard if len(text.split()) > 4]
    repeated = {text for text in long if long.count(text) > 1}
    assert not repeated, f"said twice in the same words: {repeated}"
