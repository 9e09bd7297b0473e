"""A text as words with what stands between them."""

from __future__ import annotations

import re
from collections.abc import Collection

# Quotations, places to fill in and addresses on the web are one word, so that nothing in them is read.
TOKEN = re.compile(r"“[^”]*”|\"[^\"]*\"|\{\w*\}|(?:https?://)?\w[\w-]*(?:[./:@]+\w[\w-]*)+/?|[\w'’-]+")
SENTENCE_END = re.compile(r"[.!?:;\n(]")
# "leeroverzicht.nl" is a word; an emoji behind words ends a sentence like a full stop.
EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\ufe0f"
WITH_ITS_MARKS = re.compile(rf"(?:[^.!?{EMOJI}]|(?<=\w)\.(?=(?:nl|com|org|eu|be)\b))+[.!?{EMOJI}]*")
CLAUSE_END = re.compile(r"[.!?:;,\n()]")


def sentences(text: str) -> list[str]:
    """The sentences, each with the marks at its end."""
    return [found.strip() for found in WITH_ITS_MARKS.findall(text)]


class Sentence:
    """Words in lower case. Words beside each other count only when no mark stands between."""

    def __init__(self, text: str, opens_clause: Collection[str]) -> None:
        self._text = text
        self._opens_clause = opens_clause
        self._found = list(TOKEN.finditer(text))
        self.words = [found[0].lower() for found in self._found]

    def with_words(self, new: dict[int, str]) -> str:
        """The text with some words replaced; a word that began with a capital keeps it."""
        parts, end = [], 0
        for i, found in enumerate(self._found):
            word = new.get(i, found[0])
            parts += [self._text[end : found.start()], word.capitalize() if found[0].istitle() else word]
            end = found.end()
        return "".join([*parts, self._text[end:]])

    def asks(self, i: int) -> bool:
        """Whether the sentence goes on with "?" or with what holds then: "werk je hier?", "werk je hier, dan ..."."""
        for j in range(i, len(self._found)):
            gap = self._gap(j)
            if "," in gap or SENTENCE_END.search(gap):
                return "," in gap or "?" in gap
        return False

    def _gap(self, i: int) -> str:
        """What stands between a word and the next."""
        after = self._found[i + 1].start() if i + 1 < len(self._found) else len(self._text)
        return self._text[self._found[i].end() : after]

    def before(self, i: int) -> str:
        """The word right before a word, or nothing."""
        return self.words[i - 1] if i > 0 and self._gap(i - 1) == " " else ""

    def after(self, i: int) -> str:
        """The word right after a word, or nothing."""
        return self.words[i + 1] if i + 1 < len(self._found) and self._gap(i) == " " else ""

    def start(self, i: int) -> int:
        """Where the sentence of a word begins."""
        while i > 0 and not SENTENCE_END.search(self._gap(i - 1)):
            i -= 1
        return i

    def clause_after(self, i: int) -> list[str]:
        """The words after a word up to the next mark or the next clause."""
        end = i + 1
        while end < len(self._found) and not CLAUSE_END.search(self._gap(end - 1)):
            if self.words[end] in self._opens_clause:
                break
            end += 1
        return self.words[i + 1 : end]
