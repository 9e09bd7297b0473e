"""Gives Rasa one dense vector per message from the sentence encoder that `knowledge` searches with."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.spelling_mender import MENDED
from knowledge.encoder import SentenceEncoder

# Texts that another component wants encoded, and where their vectors, shape (texts, 512), are left. The encoder reads
# all its weights at every call: one call for everything in a message takes little more than a call for one sentence.
ENCODED_TOO, VECTORS_TOO = "encoded_too", "vectors_too"


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """One encoder for all components of this process: its model is some hundred megabytes."""
    return SentenceEncoder()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Sentence features of shape (1, 512), length 1; no token features, for nothing of ours reads them."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = shared_encoder()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """Creates the featurizer; the encoder loads on first use."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accepts any configuration: there is nothing to set."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Only the alias that every featurizer has."""
        return {**DenseFeaturizer.get_default_config()}

    def process(self, messages: list[Message]) -> list[Message]:
        """Featurizes a batch of messages: whole message and clauses in one call."""
        self._featurize([message for message in messages if message.get(TEXT)])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Featurizes all training examples that have a text."""
        self._featurize([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data

    def _featurize(self, messages: list[Message]) -> None:
        if not messages:
            return
        wanted = [[m.get(MENDED) or m.get(TEXT), *(m.get(ENCODED_TOO) or ())] for m in messages]
        texts = [text for of_message in wanted for text in of_message]
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}  # a clause is often all there is
        vectors = self._encoder.encode(list(places))[[places[text] for text in texts]]
        ends = np.cumsum([len(of_message) for of_message in wanted])
        for message, own in zip(messages, np.split(vectors, ends[:-1]), strict=True):
            message.add_features(Features(own[:1], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
            message.set(VECTORS_TOO, own[1:])
