"""Rasa's SQL tracker store, which does not keep what was written in a turn about safety."""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


class DiscreetTrackerStore(SQLTrackerStore):
    """Stores that such a turn took place, never its words."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the new events, after taking the words out."""
        for event in tracker.events:
            if isinstance(event, UserUttered) and (event.intent_name or "").startswith("safety_"):
                _forget_words(event)
        await super().save(tracker)


def _forget_words(event: UserUttered) -> None:
    event.text = ""
    event.entities = []
    kept: dict[str, Any] = {"intent": event.parse_data.get("intent"), "text": "", "entities": []}
    event.parse_data = kept
