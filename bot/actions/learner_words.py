"""A message of a learner in Dutch words: "how many days is heftruck kursus" asks what a Dutch sentence asks too."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.actions.wording import word_table

FEWEST = 2  # words of another language: with fewer it is Dutch


@lru_cache(maxsize=16)  # a message is read several times; people's words are not kept longer
def in_dutch(words: str) -> str:
    """The words with those of a learner put into Dutch; nothing when hardly any of them is."""
    found: list[str] = []

    def put(match: re.Match[str]) -> str:
        found.append(match[0])
        return _words()[match[0]]

    told = _pattern().sub(put, words.lower().replace("’", "'"))
    foreign = set(found) - set(word_table("learner_words")["dutch_too"])
    return told if len(foreign) >= FEWEST else ""


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = word_table("learner_words")["words"]
    return words


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_words(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
