"""Finds names of ESCO in a sentence, where the curated layer knows nothing that covers as much."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.encoder import Encoder
from knowledge.esco import EscoBook
from knowledge.language import LinkingWords
from knowledge.lexicon import LONGEST_NAME, Finding
from knowledge.words import Word, spans

SHORTEST_NAME = 5
LONG = 10  # letters; so long a word is seldom anything but a job
SURE, ASK = 0.97, 0.7  # a name that ends like a job; a name that may be another word too ("rechter", "model")
LIKELY = 0.25  # least probability to propose an occupation for words that are no known name
SEARCHED = 0.7  # what search alone can reach: worth asking, not worth assuming


class EscoNames:
    """Exact names only: misspellings and other words are for the search."""

    def __init__(self, book: EscoBook, linking: LinkingWords) -> None:
        self._book = book
        self._endings = linking.job_endings
        self._never = linking.lookalikes | linking.ordinary | linking.filler | linking.articles
        self._no_edge = linking.articles | linking.job_stops | linking.filler

    def find(self, found: Sequence[Word]) -> list[Finding]:
        """Findings may overlap; the caller keeps the best of them."""
        findings = []
        for first, last in spans(found, LONGEST_NAME):
            edges = {found[first].folded, found[last - 1].folded}
            key = "".join(word.folded for word in found[first:last])
            if len(key) < SHORTEST_NAME or key in self._never or edges & self._no_edge:
                continue
            ids = self._book.named(key)
            if ids:
                telling = last - first > 1 or len(key) >= LONG or key.endswith(self._endings)
                sure = SURE if telling else ASK
                scores = {id_: share * sure for id_, share in ids.items()}
                findings.append(Finding(first, last, scores, "name", key))
        return findings

    def similar(self, text: str, encoder: Encoder | None, limit: int) -> dict[str, float]:
        """Id -> score, best first: how probably it is meant, never as sure as a name."""
        return {id_: likely * SEARCHED for id_, likely in self._book.search(text, encoder, limit).items()}
