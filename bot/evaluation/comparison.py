"""Runs every candidate over cross-validation, the held-out sets and the same sets typed badly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.components.logistic import softmax
from bot.evaluation import candidates
from bot.evaluation.candidates import Answer, Learn, Scores
from bot.evaluation.features import Features, Featurizer
from bot.evaluation.measures import Outcome, fitted_temperature
from bot.evaluation.sentences import Sentence
from bot.evaluation.typing_noise import mistyped

SINGLE: dict[str, Learn] = {
    "majority": candidates.majority,
    "n-grams": candidates.ngrams_as_typed,
    "encoder": candidates.encoder_as_typed,
    "encoder + n-grams, as typed": candidates.encoder_and_ngrams_as_typed,
    "nearest neighbours": candidates.neighbours,
    "ours": candidates.ours,
}
OURS, NEIGHBOURS, ENSEMBLE, CALIBRATED = "ours", "nearest neighbours", "ours + neighbours", "ours, calibrated"
FOLDS = 5
BADLY = ", typed badly"
CROSS_VALIDATION = "cross-validation"


@dataclass(frozen=True)
class Comparison:
    """Outcome by candidate and set, and the temperature that cross-validation gave."""

    outcomes: Mapping[tuple[str, str], Outcome]
    temperature: float

    @property
    def names(self) -> list[str]:
        """The candidates, in the order they were run."""
        return list(dict.fromkeys(candidate for candidate, _ in self.outcomes))


def compared(
    training: Sequence[Sentence],
    sets: Mapping[str, Sequence[Sentence]],
    pairs: dict[str, list[str]],
    tell: Callable[[str], None],
) -> Comparison:
    """Learns every candidate FOLDS + 1 times; `tell` hears how far it is."""
    intents = sorted({sentence.intent for sentence in training})
    labels = np.asarray([intents.index(sentence.intent) for sentence in training], dtype=np.int64)
    featurize = Featurizer([sentence.text for sentence in training])
    features = featurize([sentence.text for sentence in training])
    asked = {name: featurize([s.text for s in sentences]) for name, sentences in sets.items()}
    asked |= {name + BADLY: featurize([mistyped(s.text, pairs) for s in sentences]) for name, sentences in sets.items()}
    meant = {name: [s.intent for s in sets[name.removesuffix(BADLY)]] for name in asked}
    meant[CROSS_VALIDATION] = [sentence.intent for sentence in training]

    scores: dict[tuple[str, str], Scores] = {}
    for candidate, learn in SINGLE.items():
        tell(f"{candidate}: learns")
        answer = learn(features, labels, len(intents))
        scores |= {(candidate, name): answer(asked_features) for name, asked_features in asked.items()}
        tell(f"{candidate}: {CROSS_VALIDATION}")
        scores[candidate, CROSS_VALIDATION] = _crossed(learn, features, labels, len(intents))
    temperature = fitted_temperature(scores[OURS, CROSS_VALIDATION], labels)
    for name in meant:
        scores[ENSEMBLE, name] = candidates.together(scores[OURS, name], scores[NEIGHBOURS, name])
        scores[CALIBRATED, name] = np.asarray(scores[OURS, name] / temperature, dtype=np.float32)
    outcomes = {key: Outcome(softmax(found), intents, meant[key[1]]) for key, found in scores.items()}
    return Comparison(outcomes, temperature)


def folds(count: int, parts: int = FOLDS, seed: int = 7) -> list[NDArray[np.int64]]:
    """The rows of each part, shuffled the same way every time."""
    return [np.sort(part) for part in np.array_split(np.random.default_rng(seed).permutation(count), parts)]


def _crossed(learn: Learn, features: Features, labels: NDArray[np.int64], count: int) -> Scores:
    found = np.zeros((len(labels), count), dtype=np.float32)
    for part in folds(len(labels)):
        rest = np.setdiff1d(np.arange(len(labels)), part)
        answer: Answer = learn(features.take(rest), labels[rest], count)
        found[part] = answer(features.take(part))
    return found
