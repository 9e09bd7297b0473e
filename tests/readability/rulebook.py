"""The rules as data (rules.yml): limits, words that are refused, words that are explained, and where texts stand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def rules() -> dict[str, Any]:
    """The whole rulebook, read once."""
    table: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "rules.yml").read_text(encoding="utf-8"))
    return table


@cache
def known_words() -> frozenset[str]:
    """Words that may be rare: names, and what is explained, in lower case."""
    return frozenset(word.lower() for each in rules()["allowed_words"] for word in each["words"].split())
