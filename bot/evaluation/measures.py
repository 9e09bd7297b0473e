"""What is counted: right, right among three, off-topic taken for a need, F1, confusions, the curve of thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from bot.components.logistic import softmax

OFF_TOPIC = "out_of_scope"
NEED = "need_"
OFFERED = 3  # intents behind the did-you-mean buttons


@dataclass(frozen=True)
class Outcome:
    """Probabilities of shape (sentences, intents) beside what was meant."""

    probabilities: NDArray[np.float32]
    intents: Sequence[str]
    meant: Sequence[str]

    @property
    def heard(self) -> list[str]:
        """The most likely intent of each sentence."""
        return [self.intents[place] for place in self.probabilities.argmax(axis=1)]

    @property
    def sure(self) -> NDArray[np.float32]:
        """How likely the most likely intent is."""
        best: NDArray[np.float32] = self.probabilities.max(axis=1)
        return best

    def right(self, prefix: str = "") -> float:
        """Share heard as meant, of the sentences whose intent begins with the prefix."""
        pairs = zip(self.heard, self.meant, strict=True)
        return float(np.mean([heard == meant for heard, meant in pairs if meant.startswith(prefix)]))

    def right_when_offered(self) -> float:
        """Share of sentences whose intent is among the three most likely."""
        best = np.argsort(-self.probabilities, axis=1)[:, :OFFERED]
        return float(np.mean([m in {self.intents[i] for i in row} for m, row in zip(self.meant, best, strict=True)]))

    def off_topic_taken_for_need(self, threshold: float = 0.0) -> float:
        """Share of off-topic sentences heard as a need with at least that probability."""
        rows = zip(self.heard, self.sure, self.meant, strict=True)
        taken = [heard.startswith(NEED) and sure >= threshold for heard, sure, meant in rows if meant == OFF_TOPIC]
        return float(np.mean(taken)) if taken else 0.0

    def shares(self, threshold: float) -> tuple[float, float, float]:
        """Answered right, asked back, answered wrong: together 1."""
        sure = self.sure >= threshold
        right = np.asarray([heard == meant for heard, meant in zip(self.heard, self.meant, strict=True)])
        return float((sure & right).mean()), float((~sure).mean()), float((sure & ~right).mean())

    def confusions(self) -> list[tuple[tuple[str, str], int]]:
        """(meant, heard) and how often, most frequent first."""
        pairs = zip(self.meant, self.heard, strict=True)
        return Counter((meant, heard) for meant, heard in pairs if meant != heard).most_common()

    def f1(self) -> dict[str, float]:
        """F1 of every intent that was meant or heard."""
        right = Counter(m for m, h in zip(self.meant, self.heard, strict=True) if m == h)
        meant, heard = Counter(self.meant), Counter(self.heard)
        return {name: 2 * right[name] / (meant[name] + heard[name]) for name in sorted({*meant, *heard})}


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Several sets as one."""
    meant = [intent for outcome in outcomes for intent in outcome.meant]
    return Outcome(np.vstack([outcome.probabilities for outcome in outcomes]), outcomes[0].intents, meant)


def fitted_temperature(scores: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """The temperature with which the right intents were least surprising (Guo et al. 2017)."""
    rows = np.arange(len(labels))

    def surprise(temperature: float) -> float:
        likely = softmax((scores / temperature).astype(np.float32))[rows, labels]
        return float(-np.log(np.maximum(likely, 1e-9)).mean())

    return float(minimize_scalar(surprise, bounds=(0.2, 3.0), method="bounded").x)


def dishonesty(outcome: Outcome, bins: int = 10) -> float:
    """Expected calibration error: how far stated probability and share right lie apart."""
    sure = outcome.sure
    right = np.asarray([heard == meant for heard, meant in zip(outcome.heard, outcome.meant, strict=True)])
    which = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(float((sure - right)[which == place].sum())) for place in range(bins)]
    return sum(gaps) / len(sure)
