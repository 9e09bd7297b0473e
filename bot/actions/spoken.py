"""Facts in words that the pipeline does not know, and how somebody says that a way of working is not theirs."""

from __future__ import annotations

import re

from bot.actions import other_people, refusing
from bot.actions.turn import Turn
from bot.actions.wording import label, word_table

DENIED_STATUS = "status"  # the kind under which the ways of working are kept that somebody says are not theirs
SELF_EMPLOYED, EMPLOYEE = "self_employed", "employee"


def fill(turn: Turn) -> None:
    """Facts in words the pipeline does not know, such as English ones; and how somebody says they do not work."""
    table, said = word_table("spoken_facts"), turn.said
    for name, values in table["facts"].items():
        for value, pattern in values.items():
            found = re.search(pattern, said)
            of_other = found is not None and other_people.owns(said, found.start(), found.end())
            is_so = found and not of_other and not re.search(table["not_so"], said[: found.start()])
            if is_so and not turn.learnt(name):
                turn.set(name, value)
    for value in _denied(turn, said):
        refusing.refuse(turn, DENIED_STATUS, value)
        if turn.slot("status") == value and not turn.learnt("status"):  # it was noted all the same
            turn.set("status", None)


def imply_status(turn: Turn) -> None:
    """Who spoke of their boss or of the gemeente they work for is not asked how they work."""
    if turn.slot("status") is not None or EMPLOYEE in refusing.refused(turn, DENIED_STATUS):
        return
    table, told = word_table("spoken_facts"), [text.lower() for text in turn.typed()]
    if any(re.search(table["no_service"], text) for text in told):
        return
    if any(re.search(table["in_service"], text) for text in told):
        turn.set("status", EMPLOYEE)
        turn.set("benefit", turn.slot("benefit") or "none")


def _denied(turn: Turn, said: str) -> list[str]:
    """The ways of working that are denied; who lives of assignments and has none has too little work."""
    table = word_table("spoken_facts")
    denied = [value for value, pattern in table["denied_status"].items() if re.search(pattern, said)]
    if turn.before("status") != SELF_EMPLOYED and re.search(table["no_assignments"], said):
        denied.append(SELF_EMPLOYED)
    return list(dict.fromkeys(denied))


def denied_now(turn: Turn) -> list[str]:
    """The ways of working that this message says are not theirs."""
    before, kind = {*(turn.before("refused") or [])}, f"{DENIED_STATUS}:"
    new = [each for each in turn.slot("refused", []) if each not in before and each.startswith(kind)]
    return [each.removeprefix(kind) for each in new]


def told_denied(turn: Turn) -> list[str]:
    """What somebody says now not to be, in sentences; not what follows from how they say to work instead."""
    follows = ("unemployed",) if turn.slot("status") else ()
    values = [value for value in denied_now(turn) if value not in (*follows, turn.slot("status"))]
    return [label("denied_status", value) for value in values]
