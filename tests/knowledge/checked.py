"""The day on which the facts are in order: no check of a source lies ahead of it."""

from __future__ import annotations

import re
from functools import cache

from knowledge.loading import DATA_DIR

DAY_OF_CHECKING = re.compile(r"\b(?:retrieved|verified): (\d{4}-\d\d-\d\d)")


@cache
def newest_check() -> str:
    """The newest day in the facts on which somebody looked at a source, as YYYY-MM-DD."""
    files = DATA_DIR.rglob("*.yaml")
    return max(day for file in files for day in DAY_OF_CHECKING.findall(file.read_text(encoding="utf-8")))
