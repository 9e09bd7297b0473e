"""A crowd counts only when every conversation is in order."""

from __future__ import annotations

from typing import Any

import pytest

from operations.bench.crowd import in_order


def conversation(*lines: tuple[str, int | str]) -> list[dict[str, Any]]:
    return [
        {"sender": sender, "text": what} if sender == "person" else {"sender": sender, "text": "ok", "seq": what}
        for sender, what in lines
    ]


GOOD = ("bot", 1), ("person", "a"), ("bot", 2), ("bot", 3), ("person", "b"), ("bot", 4)


def test_what_is_answered_one_by_one_is_in_order_also_when_the_last_was_not_read_yet() -> None:
    assert in_order(["a", "b"], [1, 2, 3, 4], conversation(*GOOD))
    assert in_order(["a", "b"], [1, 2, 3], conversation(*GOOD))


@pytest.mark.parametrize(
    ("why", "heard", "lines"),
    [
        ("heard in another order", [1, 3, 2], GOOD),
        ("heard twice", [1, 2, 2, 3], GOOD),
        ("said in another order", [1, 2], (("bot", 1), ("person", "b"), ("bot", 2), ("person", "a"), ("bot", 3))),
        ("the second before an answer", [1], (("bot", 1), ("person", "a"), ("person", "b"), ("bot", 2), ("bot", 3))),
        ("the last without an answer", [1], (("bot", 1), ("person", "a"), ("bot", 2), ("person", "b"))),
        ("one is gone", [1], (("bot", 1), ("person", "a"), ("bot", 3), ("person", "b"), ("bot", 4))),
        ("words are gone", [1], (("bot", 1), ("person", "a"), ("bot", 2))),
    ],
)
def test_anything_else_is_not(why: str, heard: list[int], lines: tuple[tuple[str, int | str], ...]) -> None:
    assert not in_order(["a", "b"], heard, conversation(*lines)), why
