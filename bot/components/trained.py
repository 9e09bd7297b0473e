"""The base of components that learn something and store it."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intent_model import IntentModel


class TrainedComponent(GraphComponent):
    """Subclasses say what they learn and how it stands in a folder; Rasa's side of it is here."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource

    @abstractmethod
    def learn(self, training_data: TrainingData) -> None:
        """Learns from the training data."""

    @abstractmethod
    def write(self, folder: Path) -> None:
        """Writes what was learned."""

    @abstractmethod
    def read(self, folder: Path) -> None:
        """Reads what was written."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates a component that knows nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Loads what was learned."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.read(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learns and stores."""
        self.learn(training_data)
        with self._storage.write_to(self._resource) as folder:
            self.write(folder)
        return self._resource


class TrainedModel(TrainedComponent):
    """Of components that learn one IntentModel; subclasses name the file it is kept in."""

    file: ClassVar[str]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._model: IntentModel | None = None

    def write(self, folder: Path) -> None:
        """Stores the arrays of the model. Raises RuntimeError before training."""
        if self._model is None:
            raise RuntimeError(f"There is no model to store in {self.file}; train it first.")
        np.savez(folder / self.file, **self._model.arrays())

    def read(self, folder: Path) -> None:
        """Loads the arrays of the model."""
        with np.load(folder / self.file, allow_pickle=False) as stored:
            self._model = IntentModel.from_arrays(dict(stored))
