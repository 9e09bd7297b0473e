"""What a person does with a whole message in the middle of a talk, learnt from labelled turns (bot/data/talk_turns).

An act is done by each part of a message; a move is made by all of it, as an answer to what we said last. The model
reads the words only and passes on every likely move; bot/actions/moves.py weighs them with what is usual just then.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.acts import DATA, train_acts
from bot.components.dutch_words import DutchWords
from bot.components.intent_classifier import vectors_of
from bot.components.spelling import Speller, count_words
from bot.components.spelling_mender import WORDS
from bot.components.trained import TrainedModel
from bot.talk_turns import talk_turns

QUESTIONS = 2  # of each set of example questions that only asks: more take what is unsure for a question
NOT_ONLY_ASKED = ("ask_training", "ask_budget", "ask_occupation", "need_geld_tijd", "need_leren")  # other moves
HOW_TO_SAY = ("talk_boss_now", "via_boss")
LEAST = 0.005  # less likely moves are not passed on
MOVES = "moves"


def _plain_questions() -> Iterator[str]:
    """The first questions of each set of bot/data/question_examples: talks hold few of those without any context."""
    for path in sorted((DATA / "question_examples").glob("*.yml")):
        for name, each in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if name not in HOW_TO_SAY and each.get("intent") not in NOT_ONLY_ASKED and not each.get("unknown"):
                yield from (line.removeprefix("- ") for line in each["examples"].strip().splitlines()[:QUESTIONS])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MoveReader(TrainedModel):
    """Writes `moves: [{text, likely: {move: probability}}]` on the first message: all of it, then each of its clauses.

    Needs the words of SpellingMender and the sentence vector of SentenceEncoderFeaturizer.
    """

    file = "moves.npz"

    def learn(self, training_data: TrainingData) -> None:
        """Fits on the turns; misspelt words are mended by the words of all intents."""
        said = (example.get(TEXT) for example in training_data.intent_examples if example.get(TEXT))
        speller = Speller(count_words(said), DutchWords.from_lookups())
        turns = [(text, move) for _, text, move in talk_turns()]
        self._model = train_acts(speller, [*turns, *((text, "ask") for text in _plain_questions())])

    def process(self, messages: list[Message]) -> list[Message]:
        """Reads the first message and the clauses behind it; a pressed button does nothing but what it says."""
        parts = [message for message in messages if message.get(TEXT)]
        if not parts or self._model is None or parts[0].get(INTENT):
            return messages
        moves = self._model.intents
        rows = self._model.probabilities([part.get(WORDS) for part in parts], vectors_of(parts))
        likely = [{move: float(sure) for move, sure in zip(moves, row, strict=True) if sure >= LEAST} for row in rows]
        read = [{"text": part.get(TEXT), "likely": each} for part, each in zip(parts, likely, strict=True)]
        parts[0].set(MOVES, read, add_to_output=True)
        return messages
