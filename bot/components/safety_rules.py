"""Words of suicide, violence, bullying, debt and legal conflict, by rules that people can read and review.

The patterns stand in bot/data/safety.yml. They are certain: what they find needs no second opinion. What they cannot
list is for `safety_net`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.components.safety_words import KeyWords, normalise, parts_of

PATTERNS = Path(__file__).parents[1] / "data" / "safety.yml"
# The order is the order of urgency: the first kind that matches is answered.
KINDS = ("suicide", "violence", "bullying", "debt", "legal")
CHECK = "check"  # it may be about suicide: ask plainly what is meant


@dataclass(frozen=True)
class Reading:
    """A text as the check sees it: what the patterns found, and per kind the text and its clauses, taken literally."""

    by_rule: str | None
    parts: dict[str, list[str]]

    @property
    def texts(self) -> list[str]:
        """All parts of all kinds, without doubles: most kinds have the same."""
        return list(dict.fromkeys(part for of_kind in self.parts.values() for part in of_kind))


class SafetyRules:
    """The compiled patterns; `find` gives the kind of trouble in a text, or None."""

    def __init__(self, path: Path = PATTERNS) -> None:
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._key_words = KeyWords(table["key_words"], table["look_alikes"])
        self._signs = {kind: _compile(table[kind]["patterns"]) for kind in KINDS}
        self._figurative = {kind: _compile(table[kind]["figurative"]) for kind in KINDS}
        self._denied = {kind: _compile(table[kind].get("denied") or []) for kind in KINDS}

    def read(self, text: str) -> str:
        """The form the patterns are written for: see `normalise`, with misspelled key words put right."""
        return self._key_words.correct(normalise(text))

    def literal(self, kind: str, plain: str) -> str:
        """What is left of a text that was `read` without figures of speech and without what is denied."""
        return _without(self._denied.get(kind, []), _without(self._figurative[kind], plain))

    def reading(self, text: str) -> Reading:
        """What the learned net needs of a text, and what the patterns say of it."""
        plain = self.read(text)
        return Reading(self._find(plain), {kind: parts_of(self.literal(kind, plain)) for kind in KINDS})

    def find(self, text: str) -> str | None:
        """Returns the most urgent kind found: one of KINDS, or CHECK when suicide is named and denied."""
        return self._find(self.read(text))

    def _find(self, plain: str) -> str | None:
        for kind in KINDS:
            literal = self.literal(kind, plain)
            if any(pattern.search(literal) for pattern in self._signs[kind]):
                return kind
            if literal != _without(self._figurative[kind], plain):
                return CHECK
        return None


def _without(patterns: list[re.Pattern[str]], text: str) -> str:
    for pattern in patterns:
        text = pattern.sub(" | ", text)
    return text


def _compile(patterns: list[str]) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns]
