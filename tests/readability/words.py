"""How common a Dutch word is, after wordfreq: its Zipf value, 7 for "de", 3 for once in a million words.

A compound that is not common itself counts as its rarer half, so that "opleidingsgeld" is as easy as "opleiding" and
"geld". A form counts as its commonest near form: "meegelopen" is not rarer than "meelopen".
"""

from __future__ import annotations

from functools import cache

from wordfreq import zipf_frequency

SHORTEST_PART = 3
LINKS = ("", "s", "e", "en", "-")
ENDINGS = ("", "e", "en", "n", "t", "s", "'s", "’s", "er", "je", "jes")


@cache
def zipf(word: str) -> float:
    """The Zipf value of a word or of its rarer half, whichever is higher; 0 for a word nobody knows."""
    lower = word.lower()
    return max(_form(lower), _halves(lower))


def _form(word: str) -> float:
    stems = {word.removesuffix(ending) for ending in ENDINGS} | {word}
    near = {form for stem in stems if len(stem) >= SHORTEST_PART for form in (stem, f"{stem}en", f"{stem}t")}
    return max((zipf_frequency(form, "nl") for form in near | {word}), default=0.0)


def _halves(word: str) -> float:
    """The best split in two known parts: the value of the rarer part."""
    splits = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return max((min(_first_part(word[:i]), _last_part(word[i:])) for i in splits), default=0.0)


def _first_part(part: str) -> float:
    stems = {part.removesuffix(link) for link in LINKS}
    return max(zipf_frequency(stem, "nl") for stem in stems if len(stem) >= SHORTEST_PART or stem == part)


def _last_part(part: str) -> float:
    """Also of a participle: the second half of "meegelopen" is "lopen"."""
    without = part.removeprefix("ge")
    return max(_form(part), _form(without) if len(without) >= SHORTEST_PART else 0.0)
