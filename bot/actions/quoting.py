"""What somebody quotes, and the part of their own words in the plan that they mean: "het zinnetje 'ik ben bang' eruit".

A quoted text is one name, whatever commas and small words stand in it. Of a quote of more than one sentence only those
go that are named; a quote that is called as a whole ("die zin", "het citaat") goes as a whole.
"""

from __future__ import annotations

import re

from bot.actions.sentence import WITH_ITS_MARKS
from bot.actions.wording import word_table

JOINED = "_"  # stands for a space in a quoted text, so that nothing splits it


def as_one_word(words: str) -> str:
    """The words with each quoted text as one word of it: "de zin 'ik ben bang, echt'" -> "de zin ik_ben_bang_echt"."""
    return re.sub(_table()["quoted"], lambda found: JOINED.join(re.findall(r"[\w'’-]+", found["said"])) + JOINED, words)


def quoted_in(piece: str) -> list[str]:
    """The quoted texts in words that went through `as_one_word`, in plain words."""
    return [plain(word) for word in re.findall(r"\S*\w_\S*", piece)]


def spoken(piece: str) -> str:
    """A piece as it was said, to be said back."""
    return re.sub(r"\s+", " ", piece.replace(JOINED, " ")).strip()


def plain(text: str) -> str:
    """The words alone, to compare: no marks, no capitals."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def holds(text: str, said: str) -> bool:
    """Whether all of what is said stands in a text, word for word."""
    return bool(said) and f" {plain(said)} " in f" {plain(text)} "


def sentences_of(quote: str) -> list[str]:
    """The sentences of a quote, each with its marks; together they are the quote."""
    return [each for each in WITH_ITS_MARKS.findall(quote) if each.strip()]


def part_with(quote: str, said: str) -> str:
    """The sentences of a quote in which a text stands; nothing when it does not, the quote when it is all of it."""
    if not holds(quote, said):
        return ""
    parts = [each for each in sentences_of(quote) if holds(each, said) or holds(said, each)]
    return "".join(parts) if parts else quote


def without(quote: str, part: str) -> str:
    """What is left of a quote without a part of it; nothing when no whole sentence is."""
    left = quote.replace(part, " ") if part in quote else ""
    return re.sub(r"\s+", " ", left).strip() if re.search(r"\w", left) else ""


def _table() -> dict[str, str]:
    table: dict[str, str] = word_table("correcting")["quoting"]
    return table
