"""Which of "je" and "u" the person wants, and everything we say in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.actions.address import formal
from bot.actions.lexicon import formal_table

# What is no text of ours in a button or a card: what is sent back, where something stands, who says so.
NO_TEXT = ("type", "id", "payload", "url", "source")


class AsTyped(str):
    """What the person typed: said back letter for letter."""


def asked_for(words: str) -> bool | None:
    """True when the person says "u" to us or asks for it, False when they ask for "je", None when neither."""
    patterns, said = formal_table()["asked"], words.lower()
    for wish in ("formal", "informal"):
        if any(re.search(pattern, said) for pattern in patterns[wish]):
            return wish == "formal"
    for pattern in patterns["not_said"]:
        said = re.sub(pattern, " ", said)
    return True if re.search(patterns["says_u"], said) else None


def formally(said: Any) -> Any:
    """A text, or a button, card or list with all texts in it, with "u"; what is no text of ours stays as it is."""
    if isinstance(said, str):
        return said if isinstance(said, AsTyped) else formal(said)
    if isinstance(said, Mapping):
        return {key: each if key in NO_TEXT else formally(each) for key, each in said.items()}
    if isinstance(said, list | tuple):
        return [formally(each) for each in said]
    return said
