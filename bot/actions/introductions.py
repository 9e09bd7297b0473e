"""How people introduce themselves: "ik ben Sanne, 23, werk bij de Action". Their name is left out, their age is read.

The words for it stand in bot/data/introductions.yml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.actions.wording import word_table

WORKING_AGES = range(14, 81)
LIKELY_AGES = range(16, 76)  # what is only guessed to be an age must be one people work at
NOT_YET_EXPERIENCE = 50  # years: "30 jaar metselaar" is how long, "58 jaar metselaar" is how old


def without_name(text: str) -> str:
    """The text without the name somebody gives: a name may look like a trade ("Bakker") or a place ("Emmen")."""
    words = word_table("introductions")
    for pattern in words["names"]:
        text = re.sub(pattern.format(**words["parts"]), " ", text)
    return text.strip(" ,.;") if text.strip(" ,.;") else text.strip()


def without_age(text: str) -> str:
    """The text without the age and the bare words for man or woman: what is left of "man 58 metselaar" is the trade."""
    words = word_table("introductions")
    return re.sub(words["in_between"].format(**words["parts"]), ", ", text, flags=re.IGNORECASE).strip(" ,.;")


def pieces(text: str) -> list[str]:
    """A short introduction taken apart ("Mohammed 19 vakkenvuller"); nothing when it is about somebody else."""
    rest = without_age(text)
    if rest == text.strip(" ,.;") or re.search(word_table("introductions")["others"], text.lower()):
        return []
    return [piece.strip() for piece in rest.split(",") if piece.strip()]


def age_in(text: str) -> int | None:
    """The age in a text in lower case; numbers that count hours, years of work or money are none."""
    likely = word_table("introductions")["likely_ages"]
    return sure_age_in(text) or _first(without_counts(_own(text)), likely, LIKELY_AGES)


def sure_age_in(text: str) -> int | None:
    """The age that somebody says to have, and not one that a number only looks like."""
    return _first(_own(text), word_table("introductions")["ages"], WORKING_AGES)


def is_service(number: int, earlier: Sequence[str]) -> bool:
    """Whether such a number of years was told before as how long: "25 jaar teamleider", and now "25 jaar"."""
    told = [text.lower() for text in earlier if re.search(rf"\b{number}\s*(?:jaar|jr|j)\b", text.lower())]
    return any(age_in(text) != number for text in told)


def _own(text: str) -> str:
    """The text without what is told of somebody else."""
    words = word_table("introductions")
    return re.sub(rf"{words['others']}.*?(?={words['self']}|$)", "", text)


def without_counts(text: str) -> str:
    """The text without the numbers that count something else: "al 14 jaar", "70 procent"."""
    words = word_table("introductions")
    for pattern in words["no_ages"]:
        text = re.sub(pattern.format(**words["parts"]), " # ", text)
    return text


def _first(text: str, patterns: Sequence[str], ages: range) -> int | None:
    parts = word_table("introductions")["parts"]
    for pattern in patterns:
        for found in re.finditer(pattern.format(**parts), text):
            age = int(found["age"])
            if age in ages and not (found.groupdict().get("work") and age < NOT_YET_EXPERIENCE):
                return age
    return None
