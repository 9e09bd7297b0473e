"""Four-digit postcodes in what somebody types, and the places they belong to.

Codes and place names: countrystatecity-postal-codes (ODbL 1.0). It gives a name, no municipality, and its provinces are
wrong for names that occur twice. Where a name stands for places in several regions, the codes round it tell which one:
they run on from place to place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from countrystatecity_postal_codes import get_postcodes_of_country

from knowledge.schema import Place, PostcodeWords

_CODE = re.compile(r"(?<![\w€.,-])(?<!€ )([1-9]\d{3})(\s?[A-Za-z]{2}(?!\w))?(?![\w%]|[.,-]\d)")
_FRAGMENT = re.compile(r"\D*?([1-9]\d{1,2})\D*")
_NEXT_WORD = re.compile(r"\W*(\w*)")
NEAR = 25  # codes on either side; wider, and codes of another place of that name come in sight

Lookup = Callable[[str], tuple[Place, ...]]
"""Places of a name, the most likely first; empty when there is no such place."""


@dataclass(frozen=True)
class SaidPostcode:
    """A postcode as it was typed, and its four digits, or the first two or three."""

    text: str
    code: str


def read_postcodes() -> dict[str, str]:
    """Code -> place name, from the package: 4,072 codes."""
    return {entry.code: entry.localityName for entry in get_postcodes_of_country("NL") if entry.localityName}


class PostcodeBook:
    """Read-only after construction. `names`: code -> place name."""

    def __init__(self, names: Mapping[str, str], words: PostcodeWords, lookup: Lookup) -> None:
        self._names, self._lookup = names, lookup
        self._before = re.compile(rf"(?:^|\W)(?:{'|'.join(map(re.escape, words.before))})\W*$")
        self._never_after, self._no_letters = frozenset(words.never_after), frozenset(words.no_letters)

    def said(self, text: str) -> SaidPostcode | None:
        """The first number that is a postcode, not an amount, a year or a house number; None when nothing says so.

        A code outside the list (a new one, or of post boxes) needs more than to stand alone.
        """
        for match in _CODE.finditer(text):
            if self._is_said_to_be(match, text) or (match[1] in self._names and _stands_alone(text, *match.span())):
                return SaidPostcode(match[0].strip(), match[1])
        return None

    def fragment(self, text: str, asked: bool) -> SaidPostcode | None:
        """The first two or three digits of a postcode: only as the answer to where one lives, or called a postcode."""
        match = _FRAGMENT.fullmatch(text)
        if match is None:
            return None
        alone = asked and _stands_alone(text, *match.span(1))
        said = not self._counts(match, text) and (alone or self._is_called_so(match, text))
        return SaidPostcode(match[1], match[1]) if said else None

    def regions_of_fragment(self, digits: str) -> set[str]:
        """The regions (AMxx) of all known codes that begin with these digits."""
        width = 10 ** (4 - len(digits))
        return self._regions_of(int(digits) * width, (int(digits) + 1) * width - 1)

    def places(self, code: str) -> tuple[Place, ...]:
        """Where the code lies, all in one region; in several when nothing tells which; empty when unknown."""
        places = self._lookup(self._names.get(code, ""))
        if len(_regions(places)) < 2:
            return places
        near_by = _regions(places) & self._regions_of(int(code) - NEAR, int(code) + NEAR)
        return tuple(place for place in places if place.region_code in near_by) if len(near_by) == 1 else places

    def region_round(self, code: str) -> str | None:
        """The region (AMxx) of a code outside the list, when all known codes with its first two digits lie in one."""
        regions = self.regions_of_fragment(code[:2])
        return regions.pop() if len(regions) == 1 else None

    def _regions_of(self, first: int, last: int) -> set[str]:
        """The regions of the codes from first to last whose names leave no doubt."""
        found = [_regions(self._lookup(self._names.get(str(code), ""))) for code in range(first, last + 1)]
        return {region for regions in found if len(regions) == 1 for region in regions}

    def _is_said_to_be(self, match: re.Match[str], text: str) -> bool:
        return not self._counts(match, text) and (self._is_called_so(match, text) or self._has_letters(match, text))

    def _counts(self, match: re.Match[str], text: str) -> bool:
        """Whether the digits count something: "1200 euro", "36 uur"."""
        following = _NEXT_WORD.match(text[match.end(1) :].lower())
        return following is not None and following[1] in self._never_after

    def _is_called_so(self, match: re.Match[str], text: str) -> bool:
        """ "postcode 3511"."""
        return self._before.search(text[: match.start(1)].lower()) is not None

    def _has_letters(self, match: re.Match[str], text: str) -> bool:
        """Two letters that are no word: glued to the digits, or capitals in a text that is not all capitals."""
        letters = match[2] or ""
        if letters.strip().lower() in self._no_letters or not letters:
            return False
        return not letters[0].isspace() or (letters.isupper() and not text.isupper())


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not re.search(r"[\w€]", text[:start] + text[end:])


def _regions(places: Sequence[Place]) -> set[str]:
    return {place.region_code for place in places}
