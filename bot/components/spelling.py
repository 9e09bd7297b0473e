"""Reads a message as it was meant: dialect and chat language to common words, typing errors to words that are known.

Only words that no Dutch word list and no training sentence knows are mended, and only to a word one typing error away
(a letter missing, double, wrong or swapped), so that a rare right word is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz.distance import OSA

COMMON_FORMS = Path(__file__).parents[1] / "data" / "spelling.yml"
WORD = re.compile(r"'?[^\W\d_]+(?:'[^\W\d_]+)*")
TOKEN = re.compile(WORD.pattern + r"|\d+|[^\w\s]+")
DRAWN_OUT = re.compile(r"(\w)\1{2,}")  # "neeeee"
SHORTEST_MENDED = 4  # letters: a shorter word has too many neighbours
OFTEN_ENOUGH = 2  # a word that stands once in the training data may be a typing error itself


@lru_cache(maxsize=1)
def common_forms() -> dict[str, str]:
    """How a word is typed -> the common form, from bot/data/spelling.yml."""
    table: dict[str, list[str]] = yaml.safe_load(COMMON_FORMS.read_text(encoding="utf-8"))
    return {typed: common for common, ways in table.items() for typed in ways}


class Speller:
    """Mends messages towards a vocabulary."""

    def __init__(self, counts: dict[str, int], right_words: Container[str] = frozenset()) -> None:
        """`counts`: the words of the training data and how often; `right_words`: never touched either."""
        self._forms = common_forms()
        self._counts = counts
        self._right = right_words
        self._near: dict[str, list[str]] = {}
        for word, count in counts.items():
            if count >= OFTEN_ENOUGH and len(word) >= SHORTEST_MENDED:
                for piece in _without_a_letter(word):
                    self._near.setdefault(piece, []).append(word)

    def words(self, text: str) -> list[str]:
        """The tokens of the message, lower case, mended: what n-grams are counted on.

        Of a message that is nothing but small words that are left out elsewhere ("yo"), they stay.
        """
        typed = tokens(text)
        return [word for token in typed for word in self._meant(token).split()] or typed

    def mend(self, text: str) -> str:
        """The message with only the words replaced that need it: punctuation and capitals stay."""
        straight = text.replace("’", "'").replace("`", "'")
        mended = WORD.sub(lambda found: self._replacement(found.group()), straight)
        return mended if mended.strip() else straight

    def _replacement(self, word: str) -> str:
        meant = self._meant(word.lower())
        return word if meant == word.lower() else meant

    def _meant(self, word: str) -> str:
        if word in self._forms:
            return self._forms[word]
        if len(word) < SHORTEST_MENDED or not word.isalpha() or word in self._counts or word in self._right:
            return word
        near = {n for piece in _without_a_letter(word) for n in self._near.get(piece, ())}
        near = {n for n in near if OSA.distance(word, n, score_cutoff=1) <= 1}
        return max(near, key=lambda n: (self._counts[n], n)) if near else word


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """The vocabulary of the training sentences, in common forms."""
    forms = common_forms()
    counts = Counter(word for text in texts for token in tokens(text) for word in forms.get(token, token).split())
    return {word: count for word, count in counts.items() if word.isalpha()}


def tokens(text: str) -> list[str]:
    """Words, numbers and runs of signs, lower case; letters drawn out are shortened to two."""
    straight = text.lower().replace("’", "'").replace("`", "'")
    return TOKEN.findall(DRAWN_OUT.sub(r"\1\1", straight))


def _without_a_letter(word: str) -> Iterator[str]:
    """The word itself and every way to leave one letter out: words one typing error apart share one of these."""
    yield word
    for position in range(len(word)):
        yield word[:position] + word[position + 1 :]
