"""The speller as a component of Rasa: keeps the words of the training data, reads every message as it was meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.dutch_words import DutchWords
from bot.components.spelling import Speller, count_words
from bot.components.trained import TrainedComponent

MENDED, WORDS = "mended_text", "mended_words"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellingMender(TrainedComponent):
    """Sets the mended text and its words beside the text, which stays as it was typed."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._counts: dict[str, int] = {}
        self._speller: Speller | None = None

    def learn(self, training_data: TrainingData) -> None:
        """Counts the words of the training sentences."""
        self._counts = count_words(e.get(TEXT) for e in training_data.intent_examples if e.get(TEXT))

    def write(self, folder: Path) -> None:
        """Stores the counts beside the Dutch word list."""
        (folder / "words.json").write_text(json.dumps(self._counts), encoding="utf-8")
        DutchWords.from_lookups().write(folder / "dutch.npy")

    def read(self, folder: Path) -> None:
        """From here on messages are mended."""
        self._counts = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        self._speller = Speller(self._counts, DutchWords.read(folder / "dutch.npy"))

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
