"""What tells who somebody is, taken out of a text: names, numbers, addresses, and places of residence.

For what an adviser sees before taking a conversation, and for what leaves the desk as an export. It hides too much
rather than too little; a region stays, for that is where help is looked for. It is a courtesy, not a lock: who takes
the conversation sees everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from guidance.mask_words import words
from guidance.name_masks import names_in
from guidance.number_masks import without_numbers
from knowledge.places import read_regions
from knowledge.regions import RegionIndex

HIDDEN = "[…]"
SHORTEST_PART = 3
_INFINITIVE = re.compile(r"\bte [a-z]+en$")  # "te zetten", though there is a Zetten


def masked(text: str, known: Iterable[str] = ()) -> str:
    """The text with what tells who somebody is taken out. `known`: names, numbers and places we know of this person."""
    text = without_numbers(_without_known(text, known), HIDDEN)
    return _hide(text, [*names_in(text), *_places_in(text)])


def _without_known(text: str, known: Iterable[str]) -> str:
    parts = sorted({part for whole in known for part in _parts(whole)}, key=len, reverse=True)
    if not parts:
        return text
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)", HIDDEN, text, flags=re.IGNORECASE)


def _parts(whole: str) -> Iterator[str]:
    """The whole, and each word of it that is not an everyday one: of "Jo van der Berg" also "Berg"."""
    if len(whole) > 1:
        yield whole
    for part in whole.split():
        if len(part) >= SHORTEST_PART and part.lower() not in words().no_names | words().little_words:
            yield part


def _hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """One mark for spans that overlap."""
    for start, stop in reversed(_joined(spans)):
        text = text[:start] + HIDDEN + text[stop:]
    return text


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _places_in(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _places().places_in(text):
        if text[start:end].lower() not in words().no_places and not _INFINITIVE.search(text[:end]):
            yield start, end


@cache
def _places() -> RegionIndex:
    return RegionIndex(read_regions())
