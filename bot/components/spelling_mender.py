"""The speller as a component of Rasa: keeps the words of the training data, reads every message as it was meant."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.dutch_words import DutchWords
from bot.components.spelling import Speller, count_words

MENDED, WORDS = "mended_text", "mended_words"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingMender(GraphComponent):
    """Sets the mended text and its words beside the text, which stays as it was typed."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._speller: Speller | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingMender:
        """Creates a mender that knows no words yet."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SpellingMender:
        """Loads the words it was trained on."""
        mender = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            counts = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            mender._speller = Speller(counts, DutchWords.read(folder / "dutch.npy"))
        return mender

    def train(self, training_data: TrainingData) -> Resource:
        """Counts the words of the training sentences and stores them beside the Dutch word list."""
        counts = count_words(e.get(TEXT) for e in training_data.intent_examples if e.get(TEXT))
        with self._storage.write_to(self._resource) as folder:
            (folder / "words.json").write_text(json.dumps(counts), encoding="utf-8")
            DutchWords.from_lookups().write(folder / "dutch.npy")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Mends the training sentences like any message."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Mends whole messages and clauses alike."""
        for message in messages:
            text = message.get(TEXT)
            if text and self._speller is not None:
                message.set(MENDED, self._speller.mend(text), add_to_output=True)
                message.set(WORDS, self._speller.words(text))
        return messages
