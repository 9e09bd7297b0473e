"""Words people ask the meaning of, in plain words: "wat is een cao", "STL en SOOB, wat is dat?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.actions.turn import Turn
from bot.actions.wording import word_table


def explained(said: str) -> tuple[str, ...]:
    """The explanations of every word whose meaning is asked."""
    found = next((match for way in _ways() if (match := way.search(said))), None)
    if found is None:
        return ()
    asked = found["asked"]
    return tuple(each["text"] for each in (*_names(), *_daily()) if re.search(rf"\b(?:{each['term']})\b", asked))


def tell(turn: Turn, texts: tuple[str, ...]) -> None:
    """Says what the words mean."""
    turn.say("utter_term", text=" ".join(texts))


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    """The ways to ask, with one word or several in the place of the term."""
    table = word_table("questions")
    all_words, names = _several((*_names(), *_daily())), _several(_names())
    ways = [way.replace("{term}", all_words) for way in table["asks"]]
    return tuple(map(re.compile, [*ways, *(way.replace("{term}", names) for way in table["asks_about"])]))


def _several(terms: Sequence[dict[str, str]]) -> str:
    """One of these words, or some of them in a row."""
    one, between = "|".join(each["term"] for each in terms), word_table("questions")["between_terms"]
    return rf"(?P<asked>(?:{one})(?:\W+(?:(?:{between})\W+)*(?:{one})\b)*)"


def _names() -> list[dict[str, str]]:
    """Names of schemes, desks and papers."""
    terms: list[dict[str, str]] = word_table("questions")["terms"]
    return terms


@cache
def _daily() -> list[dict[str, str]]:
    """Words that we use ourselves, and that are above the simplest Dutch."""
    table = word_table("plain_words")
    return [each | {"term": rf"(?:{each['term']})(?!{table['asks_more']})"} for each in table["words"]]
