"""Whether a person is, was or wants to be what the sentence names."""

from __future__ import annotations

import re
from typing import Literal

from knowledge.language import LinkingWords, phrase_pattern
from knowledge.words import Word

Role = Literal["now", "past", "wished"]
Reading = Literal["denied", "other", "now", "past", "wished"]

SUBJECTS = ("ik", "k")
MARK, OTHER_MARK = "§", "¤"
_SENTENCE_END = re.compile(r"[.!?\n]")
_CLAUSE_END = re.compile(r"[,;()]")
_GAP = rf"[^{MARK}{OTHER_MARK}\s]+"


class RoleReader:
    """Reads the words round each occupation; the phrases come from `linking.yaml`."""

    def __init__(self, words: LinkingWords) -> None:
        phrases = words.roles
        groups: list[tuple[Reading, tuple[str, ...]]] = [
            ("past", phrases.left),
            ("now", phrases.leaving),
            ("denied", phrases.denied),
            ("wished", phrases.seeking),
            ("other", phrases.other),
            ("wished", phrases.wished),
            ("past", phrases.past),
            ("now", phrases.now),
        ]
        self._patterns = [(reading, phrase_pattern(found, _GAP, MARK)) for reading, found in groups]
        self._bare = phrase_pattern(phrases.bare, _GAP, MARK)
        self._clause_starts = words.clause_starts
        self._articles = words.articles

    def read(self, text: str, found: list[Word], places: list[tuple[int, int]]) -> list[Reading | None]:
        """One reading per place; a place is (first word, word after the last) of an occupation, in order of text."""
        readings: list[Reading | None] = []
        for number, place in enumerate(places):
            first, last = self._clause(text, found, places, place)
            reading = self._match(found, first, last, places, place)
            own_subject = any(word.folded in SUBJECTS for word in found[first : place[0]])
            if (
                reading is None
                and number
                and not own_subject
                and _one_sentence(text, found, places[number - 1][1] - 1, place[0])
            ):
                reading = readings[-1]  # "ik was bakker en slager": the second shares the verb of the first
            if reading is None and not own_subject:
                start = self._sentence_start(text, found, place)
                reading = self._match(found, start, last, places, place)
            if reading is None and self._bare.search(self._masked(found, first, last, places, place)):
                reading = "now"
            readings.append(reading)
        return readings

    def _match(
        self, found: list[Word], first: int, last: int, places: list[tuple[int, int]], place: tuple[int, int]
    ) -> Reading | None:
        clause = self._masked(found, first, last, places, place)
        return next((reading for reading, pattern in self._patterns if pattern.search(clause)), None)

    def _clause(
        self, text: str, found: list[Word], places: list[tuple[int, int]], place: tuple[int, int]
    ) -> tuple[int, int]:
        first, last = place
        while first > 0 and not self._breaks(text, found, first, places):
            first -= 1
        while last < len(found) and not self._breaks(text, found, last, places):
            last += 1
        return first, last

    def _breaks(self, text: str, found: list[Word], index: int, places: list[tuple[int, int]]) -> bool:
        if any(first < index < last for first, last in places):
            return False
        between = text[found[index - 1].end : found[index].start]
        if _CLAUSE_END.search(between) or _SENTENCE_END.search(between):
            return True
        return found[index].folded in self._clause_starts

    def _sentence_start(self, text: str, found: list[Word], place: tuple[int, int]) -> int:
        first = place[0]
        while first > 0 and _one_sentence(text, found, first - 1, first):
            first -= 1
        return first

    def _masked(
        self, found: list[Word], first: int, last: int, places: list[tuple[int, int]], place: tuple[int, int]
    ) -> str:
        """The clause with this occupation as MARK and the others as OTHER_MARK, without articles."""
        parts: list[str] = []
        index = first
        while index < last:
            covering = next((other for other in places if other[0] <= index < other[1]), None)
            if covering is not None:
                parts.append(MARK if covering == place else OTHER_MARK)
            elif found[index].folded not in self._articles:
                parts.append(found[index].folded)
            index = covering[1] if covering else index + 1
        return " ".join(parts)


def _one_sentence(text: str, found: list[Word], left: int, right: int) -> bool:
    return not _SENTENCE_END.search(text[found[left].end : found[right].start])
