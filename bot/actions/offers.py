"""What more there is beside a short answer, as buttons (bot/data/help.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import yaml

from bot.actions.wording import DATA

MORE = "more"  # what a button says in `about` to get the next of a list


def buttons(names: Sequence[str]) -> list[dict[str, str]]:
    """The buttons of these names."""
    return [dict(_table()["more"][name]) for name in names]


def of_need(need: str) -> list[str]:
    """The names of what may be asked on after the help for a need."""
    return list(_table()["needs"].get(need, ()))


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((DATA / "help.yml").read_text(encoding="utf-8"))
    return table
