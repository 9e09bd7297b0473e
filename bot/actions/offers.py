"""What more there is beside a short answer, as buttons (bot/data/help.yml)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions.wording import word_table

MORE = "more"  # what a button says in `about` to get the next of a list


def buttons(names: Sequence[str]) -> list[dict[str, str]]:
    """The buttons of these names."""
    shown = [word_table("help")["more"][name] for name in names]
    return [{"title": each["title"], "payload": each["payload"]} for each in shown]


def of_need(need: str) -> list[str]:
    """The names of what may be asked on after the help for a need."""
    return list(word_table("help")["needs"].get(need, ()))


def payload(name: str) -> str:
    """What the button of this name sends."""
    return str(word_table("help")["more"][name]["payload"])


def typed(said: str) -> str | None:
    """The name of the button whose title, or nearly, stands in what was typed: "wat zijn mijn rechten"."""
    known = word_table("help")["more"].items()
    return next((name for name, each in known if "typed" in each and re.search(each["typed"], said)), None)
