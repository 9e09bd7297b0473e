"""Writes a Rasa project as `rasa init` would leave it, with the language data of this assistant."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from operations.bench.messages import QUESTIONS, SMALL_TALK, read_examples

ACTION = "action_stock"
# Intents that Rasa answers by itself; a rule that says otherwise is refused.
DEFAULT_ACTIONS = {"restart": "action_restart", "back": "action_back"}
ACTION_CODE = f'''"""One trivial action: stock Rasa has no facts to look up."""

from rasa_sdk import Action


class ActionStock(Action):
    def name(self):
        return "{ACTION}"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="ok")
        return []
'''


def write_stock_project(folder: Path, nlu_folder: Path) -> None:
    """Default pipeline and policies, a rule per intent, stories as in the example project, SQLite tracker store."""
    intents = sorted(read_examples(nlu_folder))
    talked = [intent for intent in intents if intent not in DEFAULT_ACTIONS]
    (folder / "data").mkdir(parents=True)
    shutil.copytree(nlu_folder, folder / "data" / "nlu")
    initial = yaml.safe_load((files("rasa.cli") / "initial_project" / "config.yml").read_text(encoding="utf-8"))
    _write(folder / "config.yml", initial | {"language": "nl", "assistant_id": "stock"})
    _write(folder / "domain.yml", _domain(intents))
    _write(folder / "data" / "rules.yml", {"version": "3.1", "rules": [_rule(intent) for intent in intents]})
    _write(folder / "data" / "stories.yml", {"version": "3.1", "stories": [_story(intent) for intent in talked]})
    _write(folder / "credentials.yml", {"rest": None})
    (folder / "actions.py").write_text(ACTION_CODE, encoding="utf-8")


def write_endpoints(folder: Path, actions_url: str) -> None:
    """Where the action server of the next start is, and the tracker store as a file."""
    store: dict[str, Any] = {"type": "SQL", "dialect": "sqlite", "db": "tracker.db", "query": {}}
    _write(folder / "endpoints.yml", {"action_endpoint": {"url": actions_url}, "tracker_store": store})


def _answer(intent: str) -> str:
    if intent in DEFAULT_ACTIONS:
        return DEFAULT_ACTIONS[intent]
    return ACTION if intent in QUESTIONS else f"utter_{intent}"


def _domain(intents: list[str]) -> dict[str, Any]:
    return {
        "version": "3.1",
        "intents": intents,
        "responses": {
            f"utter_{intent}": [{"text": "ok"}] for intent in intents if _answer(intent).startswith("utter_")
        },
        "actions": [ACTION],
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": intent, "steps": [{"intent": intent}, {"action": _answer(intent)}]}


def _story(intent: str) -> dict[str, Any]:
    path = (SMALL_TALK[0], intent, SMALL_TALK[1])
    steps = [step for said in path for step in ({"intent": said}, {"action": _answer(said)})]
    return {"story": f"{intent} in between", "steps": steps}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
