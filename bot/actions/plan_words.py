"""The words of an order on the plan: in one form, and what a message tells beside them.

"mot der uut" is read as "moet eruit". What is to stand in the plan, to leave it, or is said to stand there tells
nothing of the person: in "zet erbij: blijven rijden" nobody is a driver, and in "er staat mbo 2" nobody has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.actions.sentence import sentences
from bot.actions.wording import word_table


def as_written(said: str) -> str:
    """The message with the words of orders as the patterns know them; all other words stay as they were typed."""
    for spoken, written in word_table("plan_editing")["said_at_home"]:
        said = re.sub(spoken, written, said, flags=re.IGNORECASE)
    return said


def told_beside(said: str, *orders: Callable[[str], object]) -> str:
    """The pieces of a message that are none of these orders, and do not tell what stands in the plan."""
    table = word_table("plan_editing")["orders"]
    pieces = [piece for each in sentences(said) for piece in re.split(table["told_pieces"], each) if piece.strip()]
    told = (piece for piece in pieces if not re.search(table["quotes_plan"], piece.lower()))
    return " ".join(piece.strip() for piece in told if not any(order(piece) for order in orders))
