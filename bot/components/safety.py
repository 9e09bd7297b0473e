"""Safety before anything else: two nets over every message, one of patterns and one by meaning.

The patterns (`safety_rules`) are certain. The learned net (`safety_net`) adds what no list can hold. Both read the
whole message and each of its clauses, with figures of speech taken out. Of suicide the net may be unsure: then we ask.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.safety_net import SafetyNet
from bot.components.safety_rules import CHECK, KINDS, SafetyRules
from bot.components.safety_words import parts_of
from bot.components.sentence_encoder import shared_encoder

EXAMPLES = Path(__file__).parents[1] / "data" / "safety_examples.yml"
# From these probabilities on the net is believed. Chosen on tests/bot/safety and the held-out
# career sentences: see bot/README.md.
SURE = {"suicide": 0.8, "violence": 0.45, "bullying": 0.52, "debt": 0.5, "legal": 0.5}
DANGER = ("suicide", "violence")  # before the other kinds, whatever is likelier
UNSURE_OF_SUICIDE = 0.45  # from here on we ask


class SafetyJudge:
    """Both nets together: `find` gives one of KINDS, CHECK, or None."""

    def __init__(self, rules: SafetyRules, net: SafetyNet) -> None:
        self._rules = rules
        self._net = net

    def find(self, text: str) -> str | None:
        """Danger first, as soon as either net sees it; of the rest, and of a doubt about suicide, the likeliest."""
        by_rule = self._rules.find(text)
        if by_rule == KINDS[0]:
            return by_rule
        scores = self.scores(text) | ({by_rule: 1.0} if by_rule in KINDS else {})
        for kind in DANGER:
            if scores[kind] >= SURE[kind]:
                return kind
        likely = [kind for kind in KINDS if kind not in DANGER and scores[kind] >= SURE[kind]]
        best = max(likely, key=scores.__getitem__, default=None)
        in_doubt = by_rule == CHECK or scores["suicide"] >= UNSURE_OF_SUICIDE
        if in_doubt and (best is None or scores["suicide"] >= scores[best]):
            return CHECK
        return best

    def scores(self, text: str) -> dict[str, float]:
        """Per kind the highest probability of the whole text and of its clauses."""
        plain = self._rules.read(text)
        parts = {kind: parts_of(self._rules.literal(kind, plain)) for kind in KINDS}
        distinct = list(dict.fromkeys(part for of_kind in parts.values() for part in of_kind))
        scores = dict(zip(distinct, self._net.scores(distinct), strict=True))
        return {kind: max((scores[part][kind] for part in parts[kind]), default=0.0) for kind in KINDS}


def safety_examples(rules: SafetyRules, path: Path = EXAMPLES) -> list[tuple[str, str]]:
    """Pairs of a text as the rules read it and its kind, "none" among them."""
    table: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(rules.read(line), kind) for kind, lines in table.items() for line in lines.strip().splitlines()]


def train_net(rules: SafetyRules, ordinary: list[str]) -> SafetyNet:
    """Learns from the examples and from ordinary messages, as far as the rules find nothing in those."""
    harmless = [(rules.read(text), "none") for text in ordinary if rules.find(text) is None]
    return SafetyNet.fit(list(dict.fromkeys([*safety_examples(rules), *harmless])), shared_encoder())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyCheck(GraphComponent):
    """Overrules the intent with `safety_<kind>` and leaves no clause behind that could start anything else."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage = storage
        self._resource = resource
        self._judge: SafetyJudge | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyCheck:
        """Creates an untrained check."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyCheck:
        """Loads the arrays of the trained net."""
        check = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / "safety.npz", allow_pickle=False) as stored:
            check._judge = SafetyJudge(SafetyRules(), SafetyNet(dict(stored), shared_encoder()))
        return check

    def train(self, training_data: TrainingData) -> Resource:
        """Trains the net; the sentences of all intents are ordinary messages."""
        ordinary = [example.get(TEXT) for example in training_data.intent_examples if example.get(TEXT)]
        rules = SafetyRules()
        net = train_net(rules, ordinary)
        self._judge = SafetyJudge(rules, net)
        with self._storage.write_to(self._resource) as folder:
            np.savez(folder / "safety.npz", **net.arrays)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of every message that carries a sign of trouble. Raises RuntimeError before training."""
        if self._judge is None:
            raise RuntimeError("The safety check is not trained; train the model first.")
        for message in messages:
            kind = self._judge.find(message.get(TEXT) or "")
            if kind:
                message.set(INTENT, {"name": f"safety_{kind}", "confidence": 1.0}, add_to_output=True)
                message.set("clauses", [], add_to_output=True)
        return messages
