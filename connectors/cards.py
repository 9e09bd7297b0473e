"""A card as lines of text: the one way in which every client that shows no cards tells what stands on them.

A card has `title` and either `rows` ({label, text}), `items`, or `lists` of {title, items}. An item has `name`, `text`,
`detail`, `more`, what is `open` (not sure yet), and where it comes from: `source`, `url`, `checked`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "data" / "cards.yaml"

NESTED = ("lists", "items", "rows")
HEADS = ("name", "title", "label")
DETAILS = ("text", "detail", "more")
ORIGIN = ("source", "url", "checked")


class CardWords(BaseModel):
    """What stands before a line that is not a fact itself; {text} is the line."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    open: str
    source: str


def card_lines(entry: dict[str, Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    """(depth, line) for a card or anything in it: head and details, what is open, the source, what stands below."""
    head = next((str(entry[key]) for key in HEADS if entry.get(key)), "")
    told = ": ".join(part for part in (head, " · ".join(_parts(entry, DETAILS))) if part)
    if told:
        yield depth, told
    below = depth + 1 if told else depth
    if entry.get("open"):
        yield below, _words().open.format(text=entry["open"])
    if origin := _parts(entry, ORIGIN):
        yield below, _words().source.format(text=" · ".join(origin))
    for key in NESTED:
        for nested in entry.get(key) or ():
            yield from card_lines(nested, below)


def _parts(entry: dict[str, Any], keys: Sequence[str]) -> list[str]:
    """What stands under these keys; what another of them says already is left out."""
    parts = [str(entry[key]) for key in keys if entry.get(key)]
    return [part for part in parts if not any(part in other and part != other for other in parts)]


@cache
def _words() -> CardWords:
    return CardWords.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
