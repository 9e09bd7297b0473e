"""A conversation with the actions alone: what Rasa's rules do with forms and follow-ups, without Rasa and its model.

The test says what each message means; everything after that is the real code on real facts and a real database.
Whether Rasa does the same is held by the written conversations, which go through the whole assistant.
"""

from __future__ import annotations

import json
import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.action_answer import ActionAnswer
from bot.actions.action_hear_need import ActionHearNeed
from bot.actions.base import AnsweringAction
from bot.actions.booking import ActionOfferAdviser, BookingForm
from bot.actions.exercise_form import ExerciseForm
from bot.actions.exercise_offer import OfferForm
from bot.actions.flow import ActionContinue, ActionRestart
from bot.actions.forms import Form
from bot.actions.led_form import REQUESTED_SLOT
from bot.actions.situation import SituationForm
from bot.actions.steps import StepForm
from bot.actions.turn import Turn

FORMS: dict[str, Form] = {
    form.form: form for form in (SituationForm(), OfferForm(), ExerciseForm(), StepForm(), BookingForm())
}
ACTIONS: dict[str, AnsweringAction] = {"action_continue": ActionContinue(), "action_answer": ActionAnswer(), **FORMS}
WAYS_TO_A_HUMAN = ("ask_human", "book_adviser")


class Dialogue:
    """One person and the actions. `heard` is what the last message brought, `everything` all texts so far."""

    def __init__(self, conversation: str) -> None:
        self._id = conversation
        self._slots: dict[str, Any] = {}
        self._events: list[dict[str, Any]] = []
        self._loop: str | None = None
        self._message: dict[str, Any] = {}
        self._replies: list[dict[str, Any]] = []
        self.everything: list[str] = []

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of the last reply, in order."""
        return [card for reply in self._replies for card in (reply.get("custom") or {}).get("cards", ())]

    @property
    def plan(self) -> dict[str, str]:
        """The rows of the plan that the last reply showed last: what a row is called -> what it says."""
        shown = [card for card in self.cards if card["type"] == "plan"]
        assert shown, self.heard
        return {row["label"]: str(row["text"]) for row in shown[-1]["rows"]}

    @property
    def heard(self) -> str:
        """The texts and cards of the last reply, as one text."""
        cards = [json.dumps(reply.get("custom"), ensure_ascii=False) for reply in self._replies if reply.get("custom")]
        return "\n".join([*(reply["text"] or "" for reply in self._replies), *cards])

    @property
    def replies(self) -> list[dict[str, Any]]:
        """The messages of the last reply."""
        return list(self._replies)

    @property
    def buttons(self) -> dict[str, str]:
        """The buttons of the last reply: title -> payload."""
        shown = [button for reply in self._replies for button in reply.get("buttons") or ()]
        return {button["title"]: button["payload"] for button in shown}

    @property
    def form(self) -> str | None:
        """The form that waits for an answer."""
        return self._loop

    @property
    def question(self) -> str | None:
        """The question that stands."""
        return self.slot(REQUESTED_SLOT) if self._loop else None

    def slot(self, name: str) -> Any:
        return self._slots.get(name)

    def says(
        self,
        text: str,
        intent: str = "inform",
        *,
        confidence: float = 0.9,
        found: tuple[tuple[str, str, str], ...] = (),
        clauses: tuple[str, ...] = (),
    ) -> Dialogue:
        """A typed message with what the model makes of it. `found`: kind, value and words of an entity."""
        entities = [
            {"entity": kind, "value": value, "start": text.index(words), "end": text.index(words) + len(words)}
            for kind, value, words in found
        ]
        return self._turn(text, intent, confidence, entities, clauses)

    def presses(self, title: str) -> Dialogue:
        """Presses the button of the last reply whose title starts so."""
        payload = next((sent for shown, sent in self.buttons.items() if shown.startswith(title)), None)
        assert payload is not None, f"no button {title!r} among {list(self.buttons)}"
        return self.sends(payload)

    def sends(self, payload: str) -> Dialogue:
        """What a button or the gateway sends."""
        intent, _, values = payload.lstrip("/").partition("{")
        named = json.loads("{" + values) if values else {}
        return self._turn(payload, intent, 1.0, [{"entity": k, "value": v} for k, v in named.items()], ())

    def _turn(
        self, text: str, intent: str, confidence: float, entities: list[dict[str, Any]], clauses: tuple[str, ...]
    ) -> Dialogue:
        return self.receives(
            {
                "text": text,
                "intent": {"name": intent, "confidence": confidence},
                "entities": entities,
                "clauses": [{"text": clause, "intent": clause, "confidence": 0.9} for clause in clauses],
                "intent_ranking": [{"name": intent, "confidence": confidence}],
            }
        )

    def receives(self, message: dict[str, Any]) -> Dialogue:
        """A message as Rasa's pipeline passes it on."""
        text, intent = message["text"], message["intent"]["name"]
        self._message = message
        self._replies = []
        self._events += [{"event": "action", "name": "action_listen"}, {"event": "user", "text": text}]
        if intent == "restart":  # Rasa's own rule: it comes before any form, which then gets its turn
            self._act("action_restart", ActionRestart())
            if self._loop:
                self._run_form(self._loop)
        elif self._loop:
            self._run_form(self._loop)
        elif intent.startswith("need_"):
            self._run("action_hear_need", ActionHearNeed(), then="situation_form")
        elif intent in WAYS_TO_A_HUMAN:
            self._run("action_offer_adviser", ActionOfferAdviser())
        else:
            self._run("action_answer", ActionAnswer())
        return self

    def _run_form(self, name: str) -> None:
        self._loop = name
        follows, ended = self._act(name, FORMS[name])
        if ended or self.slot(REQUESTED_SLOT) is None:
            self._loop = None
            if not ended:
                self._run("action_continue", ActionContinue())
        if follows:
            self._follow(follows)

    def _run(self, name: str, action: AnsweringAction, then: str | None = None) -> None:
        follows, _ = self._act(name, action)
        if follows or then:
            self._follow(follows or str(then))

    def _follow(self, name: str) -> None:
        if name in FORMS:
            self._run_form(name)
        elif name != "action_listen":
            self._run(name, ACTIONS[name])

    def _act(self, name: str, action: AnsweringAction) -> tuple[str | None, bool]:
        """Runs one action; returns what it wants next, and whether it ended the form for good."""
        dispatcher = CollectingDispatcher()
        loop = {"name": self._loop} if self._loop else {}
        tracker = Tracker(self._id, dict(self._slots), self._message, self._events, False, None, loop, "action_listen")
        turn = Turn(dispatcher, tracker)
        action.answer(turn)
        follows, ended = None, False
        for event in turn.events():
            if event["event"] == "slot":
                self._slots[event["name"]] = event["value"]
                self._events.append(dict(event))
            elif event["event"] == "followup":
                follows = event["name"]
            elif event["event"] == "active_loop":
                ended = True
        for message in dispatcher.messages:
            assert not re.search(r" {2}|\{\w+\}| [.,?!](?:\s|$)", message["text"] or ""), message["text"]
        self._replies += dispatcher.messages
        self.everything += [message["text"] for message in dispatcher.messages if message["text"]]
        self._events.append({"event": "action", "name": name})
        self._events += [
            {"event": "bot", "text": message["text"], "data": {"buttons": message["buttons"]}}
            for message in dispatcher.messages
        ]
        return follows, ended
