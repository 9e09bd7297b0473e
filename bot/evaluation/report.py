"""Writes the outcomes down: the tables as Markdown, the confusions as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bot.evaluation.comparison import BADLY, CALIBRATED, CROSS_VALIDATION, Comparison
from bot.evaluation.measures import Outcome, dishonesty, joined

THRESHOLDS = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)
WORST = 25


def table(comparison: Comparison, sets: Sequence[str], detailed: Sequence[str], threshold: float) -> str:
    """The whole report; `detailed` are the sets whose confusions may be looked at, `sets` all of them."""
    seen = joined([comparison.outcomes[CALIBRATED, name] for name in detailed])
    parts = [
        "# How well messages are understood\n",
        "\n".join(_candidates(comparison, sets)),
        f"\n## The model of the assistant (temperature {comparison.temperature:.2f}, threshold {threshold})\n",
        "\n".join(_sets(comparison, sets, threshold)),
        f"\n## Thresholds, on {', '.join(detailed)}\n",
        "\n".join(_thresholds(seen)),
        "\n## Confusions, on the same sets\n",
        "\n".join(f"- {meant} heard as {heard}: {times}" for (meant, heard), times in seen.confusions()[:WORST]),
        "\n## F1 of each intent, on the same sets\n",
        "\n".join(f"| {name} | {value:.2f} |" for name, value in sorted(seen.f1().items(), key=lambda item: item[1])),
    ]
    return "\n".join(parts) + "\n"


def draw_confusions(outcome: Outcome, path: Path) -> None:
    """A square per pair of meant and heard intent, darker the larger its share of what was meant."""
    import matplotlib  # only a report draws, and importing it takes a second

    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = sorted({*outcome.meant, *outcome.heard})
    places = {name: place for place, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for meant, heard in zip(outcome.meant, outcome.heard, strict=True):
        counts[places[meant], places[heard]] += 1
    figure, axes = pyplot.subplots(figsize=(15, 14))
    axes.imshow(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("heard")
    axes.set_ylabel("meant")
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _candidates(comparison: Comparison, sets: Sequence[str]) -> Iterator[str]:
    columns = [CROSS_VALIDATION, *sets]
    yield "Right, as typed / with a typing error per four words.\n"
    yield "| model | " + " | ".join(columns) + " |"
    yield "|---|" + "---|" * len(columns)
    for candidate in comparison.names:
        cells = []
        for name in columns:
            cell = _percent(comparison.outcomes[candidate, name].right())
            badly = comparison.outcomes.get((candidate, name + BADLY))
            cells.append(f"{cell} / {_percent(badly.right())}" if badly else cell)
        yield f"| {candidate} | " + " | ".join(cells) + " |"


def _sets(comparison: Comparison, sets: Sequence[str], threshold: float) -> Iterator[str]:
    yield "| set | sentences | right | needs right | right in three | off-topic taken for a need | errors with noise |"
    yield "|---|---|---|---|---|---|---|"
    for name in sets:
        found = comparison.outcomes[CALIBRATED, name]
        badly = comparison.outcomes[CALIBRATED, name + BADLY]
        yield (
            f"| {name} | {len(found.meant)} | {_percent(found.right())} | {_percent(found.right('need_'))} | "
            f"{_percent(found.right_when_offered())} | {_percent(found.off_topic_taken_for_need(threshold))} | "
            f"{(1 - badly.right()) / max(1 - found.right(), 1e-9):.2f} times |"
        )


def _thresholds(outcome: Outcome) -> Iterator[str]:
    yield f"Stated and real probability lie {100 * dishonesty(outcome):.1f} points apart on average.\n"
    yield "| threshold | answered right | asked back | answered wrong | off-topic taken for a need |"
    yield "|---|---|---|---|---|"
    for threshold in THRESHOLDS:
        shares = " | ".join(_percent(share) for share in outcome.shares(threshold))
        yield f"| {threshold:.2f} | {shares} | {_percent(outcome.off_topic_taken_for_need(threshold))} |"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
