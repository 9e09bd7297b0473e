"""The table says what was measured, and how sure it is."""

from __future__ import annotations

from operations.bench.report import ratio, spread, table


def test_a_single_value_claims_no_spread() -> None:
    assert spread([12.3456]) == "12.3"
    assert ratio([1.0], [4.0]) == "0.25"


def test_several_values_are_shown_as_median_and_extremes() -> None:
    assert spread([3.0, 1.0, 200.4]) == "3 (1–200)"


def test_a_ratio_spans_everything_that_both_spreads_allow() -> None:
    assert ratio([1.0, 2.0, 3.0], [10.0, 10.0, 20.0]) == "0.20 (0.05–0.30)"


def test_what_the_widget_shows_stands_beside_what_stock_answers_over_rest() -> None:
    ours = {"widget: small talk p50, ms": [10.0], "memory of gateway, MB": [80.0]}
    stock = {"Rasa: small talk p50, ms": [40.0]}
    lines = table(ours, stock, ("ours", "stock")).splitlines()
    assert [line.split("  ")[-1].strip() or line for line in lines][0].endswith("ratio")
    assert lines[1].split() == ["widget:", "small", "talk", "p50,", "ms", "10", "40", "0.25"]
    assert lines[2].split() == ["memory", "of", "gateway,", "MB", "80", "–", "–"]
