"""Puts the samples of two assistants side by side: medians, their spread, and ratios."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from operations.bench.measures import Samples

WIDGET = "widget: "
BEHIND_WIDGET = "Rasa: "  # stock Rasa has no widget: what a person waits for there is its REST channel


def spread(values: Sequence[float]) -> str:
    """Returns "median (smallest–largest)", or only the median of a single value."""
    middle = _short(statistics.median(values))
    return middle if len(values) == 1 else f"{middle} ({_short(min(values))}–{_short(max(values))})"


def ratio(ours: Sequence[float], stock: Sequence[float]) -> str:
    """Returns ours / stock: the ratio of the medians, and between which values it can lie given both spreads."""
    middle = statistics.median(ours) / statistics.median(stock)
    if len(ours) == len(stock) == 1:
        return f"{middle:.2f}"
    return f"{middle:.2f} ({min(ours) / max(stock):.2f}–{max(ours) / min(stock):.2f})"


def table(ours: Samples, stock: Samples, headings: tuple[str, str]) -> str:
    """Returns the table as text, one line per measure in the order in which they were taken."""
    lines = [("", *headings, "ratio"), *_lines(ours, stock)]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _lines(ours: Samples, stock: Samples) -> Iterator[tuple[str, str, str, str]]:
    for name, values in ours.items():
        beside = stock.get(name.replace(WIDGET, BEHIND_WIDGET))
        yield name, spread(values), spread(beside) if beside else "–", ratio(values, beside) if beside else "–"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
