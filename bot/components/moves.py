"""What a person does with a whole message in the middle of a talk, learnt from labelled turns (bot/data/talk_turns).

An act is done by each part of a message; a move is made by all of it, as an answer to what we said last. The model
reads the words only and passes on every likely move; bot/actions/moves.py weighs them with what is usual just then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.acts import DATA, PartReader
from bot.talk_turns import talk_turns

QUESTIONS = 2  # of each set of example questions that only asks: more take what is unsure for a question
NOT_ONLY_ASKED = ("ask_training", "ask_budget", "ask_occupation", "need_geld_tijd", "need_leren")  # other moves
HOW_TO_SAY = ("talk_boss_now", "via_boss")
LEAST = 0.005  # less likely moves are not passed on


def _plain_questions() -> Iterator[str]:
    """The first questions of each set of bot/data/question_examples: talks hold few of those without any context."""
    for path in sorted((DATA / "question_examples").glob("*.yml")):
        for name, each in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if name not in HOW_TO_SAY and each.get("intent") not in NOT_ONLY_ASKED and not each.get("unknown"):
                yield from (line.removeprefix("- ") for line in each["examples"].strip().splitlines()[:QUESTIONS])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MoveReader(PartReader):
    """Writes `moves: [{text, likely: {move: probability}}]`."""

    file = "moves.npz"
    writes = "moves"

    def examples(self, training_data: TrainingData) -> list[tuple[str, str]]:
        """The turns of talks, and a few questions without any context."""
        turns = [(text, move) for _, text, move in talk_turns()]
        return [*turns, *((text, "ask") for text in _plain_questions())]

    def told(self, likely: dict[str, float]) -> dict[str, Any]:
        """Every move that is not out of the question."""
        return {"likely": {move: sure for move, sure in likely.items() if sure >= LEAST}}
