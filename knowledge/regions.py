"""From what somebody types about where they live to a labour-market region."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from knowledge.place_choice import Choice, PlaceChooser
from knowledge.place_names import bare, places_by_name, plain
from knowledge.place_typos import ARTICLES, PlaceTypos
from knowledge.postcodes import PostcodeBook
from knowledge.schema import Place, Region, Regions

_WORD = re.compile(r"[^\s,;:!?]+")
_BETWEEN_SIGNS = re.compile(r"['’‘`´\w].*\w", re.DOTALL)  # "(Utrecht)" without the brackets
_LONGEST_NAME = 6  # words
_TELLING_WORD = 5  # letters


@dataclass(frozen=True)
class PlaceMatch:
    """A place in a text. `ambiguous` lists the candidates when they lie in different regions: ask which."""

    text: str
    place: str
    municipality: str
    region_code: str
    region_name: str
    ambiguous: tuple[Place, ...] = ()


class _Evidence(IntEnum):
    """That a piece of text is a place.

    Nothing, "in …", "in …" with a capital, "ik woon in …", the whole text, the whole answer to where somebody lives.
    """

    NONE, CUE, NAMED, HOME, WHOLE, ANSWER = range(6)


@dataclass(frozen=True)
class _Piece:
    """Words `first` to `last` of a text."""

    text: str
    first: int
    last: int

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def has_telling_word(self) -> bool:
        """Whether it is more than small words side by side: "niks in over een reorganisatie" names no Overveen."""
        return self.first == self.last or any(len(word) >= _TELLING_WORD for word in self.plain.split())


class RegionIndex:
    """All regions, municipalities and places of residence, in memory. `postcodes`: code -> name of a place."""

    def __init__(self, data: Regions, postcodes: Mapping[str, str] | None = None) -> None:
        self._regions = {region.code: region for region in data.regions}
        self._cue_phrases = tuple(f" {plain(phrase)}" for phrase in data.cue_phrases)
        self._cues, self._home = (frozenset(map(plain, words)) for words in (data.cues, data.home_words))
        self._comes, self._from, self._with = (
            frozenset(map(plain, words)) for words in (data.come_words, data.from_words, data.with_words)
        )
        self._things = frozenset(map(plain, data.things))
        self._countries = frozenset(map(plain, data.countries))
        self._ordinary = self._things | frozenset(map(plain, data.ordinary_words))
        self._names = places_by_name(data)
        first, then = map(re.escape, data.between)
        self._two_places = re.compile(rf"\b{first}\s+(\S[^,.;!?]*?)\s+{then}\s+([^,.;!?]+)", re.IGNORECASE)
        self._chooser = PlaceChooser(data)
        self.postcodes = PostcodeBook(postcodes or {}, data.postcodes, self._places_named)
        self._provinces = {plain(word) for name, shorts in data.provinces.items() for word in (name, *shorts)}
        self._typos = PlaceTypos(self._names, self._ordinary, self._countries | frozenset(map(plain, data.lookalikes)))

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
        near = None if chosen else self.find_place(answer, asked=True)
        if near and not near.ambiguous:
            there = [place for place in match.ambiguous if place.region_code == near.region_code]
            chosen = there[0] if there else None
        return self._settled(match.text, chosen) if chosen else None

    def find_place(self, text: str, asked: bool = False) -> PlaceMatch | None:
        """The postcode in the text, else the longest place, municipality or region named in it.

        Typos are allowed in names of 6 letters and more; in shorter ones where somebody tells that they live there, or
        when they were `asked` where they live; then "75" begins a postcode too.
        A postcode that leaves a doubt gives way to a clear name.
        """
        coded = self._coded(text) or self._coded_in_part(text, asked)
        if coded and not coded.ambiguous:
            return coded
        named = self._between(text) or self._named(text, asked)
        return named if named and not (coded and named.ambiguous) else coded

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Where each place or municipality stands (start, end), as it is written; a region is none."""
        words = [word.span() for word in _WORD.finditer(text)]
        said = [plain(text[start:end]) for start, end in words]
        found, taken = [], set[int]()
        for piece in _pieces(text, words):
            places = self._exact(piece, self._evidence(piece, said, asked=False))
            if places and taken.isdisjoint(range(piece.first, piece.last + 1)):
                taken.update(range(piece.first, piece.last + 1))
                name = _BETWEEN_SIGNS.search(piece.text)
                start = words[piece.first][0]
                if name and places[0].municipality:
                    found.append((start + name.start(), start + name.end()))
        return sorted(found)

    def _coded(self, text: str) -> PlaceMatch | None:
        said = self.postcodes.said(text)
        if said is None:
            return None
        places = self.postcodes.places(said.code)
        code = None if places else self.postcodes.region_round(said.code)
        if code:
            name = self._regions[code].name
            return PlaceMatch(said.text, name, "", code, name)
        return self._matched(said.text, places) if places else None

    def _coded_in_part(self, text: str, asked: bool) -> PlaceMatch | None:
        """ "75" or "751": one region, or which of a few it is."""
        said = self.postcodes.fragment(text, asked)
        codes = sorted(self.postcodes.regions_of_fragment(said.code)) if said else []
        places = tuple(Place(name=self._regions[code].name, municipality="", region_code=code) for code in codes)
        return self._matched(said.text, places) if said and places else None

    def _between(self, text: str) -> PlaceMatch | None:
        """ "tussen Arnhem en Nijmegen": in which of the two regions somebody lives must be asked."""
        found = self._two_places.search(text)
        ends = [self._named(part, asked=True) for part in found.groups()] if found else []
        if not found or not all(ends):
            return None
        places = [Place(name=end.place, municipality=end.municipality, region_code=end.region_code)
                  for end in ends if end]  # fmt: skip
        return self._matched(found[0], tuple(places))

    def _places_named(self, name: str) -> tuple[Place, ...]:
        """As the register writes it, or shortened: "Beuningen Gld"."""
        return self._names.get(plain(name)) or self._names.get(plain(bare(name))) or ()

    def _named(self, text: str, asked: bool) -> PlaceMatch | None:
        words = [word.span() for word in _WORD.finditer(text)]
        said = [plain(text[start:end]) for start, end in words]
        pieces = _pieces(text, words)
        for reading in (self._exact, self._near, self._near_short):
            for piece in pieces:
                places = reading(piece, self._evidence(piece, said, asked))
                if places:
                    match = self._matched(piece.text, places)
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

    def _evidence(self, piece: _Piece, said: list[str], asked: bool) -> _Evidence:
        """How strongly the words before a piece say that a place follows."""
        before, after = said[: piece.first], said[piece.last + 1 :]
        at_home = self._tells_home(before, piece)
        if self._only_tells_where(after) and all(word in self._cues or word in self._home for word in before):
            return _Evidence.ANSWER if asked or at_home else _Evidence.WHOLE
        if not before or (before[-1] not in self._cues and not f" {' '.join(before)}".endswith(self._cue_phrases)):
            return _Evidence.NONE
        if at_home:
            return _Evidence.HOME
        if before[-1] == "te" and piece.text[0].islower():  # "te tegelen" is what somebody does
            return _Evidence.NONE
        return _Evidence.NAMED if piece.text[0].isupper() else _Evidence.CUE

    def _tells_home(self, before: list[str], piece: _Piece) -> bool:
        """Whether the words before tell where somebody lives: not in "komt dit bij hem", nor in "ik woon bij hem"."""
        told, cue = self._home.intersection(before), before[-1] if before else ""
        is_he = cue in self._with and piece.plain in self._things and piece.text[0].islower()
        return bool(told) and not is_he and (bool(told - self._comes) or cue in self._from)

    def _only_tells_where(self, after: list[str]) -> bool:
        """Nothing follows the name, or only a province: "bergen limburg", "bergen in noord-holland", "rijswijk gld"."""
        rest = after[1:] if after[:1] and after[0] in self._cues else after
        return not after or " ".join(rest) in self._provinces

    def _exact(self, piece: _Piece, evidence: _Evidence) -> tuple[Place, ...]:
        needed = _Evidence.NONE
        if piece.plain in self._ordinary:
            needed = _Evidence.NAMED if piece.plain in self._things else _Evidence.CUE
            if piece.plain.split()[0] in ARTICLES:  # "in de wijk" is no village
                needed = _Evidence.WHOLE
        if piece.plain in self._countries:
            needed = _Evidence.ANSWER
        return self._names.get(piece.plain, ()) if evidence >= needed else ()

    def _near(self, piece: _Piece, evidence: _Evidence) -> tuple[Place, ...]:
        sure = evidence >= _Evidence.NAMED
        if evidence == _Evidence.NONE or not (sure or piece.has_telling_word):
            return ()
        return self._typos.near(piece.plain, sure)

    def _near_short(self, piece: _Piece, evidence: _Evidence) -> tuple[Place, ...]:
        at_home = evidence in (_Evidence.HOME, _Evidence.ANSWER)
        return self._typos.near_short(piece.plain) if at_home else ()

    def _matched(self, typed: str, candidates: tuple[Place, ...]) -> PlaceMatch:
        best = candidates[0]
        several = len({place.region_code for place in candidates}) > 1
        region = self._regions[best.region_code]
        ambiguous = candidates if several else ()
        return PlaceMatch(typed, best.name, best.municipality, region.code, region.name, ambiguous)


def _pieces(text: str, words: list[tuple[int, int]]) -> list[_Piece]:
    """All that may be a name, the longest first. `words`: where each word begins and ends."""
    pieces = [
        _Piece(text[words[first][0] : words[last][1]].rstrip("."), first, last)
        for first in range(len(words))
        for last in range(first, min(first + _LONGEST_NAME, len(words)))
    ]
    return sorted(pieces, key=lambda piece: (-len(piece.plain), piece.first))
