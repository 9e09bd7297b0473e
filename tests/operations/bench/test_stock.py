"""The stock project is the example project with our sentences in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from operations.bench.messages import choose_messages, read_examples
from operations.bench.stock import ACTION, write_endpoints, write_stock_project
from operations.errors import OperationsError

NLU = """
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hoi
    - hallo
- intent: thank
  examples: |
    - dank je
- intent: ask_bot
  examples: |
    - wie ben jij
- intent: ask_privacy
  examples: |
    - wat bewaar je
- intent: ask_budget
  examples: |
    - wie betaalt een [opleiding](training)
    - welke potjes zijn er
- intent: ask_occupation
  examples: |
    - wat doet een kok
- intent: ask_training
  examples: |
    - welke cursus past bij mij
- synonym: mbo_4
  examples: |
    - mbo 4
"""


@pytest.fixture
def nlu(tmp_path: Path) -> Path:
    (tmp_path / "nlu").mkdir()
    (tmp_path / "nlu" / "all.yml").write_text(NLU, encoding="utf-8")
    return tmp_path / "nlu"


def read(path: Path) -> dict[str, list[dict[str, object]]]:
    content: dict[str, list[dict[str, object]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def test_every_intent_has_a_rule_and_questions_go_to_the_action(nlu: Path, tmp_path: Path) -> None:
    write_stock_project(tmp_path / "stock", nlu)
    rules = {rule["rule"]: rule["steps"] for rule in read(tmp_path / "stock" / "data" / "rules.yml")["rules"]}
    assert set(rules) == set(read_examples(nlu))
    assert rules["ask_budget"] == [{"intent": "ask_budget"}, {"action": ACTION}]
    assert rules["greet"] == [{"intent": "greet"}, {"action": "utter_greet"}]


def test_pipeline_and_policies_are_left_to_stock_rasa(nlu: Path, tmp_path: Path) -> None:
    write_stock_project(tmp_path / "stock", nlu)
    config = yaml.safe_load((tmp_path / "stock" / "config.yml").read_text(encoding="utf-8"))
    assert (config["language"], config["pipeline"], config["policies"]) == ("nl", None, None)


def test_both_learn_from_the_same_files(nlu: Path, tmp_path: Path) -> None:
    write_stock_project(tmp_path / "stock", nlu)
    assert (tmp_path / "stock" / "data" / "nlu" / "all.yml").read_text(encoding="utf-8") == NLU


def test_turns_are_kept_in_a_file_as_ours_are(tmp_path: Path) -> None:
    write_endpoints(tmp_path, "http://127.0.0.1:1/webhook")
    assert (
        yaml.safe_load((tmp_path / "endpoints.yml").read_text(encoding="utf-8"))["tracker_store"]["dialect"] == "sqlite"
    )


def test_messages_take_turns_through_the_intents_and_have_no_markup(nlu: Path) -> None:
    messages = choose_messages(read_examples(nlu))
    assert messages.small_talk == ("hoi", "dank je", "wie ben jij", "wat bewaar je", "hallo")
    assert messages.questions == ("welke potjes zijn er", "wat doet een kok", "welke cursus past bij mij")


def test_a_missing_intent_is_named() -> None:
    with pytest.raises(OperationsError, match="intent greet"):
        choose_messages({"thank": ["dank je"]})
