"""What a question asks about, without the words it asks with: "hoeveel verdient een lasser" is about "lasser"."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from knowledge.reading import read_yaml
from knowledge.schema import Strict
from knowledge.words import Word

DATA = Path(__file__).parent / "data"


class AskingWords(Strict):
    """The whole of `asking.yaml`: small words, words of a question, and what is asked about work."""

    small: frozenset[str]
    asking: frozenset[str]
    about: frozenset[str]


class Questions:
    """Raises KnowledgeError when `asking.yaml` is missing."""

    def __init__(self) -> None:
        words = AskingWords.model_validate(read_yaml(DATA / "asking.yaml"))
        self._words = words.small | words.asking | words.about

    def subject(self, found: Sequence[Word]) -> Sequence[Word]:
        """The words from the first to the last that is not of the asking; all of them when nothing would stay."""
        telling = [place for place, word in enumerate(found) if word.folded not in self._words]
        return found[telling[0] : telling[-1] + 1] if telling else found

    def letters(self, found: Sequence[Word]) -> int:
        """How many letters say what is meant."""
        return sum(len(word.folded) for word in found if word.folded not in self._words)
