"""What the bot said as `bot_uttered` events of Rasa's socket.io protocol."""

from __future__ import annotations

from typing import Any

from connectors.rendering import in_words
from connectors.website.hub import Frame

BUTTON = "knop:"
"""Stands before the token in a button's payload: it is sent back as if it were typed."""


def events(frame: Frame) -> list[dict[str, Any]]:
    """The frame as `bot_uttered` events; what the protocol has no word for is left out."""
    if frame["type"] == "history":
        return [event for message in frame["messages"] for event in events(message)]
    if frame["type"] == "error":
        return [{"text": frame["text"]}]
    if frame["type"] != "message" or frame["sender"] == "person":
        return []
    text = in_words(frame["text"], frame["cards"])
    replies = [
        {"content_type": "text", "title": button["title"], "payload": BUTTON + button["token"]}
        for button in frame["buttons"]
    ]
    return [{"text": text, "quick_replies": replies}] if replies else [{"text": text}]
