"""Reads sentences with their intent from Rasa's training files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "bot" / "data" / "nlu"
HELD_OUT = ROOT / "tests" / "bot" / "held_out"
DEVELOPMENT = ("first", "second", "third", "a")
TEST = "b"
OPENINGS = "openings"  # how people really begin: long, sideways, and often more than one need


class Sentence(NamedTuple):
    """What somebody typed and what was meant."""

    text: str
    intent: str


def read(path: Path) -> list[Sentence]:
    """All sentences of one file, or of every file in a folder."""
    files = sorted(path.rglob("*.yml")) if path.is_dir() else [path]
    return [sentence for file in files for sentence in _sentences(file)]


def held_out(name: str) -> list[Sentence]:
    """One of the sets that are never trained on."""
    return read(HELD_OUT / f"{name}.yml")


def normalised(text: str) -> str:
    """Letters and digits only, in lower case; a sentence of nothing but signs stays as it is."""
    plain = unicodedata.normalize("NFC", text.lower())
    bare = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in plain)
    return " ".join(bare.split()) or plain.strip()


def _sentences(file: Path) -> Iterator[Sentence]:
    for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
        for line in block["examples"].splitlines():
            if line.strip().startswith("- "):
                yield Sentence(line.strip()[2:].strip(), block["intent"])
