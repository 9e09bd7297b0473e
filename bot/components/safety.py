"""Safety before anything else: two nets over every message, one of patterns and one by meaning.

The patterns (`safety_rules`) are certain. The learned net (`safety_net`) adds what no list can hold. Both read the
whole message and each of its clauses, with figures of speech taken out. Of suicide the net may be unsure: then we ask.
Of all kinds it says how sure it is; what is done with that is for the actions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.safety_net import SafetyNet
from bot.components.safety_rules import CHECK, KINDS, Reading, SafetyRules
from bot.components.safety_words import SHORTEST_PART
from bot.components.sentence_encoder import ENCODED_TOO, VECTORS_TOO, shared_encoder
from bot.components.spelling import WORD
from bot.components.stateless import StatelessComponent
from bot.components.trained import TrainedComponent
from bot.talk_turns import talk_turns
from knowledge.encoder import Vectors

EXAMPLES = Path(__file__).parents[1] / "data" / "safety_examples"
# From these probabilities on the net is believed. Chosen by cross-validation: see bot/README.md.
SURE = {"suicide": 0.85, "violence": 0.4, "bullying": 0.35, "debt": 0.32, "legal": 0.5}
# A clause torn from its sentence must be this much surer than the whole message; for suicide only a little.
CLAUSE_IS_LESS = {"suicide": 0.1, "violence": 0.2, "bullying": 0.2, "debt": 0.2, "legal": 0.2}
DANGER = ("suicide", "violence")  # before the other kinds, whatever is likelier
UNSURE_OF_SUICIDE = 0.47  # from here on we ask
ORDINARY = "ordinary"  # what people say that does not even look like trouble; the examples call what does "none"
WAYS_TO_A_HUMAN = ("ask_human", "book_adviser")
READING = "safety_reading"


class SafetyJudge:
    """Both nets together: the patterns have spoken in the reading, the learned net is asked here."""

    def __init__(self, net: SafetyNet) -> None:
        self._net = net

    def judge(self, reading: Reading, vectors: Vectors) -> tuple[str, float] | None:
        """Which of KINDS, or CHECK, and how sure; None when there is no sign.

        Danger first, as soon as either net sees it; of the rest the likeliest. `vectors` are those of `reading.texts`.
        """
        by_rule = reading.by_rule
        if by_rule == KINDS[0]:
            return by_rule, 1.0
        scores = self._scores(reading, vectors) | ({by_rule: 1.0} if by_rule in KINDS else {})
        for kind in DANGER:
            if scores[kind] >= SURE[kind]:
                suicide_is_likelier = scores["suicide"] > max(scores[kind], UNSURE_OF_SUICIDE)
                return (CHECK, scores["suicide"]) if suicide_is_likelier else (kind, scores[kind])
        likely = [kind for kind in KINDS if kind not in DANGER and scores[kind] >= SURE[kind]]
        best = max(likely, key=scores.__getitem__, default=None)
        in_doubt = by_rule == CHECK or scores["suicide"] >= UNSURE_OF_SUICIDE
        if in_doubt and (best is None or scores["suicide"] >= scores[best]):
            return CHECK, 1.0 if by_rule == CHECK else scores["suicide"]
        return (best, scores[best]) if best else None

    def _scores(self, reading: Reading, vectors: Vectors) -> dict[str, float]:
        """Per kind the highest probability of the whole text and of its clauses, these a little lower.

        Of one or two words ("thuis", "geen geld") only the patterns can tell: they mean anything. So does what is left
        of a sentence without its figure of speech: the "ik heb" of "ik heb geen geld voor een cursus".
        """
        if len(WORD.findall(reading.texts[0])) < SHORTEST_PART:
            return dict.fromkeys(KINDS, 0.0)
        scores = dict(zip(reading.texts, self._net.scores(reading.texts, vectors), strict=True))
        for text in reading.texts:
            if len(WORD.findall(text)) < SHORTEST_PART:
                scores[text] = dict.fromkeys(scores[text], 0.0)
        return {
            kind: max([scores[whole][kind], *(scores[clause][kind] - CLAUSE_IS_LESS[kind] for clause in clauses)])
            for kind, (whole, *clauses) in reading.parts.items()
        }


def safety_examples(rules: SafetyRules, folder: Path = EXAMPLES) -> list[tuple[str, str]]:
    """Pairs of a text as the rules read it and its kind, "none" among them."""
    tables = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yml")))
    by_kind: list[tuple[str, str]] = [pair for table in tables for pair in table.items()]
    return [(rules.read(line), kind) for kind, lines in by_kind for line in lines.strip().splitlines()]


def train_net(rules: SafetyRules, ordinary: list[str]) -> SafetyNet:
    """Learns from the examples and from ordinary messages, as far as the rules find nothing in those.

    These are a class of their own: every class weighs the same, and the few that look like trouble must not drown.
    """
    examples = dict.fromkeys(safety_examples(rules))
    labelled = {text for text, _ in examples}
    harmless = dict.fromkeys(rules.read(text) for text in ordinary if rules.find(text) is None)
    everything = [*examples, *((text, ORDINARY) for text in harmless if text not in labelled)]
    return SafetyNet.fit(everything, shared_encoder())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SafetyReader(StatelessComponent):
    """Reads the whole message before the sentence encoder, so that all its parts are encoded in one go."""

    def __init__(self) -> None:
        self._rules = SafetyRules()

    def process(self, messages: list[Message]) -> list[Message]:
        """Leaves a reading on every message that is no clause of another."""
        for message in messages:
            if not message.get("is_clause"):
                reading = self._rules.reading(message.get(TEXT) or "")
                message.set(READING, reading)
                message.set(ENCODED_TOO, reading.texts)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyCheck(TrainedComponent):
    """Overrules the intent with `safety_<kind>`, sure as it is; of suicide no clause counts but a wish for a human.

    Needs SafetyReader and SentenceEncoderFeaturizer before it.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, storage, resource)
        self._net: SafetyNet | None = None
        self._judge: SafetyJudge | None = None

    def learn(self, training_data: TrainingData) -> None:
        """Trains the net; the sentences of all intents, and what people say in the middle of a talk, are ordinary."""
        ordinary = [example.get(TEXT) for example in training_data.intent_examples if example.get(TEXT)]
        ordinary += [text for _, text, _ in talk_turns()]
        self._net = train_net(SafetyRules(), ordinary)

    def write(self, folder: Path) -> None:
        """Stores the arrays of the net. Raises RuntimeError before training."""
        if self._net is None:
            raise RuntimeError("There is no safety net to store; train it first.")
        np.savez(folder / "safety.npz", **self._net.arrays())

    def read(self, folder: Path) -> None:
        """Loads the arrays of the net."""
        with np.load(folder / "safety.npz", allow_pickle=False) as stored:
            self._judge = SafetyJudge(SafetyNet.from_arrays(dict(stored)))

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent of every message that carries a sign of trouble. Raises RuntimeError before training."""
        if self._judge is None:
            raise RuntimeError("The safety check is not trained; train the model first.")
        for message in (message for message in messages if message.get(TEXT)):
            found = self._judge.judge(message.get(READING), message.get(VECTORS_TOO))
            if found:
                kind, sureness = found
                message.set(INTENT, {"name": f"safety_{kind}", "confidence": sureness}, add_to_output=True)
                if kind == KINDS[0]:  # other signs may be passed by: then the message counts as it is
                    kept = [clause for clause in message.get("clauses") or [] if clause["intent"] in WAYS_TO_A_HUMAN]
                    message.set("clauses", kept, add_to_output=True)
        return messages
