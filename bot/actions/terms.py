"""Words people ask the meaning of, in plain words: "wat is een cao", "STL en SOOB, wat is dat?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache

from bot.actions.turn import Turn
from bot.actions.wording import word_table

FEWEST_LETTERS, NEAR = 6, 0.85  # of a word that is misspelt, and how near it must come to one we know


def explained(said: str) -> tuple[str, ...]:
    """The explanations of every word whose meaning is asked, also of one that is misspelt."""
    found = _found(said) or _found(_mended(said))
    return _texts(found["asked"]) if found else ()


def alone(said: str) -> tuple[str, ...]:
    """The same where a text asks nothing but the meaning: "wat is een vog", not "... en wat kost het"."""
    said = said if _found(said) else _mended(said)
    found = _found(said)
    ends = found is not None and re.fullmatch(word_table("questions")["asks_end"], said[found.end("asked") :])
    return _texts(found["asked"]) if found and ends else ()


def _found(said: str) -> re.Match[str] | None:
    return next((match for way in _ways() if (match := way.search(said))), None)


def _texts(asked: str) -> tuple[str, ...]:
    """What the words mean; a word that stands within a longer one we know is not told apart: "mbo niveau 4"."""
    found = [
        (match.span(), each["text"])
        for each in (*_names(), *_daily())
        if (match := re.search(rf"\b(?:{each['term']})\b", asked))
    ]
    spans = [span for span, _ in found]
    return tuple(text for span, text in found if not any(_within(span, other) for other in spans))


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _mended(said: str) -> str:
    """The text with the word whose meaning is asked as we write it: "wat is een gemeete"."""
    found = re.search(word_table("questions")["asks_word"], said)
    near = get_close_matches(found["word"], _plain_words(), 1, NEAR) if found else []
    known = found is not None and len(found["word"]) >= FEWEST_LETTERS
    return f"{said[: found.start('word')]}{near[0]}{said[found.end('word') :]}" if found and near and known else said


@cache
def _plain_words() -> list[str]:
    """The words that we explain, as they are written; what is only a pattern is left out."""
    terms = (each["term"] for each in (*_names(), *word_table("plain_words")["words"]))
    written = (re.sub(r" \?|\[ -\]\?|\\w\*", "", word) for term in terms for word in term.split("|"))
    return [word for word in written if word.isalpha()]


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
