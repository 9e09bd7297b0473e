"""A message that is nothing but the name of an occupation tells what somebody does, whatever its letters resemble.

Without this "testmonteur" sounds like a test and "medewerker bediening" like a wish for a human.
"""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.stateless import StatelessComponent

INFORM = "inform"
# What may stand before the name without making it a question or a wish.
OPENING = re.compile(r"\W*(?:(?:ja|nee|eh|nou|ik|ben|werk|als|een|n|de|van|beroep)\b\W*)*", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class NamedWork(StatelessComponent):
    """Sets the intent before the classifier, which leaves messages alone that have one."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Looks at the occupations that the entity ruler found."""
        for message in messages:
            if not message.get(INTENT) and _names_only_work(message):
                sure = {"name": INFORM, "confidence": 1.0}
                message.set(INTENT, sure, add_to_output=True)
                message.set("intent_ranking", [sure], add_to_output=True)
        return messages


def _names_only_work(message: Message) -> bool:
    text = message.get(TEXT) or ""
    named = [found for found in message.get(ENTITIES, []) if found["entity"] == "occupation"]
    return any(
        OPENING.fullmatch(text[: found["start"]]) and not re.search(r"[\w?]", text[found["end"] :]) for found in named
    )
