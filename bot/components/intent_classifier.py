"""Logistic regression over sentence vector and character n-grams, stored as plain arrays.

Rasa's own LogisticRegressionClassifier mixes raw n-gram counts with unit vectors, so long messages drown the meaning,
and it needs skops and scikit-learn to load. Here both blocks are scaled to unit length (n-grams by tf-idf first), and
what is kept are a few arrays: answering is one matrix product.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

RANKING_LENGTH = 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Multinomial logistic regression; sets `intent` and `intent_ranking` with probabilities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`regularization` is C of the logistic regression; `ngram_weight` scales n-grams against the sentence."""
        return {"regularization": 20.0, "ngram_weight": 1.0, "max_iterations": 400}

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._arrays: dict[str, np.ndarray] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """Creates an untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Loads the arrays of a trained classifier."""
        classifier = cls(config, model_storage, resource)
        with (
            model_storage.read_from(resource) as folder,
            np.load(folder / "classifier.npz", allow_pickle=False) as stored,
        ):
            classifier._arrays = dict(stored)
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Fits on all examples with an intent and a text."""
        from sklearn.linear_model import LogisticRegression  # only training needs it: importing it takes seconds

        examples = [e for e in training_data.intent_examples if e.get(INTENT) and e.get(TEXT)]
        counts = sparse.vstack([_ngram_counts(example) for example in examples]).tocsr()
        document_frequency = np.asarray((counts > 0).sum(axis=0)).ravel()
        self._arrays["idf"] = np.log((1 + len(examples)) / (1 + document_frequency)) + 1
        model = LogisticRegression(
            C=self._config["regularization"], class_weight="balanced", max_iter=self._config["max_iterations"]
        )
        model.fit(self._matrix(examples), [example.get(INTENT) for example in examples])
        self._arrays |= {
            "weights": model.coef_.T.astype(np.float32),
            "bias": model.intercept_.astype(np.float32),
            "intents": np.asarray([str(intent) for intent in model.classes_]),
        }
        with self._storage.write_to(self._resource) as folder:
            np.savez(folder / "classifier.npz", **self._arrays)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Classifies the messages that carry features and have no intent yet (a button press already has one)."""
        open_messages = [m for m in messages if not m.get(INTENT) and m.get(TEXT) and m.get_dense_features(TEXT)[1]]
        if not open_messages:
            return messages
        scores = self._matrix(open_messages) @ self._arrays["weights"] + self._arrays["bias"]
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        for message, row in zip(open_messages, scores / scores.sum(axis=1, keepdims=True), strict=True):
            best = np.argsort(-row)[:RANKING_LENGTH]
            ranking = [{"name": str(self._arrays["intents"][i]), "confidence": float(row[i])} for i in best]
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _matrix(self, messages: list[Message]) -> sparse.csr_matrix:
        """Feature matrix of shape (messages, n-grams + encoder dimensions), both blocks of unit length per row."""
        dense = np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
        counts = sparse.vstack([_ngram_counts(message) for message in messages]).tocsr().astype(np.float64)
        counts.data = 1 + np.log(counts.data)
        ngrams = counts.multiply(self._arrays["idf"]).tocsr()
        lengths = np.sqrt(np.asarray(ngrams.multiply(ngrams).sum(axis=1)).ravel())
        scale = self._config["ngram_weight"] / np.where(lengths == 0, 1, lengths)
        return sparse.hstack([sparse.diags(scale) @ ngrams, sparse.csr_matrix(dense)]).tocsr()


def _ngram_counts(message: Message) -> sparse.csr_matrix:
    return sparse.csr_matrix(message.get_sparse_features(TEXT)[1].features)
