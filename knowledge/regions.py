"""From what somebody types about where they live to a labour-market region."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.place_choice import Choice, PlaceChooser
from knowledge.schema import Place, Region, Regions

_WORD = re.compile(r"[^\s,;:!?]+")
_LONGEST_NAME = 6  # words
_FUZZY_FROM = 6  # letters; below that a typo turns one place into another
_FUZZY_AFTER_A_CUE_FROM = 8
_TWO_TYPOS_FROM = 10
_ARTICLES = ("de", "het", "den", "een")
_SUFFIX = re.compile(r"\s*\([^)]*\)$|\s(Gld|GN|Gn|NB|NH|L|AC|Ut)$|\sgem\. .*$")
_SAME_SOUND = ((r"['’‘`´]t\b", "het"), (r"['’‘`´]", ""), (r"&", " en "), (r"[^a-z0-9]+", " "), (r"ij", "y"),
               (r"yck\b", "yk"), (r"dael\b", "daal"), (r"bosch", "bos"), (r"\bs (?=g|h)", "s"), (r"\bsint\b", "st"),
               (r"\b(a d|a h|ad|aan den|aan de|aan het|aan t)\b", "ad"))  # fmt: skip


@dataclass(frozen=True)
class PlaceMatch:
    """A place in a text. `ambiguous` lists the candidates when they lie in different regions: ask which."""

    text: str
    place: str
    municipality: str
    region_code: str
    region_name: str
    ambiguous: tuple[Place, ...] = ()


def plain(text: str) -> str:
    """The text without the differences that people do not hear: accents, apostrophes, hyphens, ij and y."""
    letters = unicodedata.normalize("NFKD", text.lower())
    result = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for pattern, replacement in _SAME_SOUND:
        result = re.sub(pattern, replacement, result)
    return result.strip()


class _Evidence(IntEnum):
    """That a piece of text is a place: nothing, "in …", "ik woon in …" or "in …" with a capital, the whole answer."""

    NONE, CUE, NAMED, WHOLE = range(4)


@dataclass(frozen=True)
class _Piece:
    """Words `first` to `last` of a text."""

    text: str
    first: int
    last: int

    @cached_property
    def plain(self) -> str:
        return plain(self.text)


class RegionIndex:
    """All regions, municipalities and places of residence, in memory."""

    def __init__(self, data: Regions) -> None:
        self._regions = {region.code: region for region in data.regions}
        self._cues, self._home = (frozenset(map(plain, words)) for words in (data.cues, data.home_words))
        self._things = frozenset(map(plain, data.things))
        self._ordinary = self._things | frozenset(map(plain, data.ordinary_words))
        self._names = _names(data)
        self._chooser = PlaceChooser(data)
        self._provinces = {plain(word) for name, shorts in data.provinces.items() for word in (name, *shorts)}
        self._fuzzy = [name for name in self._names if len(name) >= _FUZZY_FROM and name not in self._ordinary]

    def all(self) -> tuple[Region, ...]:
        """The regions in order of code."""
        return tuple(self._regions.values())

    def region(self, code: str) -> Region:
        """The region with that code. Raises KeyError when there is none."""
        return self._regions[code]

    def choices(self, match: PlaceMatch) -> tuple[Choice, ...]:
        """What to ask when a match is ambiguous ("welk Bergen bedoel je?"); empty when it is clear."""
        return self._chooser.choices(match.ambiguous)

    def which(self, match: PlaceMatch, answer: str) -> PlaceMatch | None:
        """The match settled by an answer: "die in Limburg", "bij Alkmaar"; None when the answer does not tell."""
        if not match.ambiguous:
            return match
        chosen = self._chooser.choose(match.ambiguous, answer)
        near = None if chosen else self.find_place(answer)
        if near and not near.ambiguous:
            there = [place for place in match.ambiguous if place.region_code == near.region_code]
            chosen = there[0] if there else None
        return self._settled(match.text, chosen) if chosen else None

    def find_place(self, text: str) -> PlaceMatch | None:
        """The longest place, municipality or region named in the text; typos allowed in names of 6 letters and more."""
        words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
        said = [plain(text[start:end]) for start, end in words]
        pieces = [
            _Piece(text[words[first][0] : words[last][1]].rstrip("."), first, last)
            for first in range(len(words))
            for last in range(first, min(first + _LONGEST_NAME, len(words)))
        ]
        pieces.sort(key=lambda piece: (-len(piece.plain), piece.first))
        for reading in (self._exact, self._near):
            for piece in pieces:
                name = reading(piece, self._evidence(piece, said))
                if name:
                    match = self._match(piece.text, name)
                    return self._told_apart(match, text[: words[piece.first][0]], text[words[piece.last][1] :])
        return None

    def _told_apart(self, match: PlaceMatch, before: str, after: str) -> PlaceMatch:
        """Ambiguous only when the other words do not tell which one: "Bergen in Limburg", "Bergen bij Alkmaar"."""
        if not match.ambiguous:
            return match
        return self.which(match, after) or self.which(match, before) or match

    def _settled(self, typed: str, place: Place) -> PlaceMatch:
        region = self._regions[place.region_code]
        return PlaceMatch(typed, place.name, place.municipality, region.code, region.name)

    def _evidence(self, piece: _Piece, said: list[str]) -> _Evidence:
        """How strongly the words before a piece say that a place follows."""
        before = said[: piece.first]
        after = said[piece.last + 1 :]
        if self._only_tells_where(after) and all(word in self._cues or word in self._home for word in before):
            return _Evidence.WHOLE
        if not before or before[-1] not in self._cues:
            return _Evidence.NONE
        named = piece.text[0].isupper() or not self._home.isdisjoint(before)
        return _Evidence.NAMED if named else _Evidence.CUE

    def _only_tells_where(self, after: list[str]) -> bool:
        """Nothing follows the name, or only a province: "bergen limburg", "bergen in noord-holland", "rijswijk gld"."""
        rest = after[1:] if after[:1] and after[0] in self._cues else after
        return not after or " ".join(rest) in self._provinces

    def _exact(self, piece: _Piece, evidence: _Evidence) -> str | None:
        if piece.plain not in self._names:
            return None
        needed = _Evidence.NONE
        if piece.plain in self._ordinary:
            needed = _Evidence.NAMED if piece.plain in self._things else _Evidence.CUE
            if piece.plain.split()[0] in _ARTICLES:  # "in de wijk" is no village
                needed = _Evidence.WHOLE
        return piece.plain if evidence >= needed else None

    def _near(self, piece: _Piece, evidence: _Evidence) -> str | None:
        length, sure = len(piece.plain), evidence >= _Evidence.NAMED
        if length < (_FUZZY_FROM if sure else _FUZZY_AFTER_A_CUE_FROM) or evidence == _Evidence.NONE:
            return None
        edits = 2 if sure and length >= _TWO_TYPOS_FROM else 1
        found = process.extractOne(piece.plain, self._fuzzy, scorer=OSA.distance, score_cutoff=edits)
        return found[0] if found and found[0][0] == piece.plain[0] else None  # few typos are in the first letter

    def _match(self, typed: str, name: str) -> PlaceMatch:
        candidates = self._names[name]
        best = candidates[0]
        several = len({place.region_code for place in candidates}) > 1
        region = self._regions[best.region_code]
        ambiguous = candidates if several else ()
        return PlaceMatch(typed, best.name, best.municipality, region.code, region.name, ambiguous)


def _names(data: Regions) -> dict[str, tuple[Place, ...]]:
    """Plain name to its places: first the municipality of that name, then the region, then other places."""
    ranked: dict[str, list[tuple[int, Place]]] = defaultdict(list)

    def add(rank: int, name: str, place: Place) -> None:
        for form in {plain(name), plain(_SUFFIX.sub("", name))}:
            if all(place != other for _, other in ranked[form]):
                ranked[form].append((rank, place))

    for region in data.regions:
        for municipality, places in region.municipalities.items():
            add(0, municipality, Place(name=municipality, municipality=municipality, region_code=region.code))
            bare = _SUFFIX.sub("", municipality)
            for name in places:
                if _SUFFIX.sub("", name) != bare:  # Hengelo in Hengelo (O.) is the municipality itself
                    add(2, name, Place(name=name, municipality=municipality, region_code=region.code))
        for name in (region.name, *region.aliases):
            add(1, name, Place(name=region.name, municipality="", region_code=region.code))
    for spelling, name in data.spellings.items():
        ranked[plain(spelling)] += [entry for entry in ranked[plain(name)] if entry not in ranked[plain(spelling)]]
    return {
        name: tuple(place for _, place in sorted(places, key=lambda entry: entry[0])) for name, places in ranked.items()
    }
