"""The intent model as a component of Rasa: learns from the training data, sets `intent` and `intent_ranking`."""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intent_model import IntentModel
from bot.components.spelling_mender import WORDS
from bot.components.trained import TrainedModel

RANKING_LENGTH = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(TrainedModel, RasaIntentClassifier):
    """Needs the words of SpellingMender and the sentence vector of SentenceEncoderFeaturizer on every message."""

    file = "classifier.npz"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`temperature` divides the scores: above 1 the model is less sure of itself. See make nlu-report."""
        return {"temperature": 1.0}

    def learn(self, training_data: TrainingData) -> None:
        """Fits on all examples with an intent and a text."""
        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        self._model = IntentModel.trained(
            [example.get(WORDS) for example in examples],
            vectors_of(examples),
            [example.get(INTENT) for example in examples],
            temperature=self._config["temperature"],
        )

    def process(self, messages: list[Message]) -> list[Message]:
        """Classifies the messages that have a text and no intent yet (a button press already has one)."""
        open_messages = [m for m in messages if not m.get(INTENT) and m.get(TEXT)]
        if not open_messages or self._model is None:
            return messages
        rows = self._model.probabilities([m.get(WORDS) for m in open_messages], vectors_of(open_messages))
        for message, row in zip(open_messages, rows, strict=True):
            if not _says_something(message.get(TEXT)):
                row = np.full_like(row, 1 / len(row))  # then every meaning is as likely, and the fallback asks
            best = np.argsort(-row)[:RANKING_LENGTH]
            ranking = [{"name": self._model.intents[i], "confidence": float(row[i])} for i in best]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages


def _says_something(text: str) -> bool:
    """Whether there is a letter, a digit, a picture or a question mark: "." and "..." carry no meaning of their own."""
    return any(character == "?" or unicodedata.category(character)[0] in "LNSM" for character in text)


def vectors_of(messages: list[Message]) -> NDArray[np.float32]:
    """The sentence vectors of the messages, shape (messages, dimensions)."""
    return np.vstack([message.get_dense_features(TEXT)[1].features for message in messages]).astype(np.float32)
