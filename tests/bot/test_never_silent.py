"""Whatever is said, in whatever state the conversation is: something is said back, and the action does not fail."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import base
from bot.actions.base import AnsweringAction
from bot.actions.turn import Turn
from tests.bot.dialogue import Dialogue
from tests.bot.test_repair import FORMS

BOT = Path(__file__).parents[2] / "bot"
INTENTS: list[str] = [
    *yaml.safe_load((BOT / "domain.yml").read_text(encoding="utf-8"))["intents"],
    "nlu_fallback",
]
MESSAGES = ("dat weet je wel", "👀", "ik ben 52 en woon in Zwolle", "werk als kok?")
# The person asked for silence: a moment to think. Everything else has an answer.
TROUBLE = "ging bij mij iets mis"


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("state", ["at the start", *FORMS])
def test_everything_gets_an_answer(conversation: str, state: str, intent: str) -> None:
    talk = Dialogue(conversation)
    if state in FORMS:
        FORMS[state](talk)
    for text in MESSAGES:
        talk.says(text, intent, confidence=0.7)
        assert talk.heard.strip(), f"silent at {text!r}"
        assert TROUBLE not in talk.heard


def test_every_intent_has_a_rule() -> None:
    rules = yaml.safe_load((BOT / "data" / "rules" / "dialogue.yml").read_text(encoding="utf-8"))["rules"]
    steps = [step for rule in rules for step in rule["steps"]]
    ruled = {each["intent"] for step in steps for each in (step.get("or") or [step]) if "intent" in each}
    assert set(INTENTS) <= ruled


class _Loops(AnsweringAction):
    def name(self) -> str:
        return "action_loops"

    def respond(self, turn: Turn) -> None:
        while True:
            turn.add("asked", "again")


def test_what_never_ends_is_broken_off_and_said(conversation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "LONGEST_SECONDS", 0.05)
    heard = CollectingDispatcher()
    tracker = Tracker(conversation, {}, {"text": "hoi"}, [], False, None, {}, "action_listen")
    asyncio.run(_Loops().run(heard, tracker, {}))
    assert TROUBLE in heard.messages[0]["text"]
