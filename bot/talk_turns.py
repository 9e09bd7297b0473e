"""The labelled turns of bot/data/talk_turns: what people said at a moment of a talk, and the move it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

ANY = "any"  # in the place of a moment: read for its words, wherever it was said
TURNS = Path(__file__).parent / "data" / "talk_turns"


def talk_turns(folder: Path = TURNS) -> Iterator[tuple[str, str, str]]:
    """Yields moment (bot/data/moments.yml), text and the main move it makes."""
    for path in sorted(folder.glob("*.yml")):
        for moment, by_move in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for move, lines in by_move.items():
                yield from ((moment, line, move) for line in lines)
