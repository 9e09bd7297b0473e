"""Splits a message into clauses before featurizing and gathers what each clause said afterwards.

Rasa's NLU graph passes lists of messages from component to component and reads the first one at the end. The splitter
appends one message per clause to that list, so every component in between treats the whole message and its clauses
alike, in one batch.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.stateless import StatelessComponent

# Sentence ends, and the small words that start a second thought when enough words stand on both sides.
BOUNDARY = re.compile(r"[.!?;\n]+|,(?=\s)|\s+(?:en|maar|want|dus|of)\s+(?=\S+\s+\S+)", re.IGNORECASE)
SHORTEST_CLAUSE = 3  # words: shorter pieces ("hoi", "ja hoor") say too little to be classified on their own
MOST_CLAUSES = 6  # a very long message must not cost more than a handful of classifications


def split_clauses(text: str) -> list[str]:
    """Returns the clauses of a message, or an empty list when it is only one."""
    clauses = [part.strip() for part in BOUNDARY.split(text)]
    clauses = [clause for clause in clauses if len(clause.split()) >= SHORTEST_CLAUSE]
    if not clauses or clauses == [text.strip(" .!?;\n")]:
        return []
    return clauses[:MOST_CLAUSES]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ClauseSplitter(StatelessComponent):
    """Appends one message per clause."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Returns the messages followed by the clauses of the first one."""
        if not messages or messages[0].get(INTENT) or messages[0].get("clauses") is not None:
            return messages
        clauses = split_clauses(messages[0].get(TEXT) or "")
        return [*messages, *(Message(data={TEXT: clause, "is_clause": True}) for clause in clauses)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ClauseCollector(StatelessComponent):
    """Writes `clauses: [{text, intent, confidence}]` on the first message and drops the clause messages."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Returns only the whole messages."""
        whole = [message for message in messages if not message.get("is_clause")]
        if whole:
            found = [
                {"text": clause.get(TEXT), "intent": _named(clause)["name"], "confidence": _named(clause)["confidence"]}
                for clause in messages
                if clause.get("is_clause")
            ]
            whole[0].set("clauses", found, add_to_output=True)
        return whole


def _named(clause: Message) -> dict[str, Any]:
    intent = clause.get(INTENT) or {}
    return {"name": intent.get("name"), "confidence": float(intent.get("confidence", 0.0))}
