"""Whatever the bot puts on a card is told everywhere, also where there are no cards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from connectors.cards import card_lines
from connectors.rendering import whole_text
from connectors.telegram.sending import TelegramSender
from connectors.terminal.screen import shown
from connectors.website import frames
from connectors.website.uttered import events
from connectors.whatsapp import payloads
from connectors.whatsapp.settings import WhatsAppSettings
from guidance.conversations import Outgoing

ROOT = Path(__file__).parents[2]
ITEM = ("name", "text", "detail", "more", "open", "source", "url", "checked")
ROW = ("label", "text")
AROUND = {"type", "title", "payload", "lists", "items", "rows"}
"""What holds a card together, and buttons."""
CARD = {
    "type": "budgets",
    "title": "WOORD-title",
    "rows": [{key: f"WOORD-row-{key}" for key in ROW}],
    "lists": [{"title": "WOORD-list", "items": [{key: f"WOORD-{key}" for key in ITEM}]}],
}
WORDS = {*re.findall(r"WOORD[\w-]+", str(CARD))}


def keys_on_cards() -> Iterator[str]:
    """Every key that stands beside a known one, in the modules of the bot that make a card."""
    for file in (ROOT / "bot" / "actions").glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        dicts = [
            {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
            for node in ast.walk(tree)
            if isinstance(node, ast.Dict)
        ]
        if any("type" in keys for keys in dicts):
            yield from (key for keys in dicts if keys & {*ITEM, *ROW, *AROUND} for key in keys)


def message(*cards: dict[str, Any]) -> Outgoing:
    return Outgoing(1, "bot", "", (), cards, "text", datetime.now(UTC))


def in_telegram(card: dict[str, Any]) -> str:
    return "\n".join(part.text for part in TelegramSender(None, None).parts(message(card)))  # type: ignore[arg-type]


def in_whatsapp(card: dict[str, Any]) -> str:
    return str([part.payload for part in payloads.parts(message(card), WhatsAppSettings(_env_file=None))])  # type: ignore[call-arg]


def in_socketio(card: dict[str, Any]) -> str:
    return str(events(frames.message(message(card))))


def in_terminal(card: dict[str, Any]) -> str:
    return shown(message(card))


def test_no_card_of_the_bot_holds_anything_that_is_not_told() -> None:
    keys = set(keys_on_cards())
    assert {*ITEM, *ROW} <= keys  # we read the right modules
    assert keys - {*ITEM, *ROW} <= AROUND


@pytest.mark.parametrize("told", [in_telegram, in_whatsapp, in_socketio, in_terminal])
def test_everything_on_a_card_is_told_in_every_channel_without_cards(told: Any) -> None:
    assert {*re.findall(r"WOORD[\w-]+", told(CARD))} == WORDS


def test_the_widget_knows_every_field_of_an_item() -> None:
    script = (ROOT / "connectors" / "website" / "widget" / "cards.js").read_text(encoding="utf-8")
    assert [field for field in ITEM if f"item.{field}" not in script] == []


def test_what_is_not_sure_and_where_it_comes_from_stand_below_the_fact() -> None:
    item = {"name": "SLIM", "text": "Geld.", "open": "Of je baas meedoet.", "source": "RVO", "url": "https://rvo.nl"}
    assert list(card_lines(item | {"checked": "gecontroleerd op 20 november 2026"})) == [
        (0, "SLIM: Geld."),
        (1, "Nog niet zeker: Of je baas meedoet."),
        (1, "Bron: RVO · https://rvo.nl · gecontroleerd op 20 november 2026"),
    ]


def test_a_source_that_says_it_all_is_not_said_twice() -> None:
    item = {
        "name": "Fonds",
        "source": "Fonds X",
        "url": "https://x.nl",
        "checked": "volgens Fonds X, kijk op https://x.nl",
    }
    assert whole_text(message(item)) == "• Fonds\n  • Bron: volgens Fonds X, kijk op https://x.nl"
