"""Turns what the entity ruler of the Dutch pipeline found into Rasa entities that carry values, not words.

Rasa's SpacyEntityExtractor passes on the words ("via het uitzendbureau"); the rules of the schemes need the value
(`flex_agency`), which our ruler keeps as the id of each pattern.
"""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import SPACY_DOCS
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.stateless import StatelessComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RulerEntityExtractor(StatelessComponent):
    """Reads `doc.ents` of the spaCy document that SpacyNLP put on the message."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds one entity per span, with the pattern's id as value."""
        for message in messages:
            document = message.get(SPACY_DOCS[TEXT])
            if document is None:
                continue
            found = [
                {
                    "entity": span.label_,
                    "value": span.ent_id_ or span.text,
                    "start": span.start_char,
                    "end": span.end_char,
                    "extractor": "RulerEntityExtractor",
                }
                for span in document.ents
            ]
            if found:
                message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages
