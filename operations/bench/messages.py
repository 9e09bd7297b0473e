"""What is said during the measurement: sentences from the training data, so that both assistants know them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

import yaml

from operations.errors import OperationsError

SMALL_TALK = ("greet", "thank", "ask_bot", "ask_privacy")
QUESTIONS = ("ask_budget", "ask_occupation", "ask_training")
PER_INTENT = 12


@dataclass(frozen=True)
class Messages:
    """`small_talk` needs no action in stock Rasa; `questions` need one, and ours looks facts up for them."""

    small_talk: tuple[str, ...]
    questions: tuple[str, ...]


def read_examples(nlu_folder: Path) -> dict[str, list[str]]:
    """Returns intent -> example sentences from all files of a folder, as they stand there."""
    examples: dict[str, list[str]] = defaultdict(list)
    for path in sorted(nlu_folder.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for block in content.get("nlu", []):
            if "intent" in block:
                lines = (line.strip().removeprefix("- ") for line in block["examples"].splitlines())
                examples[block["intent"]] += [line for line in lines if line]
    return dict(examples)


def choose_messages(examples: dict[str, list[str]]) -> Messages:
    """Takes plain sentences of the intents above in turns. Raises OperationsError when an intent has none."""
    return Messages(small_talk=_in_turns(examples, SMALL_TALK), questions=_in_turns(examples, QUESTIONS))


def _in_turns(examples: dict[str, list[str]], intents: tuple[str, ...]) -> tuple[str, ...]:
    plain = []
    for intent in intents:
        sentences = [text for text in examples.get(intent, []) if "[" not in text]
        if not sentences:
            raise OperationsError(
                f"The bench needs examples of the intent {intent} in bot/data/nlu: name one that has them."
            )
        plain.append(sentences[:PER_INTENT])
    return tuple(text for text in chain.from_iterable(zip_longest(*plain)) if text)
