"""Who has the word, as a table: which deed leads from which state to which. No database and no clock here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from guidance.errors import DeedRefused
from guidance.messages import State

Deed = Literal["ask", "withdraw", "book", "handle", "claim", "transfer", "abandon", "release", "close", "speak"]

TABLE: Mapping[tuple[State, Deed], State] = {
    # A person wants a human; asking again changes nothing, and with a human at hand it is what there is.
    ("bot", "ask"): "waiting",
    ("closed", "ask"): "waiting",
    ("waiting", "ask"): "waiting",
    ("human", "ask"): "human",
    # The waiting ends without a talk: no longer wanted, an appointment instead, or an adviser who did it elsewhere.
    ("waiting", "withdraw"): "bot",
    ("waiting", "book"): "bot",
    ("waiting", "handle"): "bot",
    # A human.
    ("waiting", "claim"): "human",
    ("human", "transfer"): "human",
    ("human", "abandon"): "waiting",  # the adviser is gone, and the person still wants a human
    ("human", "release"): "bot",
    ("human", "close"): "closed",
    # Whoever speaks after the end speaks with the bot again.
    ("closed", "speak"): "bot",
}


def after(state: str, deed: Deed) -> State:
    """The state after this deed. Raises DeedRefused when it cannot be done in this state."""
    found = TABLE.get((cast(State, state), deed))
    if found is None:
        raise DeedRefused(f"A conversation that is {state} cannot be changed by {deed!r}; look again who has the word.")
    return found
