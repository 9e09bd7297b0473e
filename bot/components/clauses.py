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

from bot.actions.sentence import EMOJI
from bot.components.stateless import StatelessComponent

# Sentence ends, and the small words that start a second thought when enough words stand on both sides.
# So is what follows a "nee" at the start: "nee ik wil gewoon een cursus".
BOUNDARY = re.compile(
    rf"[.!?;\n{EMOJI}]+|,(?=\s)|\s+(?:en|maar|want|dus|of)\s+(?=\S+\s+\S+)|^\W*(?:nee+|neen|nope)\b\W*",
    re.IGNORECASE,
)
SHORTEST_CLAUSE = 3  # words: shorter pieces ("hoi", "ja hoor") say too little to be classified on their own
NEED = "need_"
DENIALS = ("deny", "correct")  # of these the rest of the sentence tells what is meant instead
# A clause out of its sentence sounds like other needs ("kids" is home, "school" is learning): it counts only when the
# whole message hears that need too, however faintly. What that changed was measured: bot/README.md.
FAINTLY_HEARD = 0.01
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
    """Writes `clauses: [{text, intent, confidence}]` on the first message and drops the clause messages.

    A need that only a clause hears, and the whole message not at all, is left out.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Returns only the whole messages."""
        whole = [message for message in messages if not message.get("is_clause")]
        if whole:
            found = [
                {"text": clause.get(TEXT), "intent": _named(clause)["name"], "confidence": _named(clause)["confidence"]}
                for clause in messages
                if clause.get("is_clause") and _fits(clause, whole[0])
            ]
            whole[0].set("clauses", found, add_to_output=True)
        return whole


def _fits(clause: Message, whole: Message) -> bool:
    name, ranking = _named(clause)["name"] or "", whole.get("intent_ranking") or []
    if _named(whole)["name"] in DENIALS:
        return True
    heard = {guess["name"] for guess in ranking if guess["confidence"] >= FAINTLY_HEARD}
    return not ranking or not name.startswith(NEED) or name in heard


def _named(clause: Message) -> dict[str, Any]:
    intent = clause.get(INTENT) or {}
    return {"name": intent.get("name"), "confidence": float(intent.get("confidence", 0.0))}
