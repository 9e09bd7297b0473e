"""The words by which a mask knows names and addresses, from guidance/data/names.yaml and masking.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "data"


class MaskWords(BaseModel):
    """Lower case; what each is for stands in the files. Tuples hold patterns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first_names: frozenset[str]
    also_words: frozenset[str]
    surnames: frozenset[str]
    no_names: frozenset[str]
    no_places: frozenset[str]
    no_streets: frozenset[str]
    no_postcodes: frozenset[str]
    months_short: frozenset[str]
    little_words: frozenset[str]
    kept: tuple[str, ...]
    tells_name: tuple[str, ...]
    shows_name: tuple[str, ...]
    before: tuple[str, ...]
    farewell: tuple[str, ...]
    months: tuple[str, ...]
    born: tuple[str, ...]
    particles: tuple[str, ...]
    particles_loose: tuple[str, ...]
    street_ends: tuple[str, ...]
    street_ends_sure: tuple[str, ...]
    at_home: tuple[str, ...]


@cache
def words() -> MaskWords:
    """The lists, read once."""
    lists: dict[str, list[str]] = {}
    for name in ("names.yaml", "masking.yaml"):
        lists |= yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return MaskWords.model_validate(lists)


def any_of(patterns: Iterable[str]) -> str:
    """One pattern for any of them, the longest first."""
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})"
