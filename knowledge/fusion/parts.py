"""Takes Dutch words apart: compounds into their parts, and parts into a form without gender, number and ending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from knowledge.reading import read_yaml
from knowledge.schema import Strict
from knowledge.words import words

DATA = Path(__file__).parents[1] / "data"
_SHORTEST_SPLIT, _SHORTEST_PART, _SURE_PART, _OFTEN = 7, 3, 4, 5


class WordForms(Strict):
    """The whole of `word_parts.yaml`."""

    stops: frozenset[str]
    feminine: dict[str, str]
    endings: tuple[str, ...]
    hardened: dict[str, str]
    links: tuple[str, ...]
    short_parts: frozenset[str]
    no_parts: frozenset[str]


@cache
def word_forms() -> WordForms:
    """Raises KnowledgeError when the file is missing."""
    return WordForms.model_validate(read_yaml(DATA / "word_parts.yaml"))


def folded(text: str) -> str:
    """The words of a text, folded, with single spaces."""
    return " ".join(word.folded for word in words(text))


def known_parts(names: Iterable[str], descriptions: Iterable[str]) -> frozenset[str]:
    """Words that may be a part of a compound, from folded texts."""
    forms = word_forms()
    in_names, in_texts = Counter[str](), Counter[str]()
    for text in names:
        in_names.update(text.split())
    for text in descriptions:
        in_texts.update(text.split())
    sure = {word for word in in_names if len(word) >= _SURE_PART}
    repeated = {word for word, n in in_texts.items() if len(word) >= _SURE_PART and n + in_names[word] > 1}
    short = {word for word, n in in_texts.items() if len(word) == _SHORTEST_PART and n >= _OFTEN}
    return frozenset((sure | repeated | short | forms.short_parts) - forms.no_parts)


class Splitter:
    """Parts of a folded text. Not safe to change; results are kept, for names repeat the same words."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known, self._forms = known, word_forms()
        self._seen: dict[str, tuple[str, ...]] = {}

    def parts(self, text: str) -> list[str]:
        """ "medewerkster buitengroepen" -> medewerker, buit, groep (of a folded text)."""
        found: list[str] = []
        for word in text.split():
            if word not in self._forms.stops:
                if word not in self._seen:
                    if len(self._seen) > 100_000:
                        self._seen.clear()
                    self._seen[word] = tuple(self._bare(part) for part in self._split(word))
                found += self._seen[word]
        return found

    def _split(self, word: str) -> tuple[str, ...]:
        """The split whose shorter part is longest; a word that cannot be split is its own part."""
        if len(word) < _SHORTEST_SPLIT:
            return (word,)
        options: list[tuple[int, str, str]] = []
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART):
            last = word[place:]
            if last in self._known:
                for link in self._forms.links:
                    first = word[:place].removesuffix(link)
                    if len(first) == place - len(link) and len(first) >= _SHORTEST_PART and first in self._known:
                        options.append((min(len(first), len(last)), first, last))
        if not options:
            return (word,)
        _, first, last = max(options)
        return (*self._split(first), *self._split(last))

    def _bare(self, part: str) -> str:
        feminine = next((end for end in self._forms.feminine if part.endswith(end) and len(part) > len(end) + 2), None)
        if feminine:
            part = part.removesuffix(feminine) + self._forms.feminine[feminine]
        else:
            ending = next((end for end in self._forms.endings if part.endswith(end) and len(part) > len(end) + 3), "")
            part = part.removesuffix(ending)
        if len(part) > 3 and part[-1] == part[-2]:
            part = part[:-1]
        return part[:-1] + self._forms.hardened.get(part[-1], part[-1])
