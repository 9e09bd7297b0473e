"""Prints the look-ups as two tables: how long each takes, and plain search beside ours on the same questions."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from operations.bench.lookups import LIMIT_MS, Measured

OURS = "ours"


def percentile(times: Sequence[float], part: int) -> float:
    """`part` of 100, with linear interpolation."""
    return times[0] if len(times) == 1 else statistics.quantiles(times, n=100, method="inclusive")[part - 1]


def times_table(measured: Mapping[str, Measured]) -> str:
    """One line per look-up, with whether it stays under the limit."""
    lines = [
        f"{'look-up':28}{'calls':>7}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'cpu p95':>9}   p95 under {LIMIT_MS:.0f} ms"
    ]
    for name, each in measured.items():
        p50, p95 = percentile(each.times, 50), percentile(each.times, 95)
        verdict = "yes" if p95 < LIMIT_MS else "NO"
        lines.append(
            f"{name:28}{len(each.times):7}{p50:9.2f}{p95:9.2f}{max(each.times):9.2f}"
            f"{percentile(each.processor, 95):9.2f}   {verdict}"
        )
    return "\n".join(lines)


def plain_table(compared: Mapping[str, Mapping[str, Measured]]) -> str:
    """Per look-up each method on the same questions. The ratios are ours / plain: below 1 we are faster."""
    lines = [
        f"{'look-up':22}{'method':16}{'right':>7}{'p50 ms':>10}{'p95 ms':>10}{'ours/it p50':>14}{'ours/it p95':>13}"
    ]
    for name, methods in compared.items():
        own = methods[OURS]
        for method, each in methods.items():
            p50, p95 = percentile(each.times, 50), percentile(each.times, 95)
            right = "–" if each.right is None else f"{each.right:.0%}"
            ratios = "" if method == OURS else (
                f"{percentile(own.times, 50) / p50:14.3f}{percentile(own.times, 95) / p95:13.3f}"
            )  # fmt: skip
            lines.append(f"{name:22}{method:16}{right:>7}{p50:10.2f}{p95:10.2f}{ratios}")
    return "\n".join(lines)
