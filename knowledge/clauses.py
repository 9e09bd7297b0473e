"""Phrases in a message, clause by clause, so that a denial counts for its own clause only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.words import words

_STOP = re.compile(r"[.,;:!?()\n]")
_AND, _ONLY, _I = "en", "alleen", "ik"
BETWEEN = 2  # words that may stand between two words of a phrase
AT_THE_END = 4  # words from the last of the phrase on: "koken niet zo goed"
AFTER = 4  # "koken kan ik echt niet": so far behind a phrase a denial still belongs to it


@dataclass(frozen=True)
class ClauseWords:
    """Folded words: what denies, what begins a new clause, and what does so after "en"."""

    denials: frozenset[str]
    breaks: frozenset[str]
    starters: frozenset[str]


def clauses(text: str, marks: ClauseWords) -> list[list[str]]:
    """The folded words of each clause."""
    found = words(text)
    parts: list[list[str]] = []
    for place, word in enumerate(found):
        following = found[place + 1].folded if place + 1 < len(found) else ""
        stopped = not place or _STOP.search(text[found[place - 1].end : word.start])
        if stopped or word.folded in marks.breaks or (word.folded == _AND and following in marks.starters):
            parts.append([])
        parts[-1].append(word.folded)
    return parts


def affirmed(clause: Sequence[str], marks: ClauseWords) -> bool:
    """Whether nothing is denied in the clause."""
    return marks.denials.isdisjoint(clause)


def says(clause: Sequence[str], phrase: Sequence[str], marks: ClauseWords, between: int = BETWEEN) -> bool:
    """All words of the phrase in order, `…*` for any ending, and not denied. A phrase may hold a denial itself."""
    for first in range(len(clause)):
        last = _last(clause, phrase, first, between)
        if last is None:
            continue
        if not marks.denials.isdisjoint(phrase) or not _denied(clause, first, last, marks.denials):
            return True
    return False


def _last(clause: Sequence[str], phrase: Sequence[str], first: int, between: int) -> int | None:
    if not _same(phrase[0], clause[first]):
        return None
    at = first
    for part in phrase[1:]:
        near = range(at + 1, min(at + 2 + between, len(clause)))
        found = next((place for place in near if _same(part, clause[place])), None)
        if found is None:
            return None
        at = found
    return at


def _denied(clause: Sequence[str], first: int, last: int, denials: frozenset[str]) -> bool:
    """Before or within the phrase ("niet alleen" denies nothing), or behind it.

    Behind: after "ik" ("handig ben ik niet"), at the end ("programmeren niet"), or of a phrase that opens the clause
    ("computers is niks voor mij").
    """
    before = not denials.isdisjoint(
        word for place, word in enumerate(clause[:last]) if clause[place + 1 : place + 2] != [_ONLY]
    )
    behind = clause[last + 1 : last + 1 + AFTER]
    inverted = _I in behind[:2] and not denials.isdisjoint(behind)
    at_the_end = len(clause) - last <= AT_THE_END and not denials.isdisjoint(behind[:1])
    opening = first == 0 and not denials.isdisjoint(behind[:2])
    return before or inverted or at_the_end or opening


def _same(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
