"""Builds turns for action tests: what a person said and what was known, without Rasa."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.turn import Turn


class Spoken:
    """A turn with the dispatcher that hears what is said in it."""

    def __init__(
        self,
        text: str = "",
        intent: str = "inform",
        *,
        slots: dict[str, Any] | None = None,
        clauses: list[tuple[str, float]] = (),  # type: ignore[assignment]
        entities: dict[str, str] | None = None,
        after_action: str | None = None,
        conversation: str = "conversation",
        confidence: float = 0.9,
        found: list[tuple[str, str, str]] = (),  # type: ignore[assignment]
        ranking: Sequence[tuple[str, float]] = (),
    ) -> None:
        message: dict[str, Any] = {
            "text": text,
            "intent": {"name": intent, "confidence": confidence},
            "clauses": [{"text": name, "intent": name, "confidence": sure} for name, sure in clauses],
            "intent_ranking": [{"name": name, "confidence": sure} for name, sure in ranking],
            "entities": [{"entity": name, "value": value} for name, value in (entities or {}).items()],
        }
        # What the entity ruler found: kind, value and the words it stands in.
        message["entities"] += [
            {"entity": kind, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
            for kind, value, words in found
        ]
        events: list[dict[str, Any]] = [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}]
        if after_action:
            events.append({"event": "action", "name": after_action})
        self.dispatcher = CollectingDispatcher()
        self.tracker = Tracker(conversation, slots or {}, message, events, False, None, {}, "action_listen")
        self.turn = Turn(self.dispatcher, self.tracker)

    @property
    def buttons(self) -> list[str]:
        """The titles of every button shown so far."""
        return [button["title"] for message in self.dispatcher.messages for button in message["buttons"]]

    def payload(self, title: str) -> str:
        """What the button with this title sends."""
        for message in self.dispatcher.messages:
            for button in message["buttons"]:
                if button["title"].startswith(title):
                    return str(button["payload"])
        raise AssertionError(f"no button {title!r} among {self.buttons}")

    @property
    def said(self) -> list[str]:
        """Every text said so far."""
        return [message["text"] for message in self.dispatcher.messages]
