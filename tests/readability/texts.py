"""Everything people read, text by text, with the file and the key it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.readability.rulebook import rules

ROOT = Path(__file__).parents[2]
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# A sentence ends at a mark with a space after it, so not inside "werkcentrum.nl" or "1.000".
SENTENCE = re.compile(r"[^.?!:;\n]+(?:[.?!:;](?!\s|$|[”\")])[^.?!:;\n]*)*[.?!:;]?")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NO_WORDS = re.compile(r"\{\w*\}|\S+\.(?:nl|eu|com)\S*")
IN_SCRIPT = re.compile(r"^\s*(\w+): \"([^\"]*)\"", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """One text. `group` is where it is read: "said" in the conversation, "fact" on a card."""

    group: str
    file: str
    key: str
    text: str

    @property
    def sentences(self) -> list[str]:
        """The sentences, trimmed."""
        found = (each.strip(' ()“”"') for each in SENTENCE.findall(self.text))
        return [sentence for sentence in found if WORD.search(sentence)]


def words(text: str) -> list[str]:
    """The words of a text, without places to fill in and addresses on the web."""
    return WORD.findall(NO_WORDS.sub(" ", text))


@cache
def texts() -> tuple[Text, ...]:
    """All texts that rules.yml names, in the order of the files."""
    return tuple(text for source in rules()["sources"] for text in _of_source(source))


def _of_source(source: dict[str, Any]) -> Iterator[Text]:
    for path in sorted(ROOT.glob(source["files"])):
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".js":
            found: Iterator[tuple[str, str]] = ((each[1], each[2]) for each in IN_SCRIPT.finditer(content))
        else:
            found = _below(yaml.load(content, yaml.CSafeLoader), source.get("only"), source.get("never", ()))
        for key, text in found:
            yield Text(source["group"], str(path.relative_to(ROOT)), key, text)


def _below(node: Any, only: list[str] | None, never: list[str], key: str = "") -> Iterator[tuple[str, str]]:
    """Yields (key, text) for every text under a key of `only` (under any key without it), except below `never`."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name not in never:
                here = None if only is None or name in only else only
                yield from _below(value, here, never, ".".join(filter(None, (key, node.get("id"), name))))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            named = isinstance(value, dict) and "id" in value
            yield from _below(value, only, never, key if named else f"{key}[{i}]")
    elif isinstance(node, str) and only is None and WORD.search(node):
        yield key, node
