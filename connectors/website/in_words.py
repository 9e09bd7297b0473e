"""A card as lines of text, for clients that know no cards."""

from __future__ import annotations

from typing import Any


def card_in_words(card: dict[str, Any]) -> str:
    """The rows, or the items of its list or lists, one a line; a title above them."""
    rows = [f"{row['label']}: {row['text']}" for row in card.get("rows", ())]
    items = [line for one in card.get("lists") or [card] for line in _items(one)]
    title = [card["title"]] if card.get("title") and not items else []
    return "\n".join([*title, *rows, *items])


def _items(one: dict[str, Any]) -> list[str]:
    said = [(item.get("name") or item.get("title"), item.get("text")) for item in one.get("items") or ()]
    lines = ["- " + ". ".join(part for part in parts if part) for parts in said]
    return [one["title"], *lines] if one.get("title") and lines else lines
