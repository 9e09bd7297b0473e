"""How messages look on a terminal: wrapped text, numbered buttons, cards as indented lines."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from connectors.cards import card_lines
from guidance.conversations import Outgoing, TokenButton

MAX_WIDTH = 88


def shown(message: Outgoing, buttons_before: int = 0) -> str:
    """One message; its buttons are numbered on from those shown before it in the same block."""
    width = min(MAX_WIDTH, shutil.get_terminal_size().columns)
    lines: list[str] = []
    for paragraph in message.text.splitlines():
        lines += textwrap.wrap(paragraph, width) or [""]
    for card in message.cards:
        lines += _wrapped(card_lines(card, 1), width)
    lines += [f"  [{number}] {button.title}" for number, button in enumerate(message.buttons, buttons_before + 1)]
    return "\n".join(lines)


def choice(typed: str, messages: Sequence[Outgoing]) -> TokenButton | None:
    """The button of the block that a typed number stands for."""
    buttons = [button for message in messages for button in message.buttons]
    number = int(typed) if typed.isdecimal() and len(typed) <= 3 else 0
    return buttons[number - 1] if 0 < number <= len(buttons) else None


def count_buttons(messages: Sequence[Outgoing]) -> int:
    """How many buttons these messages have."""
    return sum(len(message.buttons) for message in messages)


def as_json(messages: Sequence[Outgoing]) -> list[dict[str, Any]]:
    """The messages for a program: text, titles of buttons, cards."""
    return [
        {"text": message.text, "buttons": [button.title for button in message.buttons], "cards": list(message.cards)}
        for message in messages
    ]


def _wrapped(card: Iterator[tuple[int, str]], width: int) -> list[str]:
    lines: list[str] = []
    for depth, line in card:
        indent = "  " * depth
        lines += textwrap.wrap(line, width, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ")
    return lines
