"""What more there is beside a short answer, as buttons (bot/data/help.yml)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.actions.wording import word_table

MORE = "more"  # what a button says in `about` to get the next of a list


def buttons(names: Sequence[str]) -> list[dict[str, str]]:
    """The buttons of these names."""
    return [dict(word_table("help")["more"][name]) for name in names]


def of_need(need: str) -> list[str]:
    """The names of what may be asked on after the help for a need."""
    return list(word_table("help")["needs"].get(need, ()))
