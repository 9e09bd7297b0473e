"""Words people ask the meaning of, in plain words: "wat is een cao", "STL en SOOB, wat is dat?"."""

from __future__ import annotations

import re
from functools import cache

from bot.actions.turn import Turn
from bot.actions.wording import word_table


def explained(said: str) -> tuple[str, ...]:
    """The explanations of every word whose meaning is asked."""
    found = next((match for way in _ways() if (match := way.search(said))), None)
    if found is None:
        return ()
    asked = found["asked"]
    terms = word_table("questions")["terms"]
    return tuple(each["text"] for each in terms if re.search(rf"\b(?:{each['term']})\b", asked))


def tell(turn: Turn, texts: tuple[str, ...]) -> None:
    """Says what the words mean."""
    turn.say("utter_term", text=" ".join(texts))


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    """The ways to ask, with one word or several in the place of the term."""
    table = word_table("questions")
    one = "|".join(each["term"] for each in table["terms"])
    several = rf"(?P<asked>(?:{one})(?:\W+(?:(?:en|of|de|het|een)\W+)*(?:{one})\b)*)"
    return tuple(re.compile(way.replace("{term}", several)) for way in table["asks"])
