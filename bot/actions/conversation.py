"""What is known of a conversation before and during one turn: its slots, and what was typed and said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from bot.actions.sentence import sentences

LONGEST_AGAIN = 160  # letters of a question that is asked again in full
WIPED = "wiped"  # the slot on which the conversation store forgets


class Conversation:
    """Reads the tracker and collects slot changes. Later reads see earlier changes."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._changes: dict[str, Any] = {}

    @property
    def conversation_id(self) -> str:
        """Rasa's sender is our conversation."""
        return str(self._tracker.sender_id)

    @property
    def in_form(self) -> bool:
        """True while a form is active."""
        return bool((self._tracker.active_loop or {}).get("name"))

    @property
    def form(self) -> str | None:
        """The form that is active."""
        return (self._tracker.active_loop or {}).get("name")

    def told_last(self, count: int = 0) -> list[str]:
        """The names of the responses we said last, this message's too, the newest last; all of them without a count."""
        return [str(key).rpartition(":")[0] for key in self.slot("said", [])[-count:]]

    def told_before(self) -> list[str]:
        """The names of the responses we said before this message, the newest last."""
        return [str(key).rpartition(":")[0] for key in self.before("said") or []]

    def last_heard(self) -> str:
        """What we said last, all messages of that turn."""
        texts: list[str] = []
        for event in reversed(self._tracker.events):
            if event.get("event") == "bot":
                texts.insert(0, event.get("text") or "")
            elif event.get("event") == "user" and texts:
                break
        return "\n".join(text for text in texts if text)

    def heard(self) -> list[str]:
        """All we said, the last first."""
        return [str(each.get("text") or "") for each in reversed(self._tracker.events) if each.get("event") == "bot"]

    def asked_before(self, messages: int = 1) -> tuple[str, list[dict[str, str]]] | None:
        """Our question, with its buttons, that stood so many messages of the person ago; none when we asked nothing.

        The opening is no question that somebody left.
        """
        turns: list[list[Mapping[str, Any]]] = [[]]
        for event in self._tracker.events:
            if event.get("event") == "user":
                turns.append([])
            elif event.get("event") == "bot" and event.get("text"):
                turns[-1].append(event)
        said = turns[-1 - messages] if len(turns) > messages else []
        if not said:
            return None
        buttons = [dict(each) for each in (said[-1].get("data") or {}).get("buttons") or ()]
        text = str(said[-1]["text"]).strip()
        line = text if len(text) <= LONGEST_AGAIN else sentences(text)[-1]
        opens = any(str(each["payload"]).startswith("/need_") for each in buttons)
        return (line, buttons) if line.endswith("?") and not opens else None

    def typed(self) -> list[str]:
        """What the person typed so far, oldest first; no buttons."""
        texts = [event.get("text") or "" for event in self._tracker.events if event.get("event") == "user"]
        return [text for text in texts if text and not text.startswith("/")]

    def typed_since(self, slot: str) -> list[str]:
        """What the person typed after this slot last got a value, oldest first; no buttons, and not this message."""
        texts: list[str] = []
        for event in self._tracker.events[:-1]:
            if event.get("event") == "slot" and event.get("name") == slot and event.get("value"):
                texts = []
            elif event.get("event") == "user" and not str(event.get("text") or "/").startswith("/"):
                texts.append(str(event["text"]))
        return texts

    def slot(self, name: str, default: Any = None) -> Any:
        """The value of a slot, with the changes of this turn."""
        value = self._changes[name] if name in self._changes else self._tracker.get_slot(name)
        return default if value is None else value

    def learnt(self, name: str) -> bool:
        """Whether a slot got its value in this turn."""
        return name in self._changes and self._changes[name] != self._tracker.get_slot(name)

    def says_known(self, name: str) -> bool:
        """Whether the message tells again what is known of a slot."""
        known = self._tracker.get_slot(name)
        return known is not None and name in self._changes and self._changes[name] == known

    def before(self, name: str) -> Any:
        """The value of a slot as it was before this turn."""
        return self._tracker.get_slot(name)

    def set(self, name: str, value: Any) -> None:
        """Changes a slot."""
        self._changes[name] = value

    def add(self, name: str, value: str) -> None:
        """Adds a value to a list slot, once."""
        values = list(self.slot(name, []))
        if value not in values:
            self.set(name, [*values, value])

    def drop(self, name: str, *values: str) -> None:
        """Takes values out of a list slot."""
        self.set(name, [each for each in self.slot(name, []) if each not in values])

    def forget_everything(self) -> None:
        """Empties every slot; the conversation store then drops its events (bot/tracker_store.py)."""
        for name in self._tracker.slots:
            self._changes[name] = None
        self._changes[WIPED] = True

    def starts_form(self, form: str) -> bool:
        """True when the form is entered now: something else came between the person's message and it."""
        for event in reversed(self._tracker.events):
            if event.get("event") == "user":
                return False
            if event.get("event") == "action" and event.get("name") not in (form, "action_extract_slots"):
                return event.get("name") != "action_listen"
        return True

    def _of_turn(self) -> str:
        """What tells this message of the person from every other; several actions answer one message."""
        heard = [event for event in self._tracker.events if event.get("event") == "user"]
        return str((heard[-1].get("message_id") if heard else None) or len(heard))
