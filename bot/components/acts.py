"""What a person does with each part of a message, learnt from examples: decides on a step, turns down, corrects.

An intent says what a message is about, an act what is done with it: "die audicien hoeft niet" and "ik word audicien"
are about the same work. The model is of the form that decides the intent (`intent_model`), with its own examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
ACTS = "acts"


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


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActReader(TrainedModel):
    """Writes `acts: [{text, act, confidence}]` on the first message: the whole message, then each of its clauses.

    Needs the words of SpellingMender and the sentence vector of SentenceEncoderFeaturizer on every message.
    """

    file = "acts.npz"

    def learn(self, training_data: TrainingData) -> None:
        """Fits on the examples; misspelt words are mended by the words of all intents."""
        said = [(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples if e.get(TEXT)]
        beside = [(text, OF_INTENTS[intent]) for text, intent in said if intent in OF_INTENTS]
        speller = Speller(count_words(text for text, _ in said), DutchWords.from_lookups())
        self._model = train_acts(speller, [*act_examples(), *beside])

    def process(self, messages: list[Message]) -> list[Message]:
        """Reads the first message and the clauses behind it; a pressed button does nothing but what it says."""
        parts = [message for message in messages if message.get(TEXT)]
        if not parts or self._model is None or parts[0].get(INTENT):
            return messages
        rows = self._model.probabilities([part.get(WORDS) for part in parts], vectors_of(parts))
        read = [
            {"text": part.get(TEXT), "act": self._model.intents[best], "confidence": float(row[best])}
            for part, row, best in zip(parts, rows, rows.argmax(axis=1), strict=True)
        ]
        parts[0].set(ACTS, read, add_to_output=True)
        return messages
