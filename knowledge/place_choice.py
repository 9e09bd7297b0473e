"""Which of several places of one name is meant: "Bergen in Limburg", "die bij Alkmaar", "Rijswijk gld"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.schema import Place, Region, Regions

_ABBREVIATION = re.compile(r"(?:\(([A-Za-z]+)\.?\)|\s([A-Z][A-Za-z]{0,2}))$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Choice:
    """A candidate with what a person needs to choose: "Bergen in de gemeente … (regio …)"."""

    place: str
    municipality: str
    region_code: str
    region_name: str


class PlaceChooser:
    """Knows the words that tell candidates apart: municipality, region, province and its abbreviation."""

    def __init__(self, data: Regions) -> None:
        self._regions: Mapping[str, Region] = {region.code: region for region in data.regions}
        self._provinces = {short: name for name, shorts in data.provinces.items() for short in shorts}
        self._shorts: Mapping[str, Sequence[str]] = data.provinces
        self._region_words = frozenset(data.region_words)

    def choices(self, candidates: Sequence[Place]) -> tuple[Choice, ...]:
        """The candidates as a person can tell them apart, the most likely first."""
        return tuple(
            Choice(place.name, place.municipality, place.region_code, self._regions[place.region_code].name)
            for place in candidates
        )

    def choose(self, candidates: Sequence[Place], said: str) -> Place | None:
        """The one candidate that the words point to; None when they point to none, or to several equally."""
        shared = set(_words(candidates[0].name)).intersection(*(_words(place.name) for place in candidates))
        told = [word for word in _words(said) if word not in shared]
        scores = [sum(word in self._hints(place) for word in told) for place in candidates]
        best = max(scores)
        found = [place for place, score in zip(candidates, scores, strict=True) if score == best]
        return found[0] if best and len({place.region_code for place in found}) == 1 else None

    def _hints(self, place: Place) -> frozenset[str]:
        region = self._regions[place.region_code]
        words = {*_words(place.municipality), *_words(region.name), *_words(" ".join(region.aliases))}
        abbreviation = _ABBREVIATION.search(place.name)
        if abbreviation:
            short = (abbreviation[1] or abbreviation[2]).lower()
            province = self._provinces.get(short, "")
            words |= {short, *_words(province), *self._shorts.get(province, ())}  # "ov" beside "(O.)"
        return frozenset(words | (self._region_words if not place.municipality else set()))


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter)))
