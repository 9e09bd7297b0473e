"""The base of every action: it always answers."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import own_story, question_meaning, refusing, simpler, story_meaning
from bot.actions.time_limit import at_most
from bot.actions.turn import Turn

LONGEST_SECONDS = 20.0  # many times what the slowest answer takes: the process answers one message at a time

logger = logging.getLogger(__name__)


class AnsweringAction(Action, ABC):
    """An action that says one honest sentence and points to a human when it fails or does not end: never silent.

    Rasa drops the events of an action that raises and tells the person nothing.
    """

    @abstractmethod
    def name(self) -> str:
        """The name in the domain."""

    @abstractmethod
    def respond(self, turn: Turn) -> None:
        """Does the work: says things and changes slots on the turn."""

    def answer(self, turn: Turn) -> None:
        """Notes what holds whatever the message is about (no human, easy words), and does the work."""
        refusing.note_human(turn)
        simpler.note(turn)
        story = own_story.told(turn)
        self.respond(turn)
        own_story.keep(turn, story)

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Runs `respond` and turns its result into events."""
        question_meaning.SETS.get_ready()
        story_meaning.SETS.get_ready()
        turn = Turn(dispatcher, tracker)
        try:
            with at_most(LONGEST_SECONDS):
                self.answer(turn)
        except Exception:
            # The traceback names code, never what the person wrote.
            logger.exception("action %s failed", self.name())
            dispatcher.messages.clear()
            turn = Turn(dispatcher, tracker)
            turn.set("misses", turn.slot("misses", 0) + 1)
            turn.say("utter_trouble")
        return turn.events()
