"""The direct questions that have an answer of their own, as they stand in the data files."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.actions.wording import word_table

Table = dict[str, dict[str, Any]]
# Asked so clearly that they go before a wish.
CLEAR = (
    *("appointment_questions", "course_questions", "rights_questions"),
    *("illness_questions", "learning_questions", "work_questions"),
)
OTHERS = ("income_questions", "questions")


@cache
def all_questions() -> Table:
    """All questions by name, in the order in which they are tried."""
    return _of((*CLEAR, *OTHERS))


@cache
def clear_questions() -> Table:
    """Those that are asked so clearly that they go before a wish."""
    return _of(CLEAR)


def _of(files: tuple[str, ...]) -> Table:
    return {name: each for file in files for name, each in word_table(file)["questions"].items()}
