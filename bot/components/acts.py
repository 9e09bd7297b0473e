"""What a person does with each part of a message, learnt from examples: decides on a step, turns down, corrects.

An intent says what a message is about, an act what is done with it: "die audicien hoeft niet" and "ik word audicien"
are about the same work. The model is of the form that decides the intent (`intent_model`), with its own examples.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.dutch_words import DutchWords
from bot.components.intent_classifier import vectors_of
from bot.components.intent_model import IntentModel
from bot.components.sentence_encoder import shared_encoder
from bot.components.spelling import Speller, count_words
from bot.components.spelling_mender import WORDS
from bot.components.trained import TrainedModel

DATA = Path(__file__).parents[1] / "data"
STRENGTH = 10.0  # of the regression
# Sentences of these intents do the same thing; "else" is what does none of it: "wat eten we vandaag" says no goodbye.
OF_INTENTS = {
    **dict.fromkeys(("ask_training", "ask_budget", "ask_dismissal", "ask_service", "ask_pay", "ask_occupation"), "ask"),
    **dict.fromkeys(("ask_chances", "ask_privacy", "ask_duration", "ask_cost", "ask_stap", "ask_evc"), "ask"),
    "ask_bot": "ask",
    **dict.fromkeys(("out_of_scope", "greet", "smalltalk", "other_language", "insult"), "else"),
    **dict.fromkeys(("affirm", "thank"), "agree"),
    "ask_human": "human",
    "goodbye": "goodbye",
}


def act_examples() -> list[tuple[str, str]]:
    """Pairs of a text and its act: those written for it, and the questions people ask."""
    files = sorted((DATA / "act_examples").glob("*.yml"))
    tables = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in files)
    written = [(line, act) for table in tables for act, lines in table.items() for line in lines]
    return written + [(line, "ask") for line in _questions()]


def _questions() -> Iterator[str]:
    for path in sorted((DATA / "question_examples").glob("*.yml")):
        for each in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            yield from (line.removeprefix("- ") for line in each["examples"].strip().splitlines())


def train_acts(speller: Speller, examples: list[tuple[str, str]]) -> IntentModel:
    """Learns from pairs of a text, as it was typed, and its act."""
    texts = [text for text, _ in examples]
    vectors = shared_encoder().encode([speller.mend(text) for text in texts])
    words = [speller.words(text) for text in texts]
    return IntentModel.trained(words, vectors, [act for _, act in examples], strength=STRENGTH)


class PartReader(TrainedModel):
    """Of components that learn what a text does, and write it on the first message: of all of it, then of each clause.

    Needs the words of SpellingMender and the sentence vector of SentenceEncoderFeaturizer on every message.
    """

    writes: ClassVar[str]  # the key on the message: a list of dicts with the text and what `told` says of it

    @abstractmethod
    def examples(self, training_data: TrainingData) -> list[tuple[str, str]]:
        """Pairs of a text, as it was typed, and what it does."""

    @abstractmethod
    def told(self, likely: dict[str, float]) -> dict[str, Any]:
        """What is written of a part, by how likely it does each thing."""

    def learn(self, training_data: TrainingData) -> None:
        """Fits on the examples; misspelt words are mended by the words of all intents."""
        said = (example.get(TEXT) for example in training_data.intent_examples if example.get(TEXT))
        speller = Speller(count_words(said), DutchWords.from_lookups())
        self._model = train_acts(speller, self.examples(training_data))

    def process(self, messages: list[Message]) -> list[Message]:
        """Reads the first message and the clauses behind it; a pressed button does nothing but what it says."""
        parts = [message for message in messages if message.get(TEXT)]
        if not parts or self._model is None or parts[0].get(INTENT):
            return messages
        rows = self._model.probabilities([part.get(WORDS) for part in parts], vectors_of(parts))
        likely = [dict(zip(self._model.intents, map(float, row), strict=True)) for row in rows]
        read = [{"text": part.get(TEXT), **self.told(each)} for part, each in zip(parts, likely, strict=True)]
        parts[0].set(self.writes, read, add_to_output=True)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActReader(PartReader):
    """Writes `acts: [{text, act, confidence}]`."""

    file = "acts.npz"
    writes = "acts"

    def examples(self, training_data: TrainingData) -> list[tuple[str, str]]:
        """Those written for it, and the sentences of the intents that are one act."""
        said = [(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples if e.get(TEXT)]
        return [*act_examples(), *((text, OF_INTENTS[intent]) for text, intent in said if intent in OF_INTENTS)]

    def told(self, likely: dict[str, float]) -> dict[str, Any]:
        """The likeliest act."""
        act = max(likely, key=likely.__getitem__)
        return {"act": act, "confidence": likely[act]}
