"""Rasa's stock NLU pipeline on the same sentences, for comparison. Training takes half an hour on a quiet machine."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from bot.evaluation.sentences import TRAINING, Sentence
from bot.evaluation.typing_noise import mistyped

# `rasa init` writes 100; an epoch takes minutes, and after twenty 98 % of the training sentences are right.
EPOCHS = 40
STOCK = {
    "recipe": "default.v1",
    "assistant_id": "stock",
    "language": "nl",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True, "entity_recognition": False},
    ],
}


def table(sets: Mapping[str, Sequence[Sentence]], pairs: dict[str, list[str]], model: str | None = None) -> str:
    """Trains unless a model is given, and gives right / right with noise for every set as Markdown."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        config.write_text(yaml.safe_dump(STOCK), encoding="utf-8")
        model = model or train_nlu(str(config), str(TRAINING), folder)
        agent = Agent.load(model)
        lines = [f"\n## Stock DIET, {EPOCHS} epochs\n"]
        for name, sentences in sets.items():
            clean = _share_right(agent, [(s.text, s.intent) for s in sentences])
            badly = _share_right(agent, [(mistyped(s.text, pairs), s.intent) for s in sentences])
            lines.append(f"- {name}: {100 * clean:.1f} % / {100 * badly:.1f} %")
    return "\n".join(lines) + "\n"


def _share_right(agent: object, sentences: Sequence[tuple[str, str]]) -> float:
    async def heard() -> list[str | None]:
        return [(await agent.parse_message(text))["intent"]["name"] for text, _ in sentences]  # type: ignore[attr-defined]

    answers = asyncio.run(heard())
    return sum(h == meant for h, (_, meant) in zip(answers, sentences, strict=True)) / len(sentences)
