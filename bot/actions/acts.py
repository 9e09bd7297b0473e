"""What is done with a message and with its parts, as the model heard it (bot/components/acts.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

# "else" is none of these: nothing follows from it.
Act = Literal[
    "step", "ask", "what_now", "wish", "tell", "answer", "agree", "correct", "not_heard",
    "refuse_work", "refuse_list", "refuse_plan", "refuse_human",
    "human", "moment", "see_plan", "change_plan", "goodbye",
]  # fmt: skip
SURE = 0.6  # from this probability on it is believed: bot/README.md
MARKS = " .,!?;"  # at the ends of a part, and no part of what is done


class Acts:
    """The acts of one message, the whole of it first and then its clauses, each with how sure it is."""

    def __init__(self, read: Sequence[Mapping[str, Any]]) -> None:
        self._read = read

    def __bool__(self) -> bool:
        """Whether the model read the message at all: a button does what it says."""
        return bool(self._read)

    def parts_that(self, act: Act, sure: float = SURE) -> list[str]:
        """The whole message when it does this and no part of it surely something else; else the clauses that do."""
        clauses = [each for each in self._read[1:] if each["confidence"] >= sure]
        whole = [each for each in self._read[:1] if each["act"] == act and each["confidence"] >= sure]
        found = whole if all(each["act"] == act for each in clauses) else []
        found = found or [each for each in clauses if each["act"] == act]
        return [str(each["text"]).strip(MARKS) for each in found]
