"""Rasa's SQL tracker store, bounded and discreet.

Bounded: Rasa reads every event of a conversation back at every message, replays them, and posts them all to the action
server, so month six is slower than day one. What our rules and actions need is the state of the slots and the last few
turns; that is what is read here, however long the conversation is.

Discreet: that a turn was about safety is stored; its words, and those of the answer to what we then asked, are not; nor
is the spot on the map that somebody shared. And a person who has everything wiped is forgotten.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from sqlalchemy.orm import Session

DAY = 24 * 60 * 60
KEEP_DAYS = int(os.environ.get("BIJSTUREN_KEEP_DAYS", "90"))
SPOT = "share_place"  # the intent with the latitude and longitude of a person
WIPED = "wiped"  # the slot an action sets when the person had everything wiped
# Events read in full: the longest turn of ours has some thirty, and the rules look back two turns.
WINDOW = 80
# Rasa looks the class of every event up by walking all of them anew, 0.3 ms each time.
EVENT_CLASSES = {event_class.type_name: event_class for event_class in all_subclasses(Event)}


class ConversationStore(SQLTrackerStore):
    """Reads the last events and the slots before them; writes everything but words about safety."""

    next_forgetting = 0.0

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            if fetch_events_from_all_sessions:
                rows: Sequence[Any] = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
            else:
                rows = self._window(session, sender_id)
            events = [_event(json.loads(row.data)) for row in rows]
        if not events:
            return None
        tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        tracker.events_in_store = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the new events, after taking words about safety out."""
        asked = None
        for event in tracker.events:
            if isinstance(event, SlotSet) and event.key == "pending":
                asked = event.value
            elif isinstance(event, UserUttered) and (_is_about_safety(event, asked) or event.intent_name == SPOT):
                _forget_words(event)
        await super().save(tracker)
        tracker.events_in_store = len(tracker.events)
        if tracker.get_slot(WIPED):
            self._forget(tracker.sender_id)
        self._forget_idle(time.time())

    def _forget_idle(self, now: float) -> None:
        """Once a day: removes what fell silent for as long as people are told. `now` is Unix time."""
        if now < self.next_forgetting:
            return
        self.next_forgetting = now + DAY
        with self.session_scope() as session:
            latest = sa.func.max(self.SQLEvent.timestamp)
            idle = sa.select(self.SQLEvent.sender_id).group_by(self.SQLEvent.sender_id)
            idle = idle.having(latest < now - KEEP_DAYS * DAY)
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id.in_(idle)).delete(synchronize_session=False)
            session.commit()

    def _forget(self, sender_id: str) -> None:
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Event]:
        """The events that came since this tracker was read or saved."""
        known = getattr(tracker, "events_in_store", None)
        if known is None:
            known = self._event_query(session, tracker.sender_id, True).count()
        return itertools.islice(tracker.events, known, None)

    def _window(self, session: Session, sender_id: str) -> Sequence[Any]:
        """The last events, preceded by the last value of every slot and the loop that was active before them."""
        stored = self.SQLEvent
        own = session.query(stored).filter(stored.sender_id == sender_id)
        window = own.order_by(stored.id.desc()).limit(WINDOW).all()[::-1]
        if len(window) < WINDOW:
            return window
        earlier = (stored.sender_id == sender_id, stored.id < window[0].id)
        slots = session.query(sa.func.max(stored.id)).filter(*earlier, stored.type_name == SlotSet.type_name)
        loops = session.query(sa.func.max(stored.id)).filter(*earlier, stored.type_name == ActiveLoop.type_name)
        # The name of a slot stands in `action_name`: Rasa fills that column with the name of any event.
        last = [*slots.group_by(stored.action_name), *loops]
        state = session.query(stored).filter(stored.id.in_([id_ for (id_,) in last if id_])).order_by(stored.id)
        return [*state, *window]


def _event(parameters: dict[str, Any]) -> Event:
    return EVENT_CLASSES[parameters["event"]]._from_parameters(parameters)


def _is_about_safety(event: UserUttered, asked: str | None) -> bool:
    """What is said, or what it answers: `asked` is the question that was pending, see bot/actions/pending.py."""
    return (event.intent_name or "").startswith("safety_") or (asked or "").startswith(("safety_", "urgent_"))


def _forget_words(event: UserUttered) -> None:
    event.text = ""
    event.entities = []
    event.parse_data = {"intent": event.parse_data.get("intent"), "text": "", "entities": []}
