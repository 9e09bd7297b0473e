"""One turn of the conversation: what the person said, what is known, what we say back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import no_boss
from bot.actions.message import CALLS_HUMAN, Message
from bot.actions.tone import formally
from bot.actions.wording import responses, with_capital, word_table

# How many things we said are remembered to avoid saying them again: ten turns of at most three messages.
MEMORY_OF_SAID = 30
PLAINLY = "talk_plainly"  # among what was asked: easy words from now on
NO_HUMAN = "help:human"  # among what was refused


class Turn(Message):
    """The message, what is known, and what we say to it: collects replies and slot changes for Rasa."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        super().__init__(tracker)
        self._dispatcher = dispatcher
        self._followup: str | None = None
        # Set by whoever just asked something: one question at a time, so the form does not ask its own.
        self.waits = False
        # Set by whoever ends the form for good.
        self.leaves = False
        # Set when a sign of trouble has had its answer: the conversation takes up what was said beside it.
        self.goes_on = False
        # Set when the words of this turn may be kept nowhere.
        self.is_private = False
        # Set when somebody told their work in words of their own that were not kept yet.
        self.work_told = False
        # The lines of the note for an adviser as they stood before this message.
        self.note_shown: list[str] | None = None
        # Said in front of whatever is said next.
        self.preface = ""
        # What is read or worked out once and holds for this turn: see kept_plan and schemes.
        self.memo: dict[Any, Any] = {}
        # The names of the responses this action gave, and the words of the last.
        self.responses_said: list[str] = []
        self.last_said = ""
        self._short = ""
        # Set while an answer is given without the yes or no it may begin with.
        self.is_bare = False
        # What the actions before this one showed and said in this turn stays beside what this one does.
        before = self.slot("told", {})
        same_turn = before.get("of") == self._of_turn()
        self._shown: list[dict[str, str]] = list(self.slot("shown", [])) if same_turn else []
        self._told: list[str] = list(before["texts"]) if same_turn else []
        # How many of the buttons shown are in the list that was shown last.
        self._last_list = int(before.get("list", 0))

    @property
    def has_spoken(self) -> bool:
        """Whether something was said to this message, by this action or by one before it."""
        return bool(self._told)

    def told_now(self) -> list[str]:
        """The names of the responses to this message, by this action or by one before it."""
        return self.told_last(len(self._told)) if self._told else []

    def say(
        self,
        response: str,
        *,
        buttons: Sequence[Mapping[str, str]] | None = None,
        cards: Sequence[Mapping[str, Any]] = (),
        kind: str | None = None,
        **values: object,
    ) -> None:
        """Says a response in a variant that was not heard lately. Buttons given here replace those of the response.

        `kind` tells the gateway that this is more than a text.
        With "u" for who wants that; what the person typed is given as `AsTyped` and stays as it is.
        """
        said: list[str] = self.slot("said", [])
        wording = responses().pick(response, said)
        self.set("said", [*said, wording.key][-MEMORY_OF_SAID:])
        text, shown = wording.text, self._wanted(response, wording.buttons if buttons is None else buttons)
        if PLAINLY in self.slot("asked", []) and wording.simple:
            text = wording.simple
        if self.is_bare:
            text = with_capital(re.sub(word_table("question_words")["opens_yes_or_no"], "", text))
        if self.slot("formal"):
            text = formally(text) if self.is_bare else wording.formal or formally(text)
            self.preface = formally(self.preface)
            shown, cards, values = formally(shown), formally(cards), formally(values)
        text = no_boss.without_refused(text, self.slot("refused", []), self.words)
        if shown:
            self._shown += [dict(button) for button in shown]
            self.set("shown", self._shown)
            self._last_list = len(shown)
        self._told.append(wording.simple.format(**values) if wording.simple else "")
        self.set("told", {"of": self._of_turn(), "texts": self._told, "list": self._last_list})
        if self._short and not text.startswith(self._short.rstrip(".")):
            self.preface = f"{self.preface} {self._short}".strip()
        text = no_boss.for_whom(text.format(**values), self.slot("status"), self.slot("benefit"), self.words)
        text = f"{self.preface} {text}".strip()
        self.preface = self._short = ""
        self.responses_said.append(response)
        self.last_said = text
        told = [dict(button) for button in shown] or None
        if kind:  # Rasa splits text and custom body into two messages: what belongs together goes in the body
            self._dispatcher.utter_message(json_message={"text": text, "buttons": told or [], "kind": kind})
            return
        body = {"cards": [dict(card) for card in cards]} if cards else None
        self._dispatcher.utter_message(text=text, buttons=told, json_message=body)

    def _wanted(self, response: str, buttons: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
        """The buttons without a second one for a human, and without any for who turned a human down; danger aside."""
        offered = any(each["payload"] == CALLS_HUMAN for each in self._shown)
        refused = NO_HUMAN in self.slot("refused", []) and "safety" not in response
        return [each for each in buttons if each["payload"] != CALLS_HUMAN] if offered or refused else buttons

    def begins_with(self, short: str) -> None:
        """Puts a yes, a no or a perhaps in front of what is said next, unless that begins so itself."""
        self._short = short

    def follow_with(self, action: str) -> None:
        """Names the action or form that must come next."""
        self._followup = action

    @property
    def names_next(self) -> bool:
        """Whether the action or form that must come next was named; else the rules say it."""
        return self._followup is not None

    def events(self) -> list[EventType]:
        """What Rasa must remember of this turn."""
        events: list[EventType] = [SlotSet(name, value) for name, value in self._changes.items()]
        if self.leaves:
            events.append(ActiveLoop(None))
        if self._followup:
            events.append(FollowupAction(self._followup))
        return events
