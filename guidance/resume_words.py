"""How a code to come back is made and read: two plain words and a number, such as "blauw-fiets-427"."""

from __future__ import annotations

import difflib
import re
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "resume_words.yaml"
NUMBERS = range(100, 1000)
ALMOST = 0.8
"""How alike two words are (0 to 1) when one is taken for a misspelling of the other."""

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_TOGETHER = re.compile(r"([a-z]+)([1-9][0-9]{2})")
_WITH_DASHES = re.compile(r"[^\W\d_]+-[^\W\d_]+-\d{3}")


@dataclass(frozen=True)
class Words:
    """The words of which codes are made."""

    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def codes(self) -> int:
        """How many codes there are."""
        return len(self.first) * len(self.second) * len(NUMBERS)


@cache
def words() -> Words:
    """The two lists, read once."""
    lists: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Words(tuple(lists["first"].split()), tuple(lists["second"].split()))


def draw() -> str:
    """Any code, each as likely as another."""
    return f"{secrets.choice(words().first)}-{secrets.choice(words().second)}-{secrets.choice(NUMBERS)}"


def read(text: str) -> str | None:
    """The code in this text, in one way of writing ("blauw-fiets-427"); None when it is anything but a code.

    Capitals, spaces, dashes, other marks or nothing between the parts: all the same. The words must be right.
    """
    found = _TOGETHER.fullmatch("".join(_PARTS.findall(text.casefold())))
    if not found:
        return None
    letters, number = found.groups()
    for first in words().first:
        if letters.startswith(first) and letters.removeprefix(first) in words().second:
            return f"{first}-{letters.removeprefix(first)}-{number}"
    return None


def looks_like(text: str) -> bool:
    """Whether somebody meant to type a code and nothing else: also with a misspelled word, never in a sentence."""
    if read(text) or _WITH_DASHES.fullmatch(text.strip()):
        return True
    parts = _PARTS.findall(text.casefold())
    if len(parts) != 3 or not re.fullmatch(r"\d{3}", parts[2]):
        return False
    first, second = parts[:2]
    one_is_right = first in words().first or second in words().second
    return one_is_right and _almost(first, words().first) and _almost(second, words().second)


def _almost(word: str, known: tuple[str, ...]) -> bool:
    return bool(difflib.get_close_matches(word, known, n=1, cutoff=ALMOST))
