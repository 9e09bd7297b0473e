"""A message as plain messengers can show it: texts that fit, and choices that are never cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from connectors.cards import card_lines
from guidance.conversations import Outgoing, TokenButton

INDENT = "  "
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def whole_text(message: Outgoing) -> str:
    """Text and cards of a message as one text; empty when it has neither."""
    return in_words(message.text, message.cards)


def in_words(text: str, cards: Sequence[dict[str, Any]]) -> str:
    """A text and cards as one text."""
    told = ["\n".join(f"{INDENT * depth}• {line}" for depth, line in card_lines(card)) for card in cards]
    return "\n\n".join(part for part in (text, *told) if part)


def size(text: str) -> int:
    """Characters as messengers count them, in units of UTF-16: a sign outside the basic plane (most emoji) is two."""
    return len(text.encode("utf-16-le")) // 2


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most this `size`, broken between lines, else sentences, else words."""
    done: list[str] = []
    rest = text.strip()
    while size(rest) > limit:
        cut = _last_break(rest, _fitting(rest, limit))
        done.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*done, rest] if rest else done


def numbered(text: str, buttons: Sequence[TokenButton]) -> str:
    """The text with its choices as a numbered list; who types the number chooses."""
    choices = "\n".join(f"{number}. {button.title}" for number, button in enumerate(buttons, 1))
    return f"{text}\n\n{choices}" if text else choices


def chosen(typed: str, message: Outgoing | None) -> TokenButton | None:
    """The button of a numbered list that a typed number stands for."""
    plain = typed.strip().rstrip(".)")
    number = int(plain) if plain.isdecimal() and len(plain) <= 3 else 0
    buttons = message.buttons if message else ()
    return buttons[number - 1] if 0 < number <= len(buttons) else None


def _fitting(text: str, limit: int) -> int:
    """How many characters of the text have this size; no sign is cut in two."""
    return len(text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore"))


def _last_break(text: str, limit: int) -> int:
    window = text[: limit + 1]
    paragraph = window.rfind("\n")
    if paragraph > limit // 2:
        return paragraph
    sentences = [match.start() for match in _SENTENCE_END.finditer(window) if match.start()]
    if sentences:
        return sentences[-1]
    word = window.rfind(" ")
    return word if word > 0 else limit
