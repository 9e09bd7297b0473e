"""A step that is decided: somebody says what they will do and when, in any order ("maandag bel ik het loket")."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from bot.actions import step_day
from bot.actions.wording import word_table


def decides(sentence: str) -> bool:
    """Whether a sentence says that the person will do something, and asks nothing.

    Who, when and what must all be in it, with no condition, habit, fear or doubt; of looking along somewhere and of
    what is called a step the day may be missing.
    """
    table, said = _table(), sentence.lower()
    act = re.split(table["what_about"], said, maxsplit=1)[0]  # "of ik leerlingen mag begeleiden" is no doubt
    if "?" in said or re.search(table["never"], act) or is_leisure(act):
        return False
    if re.search(table["looks_along"], said):
        return True
    when = re.search(table["soon"], said) or step_day.said_in(said) is not None
    return bool(when and re.search(table["who"], act) and _does_something(act))


def without_lead(sentence: str, part_ends: str) -> str:
    """The sentence from the first part on that decides: "goed idee, ik ga dinsdag de bedrijfsarts mailen"."""
    ends = [0, *(found.end() for found in re.finditer(f"{part_ends}|{_table()['begins']}", sentence))]
    parts = [sentence[begin:end] for begin, end in pairwise([*ends, len(sentence)])]
    first = next((place for place, part in enumerate(parts) if decides(part)), 0)
    if first and re.match(_table()["points_at_lead"], parts[first].lower()):  # "mijn oude school, die mail ik dinsdag"
        first -= 1
    return sentence[ends[first] :]


def is_leisure(words: str) -> bool:
    """Whether words tell what somebody does instead of a step: "ik ga koffie drinken"."""
    said = re.sub(_table()["before_or_after"], " ", words.lower())  # "na de vroege dienst" is when
    return bool(re.search(_table()["leisure"], said))


def is_called_step(words: str) -> bool:
    """Whether what is said is called a step behind it: "een school bellen, dat is mijn stap"."""
    return bool(re.search(_table()["called_behind"], words.lower()))


def is_about_talk(words: str) -> bool:
    """Whether words are about the talk and no part of a step: a goodbye, a wish for the plan, a no to it."""
    table, said = word_table("leading"), words.lower()
    ways = (table["goodbye"]["at_end"], table["goodbye"]["enough"], table["show_plan"], table["no_plan"])
    return any(re.search(way, said) for way in (*ways, table["no_list"], table["no_questions"], table["no_human"]))


def _does_something(said: str) -> bool:
    table = _table()
    visits = re.search(table["goes"], said) and re.search(table["to"], said)
    return bool(visits or re.search(table["what"], said))


def _table() -> dict[str, Any]:
    table: dict[str, Any] = word_table("leading")["step"]
    return table
