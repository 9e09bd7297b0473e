"""The occupations in memory: look-up, next steps, and from what a person says to what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.career_schema import NextStep, Occupation
from knowledge.encoder import Encoder, Vectors
from knowledge.esco import EscoBook
from knowledge.language import LinkingWords, read_linking_words
from knowledge.linker import CERTAIN, Candidate, Mention, OccupationLinker
from knowledge.searching import OccupationSearch

__all__ = ["CERTAIN", "Candidate", "Mention", "OccupationIndex"]

LOADS = ("licht", "middel", "zwaar")


class OccupationIndex:
    """Read-only after construction, so safe to share between threads.

    Without encoder and vectors it links on words; with them also on meaning. `vectors` as made by
    `knowledge.encoder.occupation_vectors`; computed here when an encoder comes without them. With `esco` it links and
    searches all of ESCO too, the curated occupations first.
    Raises KnowledgeError when `linking.yaml` is missing or malformed.
    """

    def __init__(
        self,
        occupations: Iterable[Occupation],
        encoder: Encoder | None = None,
        vectors: Mapping[str, Vectors] | None = None,
        linking: LinkingWords | None = None,
        esco: EscoBook | None = None,
    ) -> None:
        self._occupations = {occupation.id: occupation for occupation in occupations}
        self.esco = esco
        words = linking or read_linking_words()
        self._linker = OccupationLinker(self._occupations, words, encoder, vectors, esco)
        self._search = OccupationSearch(self._linker, words, esco)

    def get(self, id: str) -> Occupation:
        """Raises KeyError when there is no such occupation. `esco:…` is known when ESCO was imported."""
        if self.esco is not None and id in self.esco:
            return self.esco.get(id)
        return self._occupations[id]

    def curated(self, id: str | None) -> Occupation | None:
        """The occupation when it is one of ours; None for one of ESCO, or none at all."""
        return self._occupations.get(id or "")

    def all(self) -> list[Occupation]:
        """The curated occupations, without those of ESCO."""
        return list(self._occupations.values())

    def next_steps(self, id: str, lighter: bool = False) -> list[NextStep]:
        """Steps from this occupation, nearest first; `lighter`: only to work that asks less of the body."""
        occupation = self.get(id)
        return [step for step in occupation.next_steps if not lighter or self._load(step.to) < self._load(id)]

    def link(self, text: str, threshold: float = CERTAIN) -> list[Mention]:
        """Occupations named in a message, in order. A mention is certain when its best score reaches `threshold`."""
        return self._linker.link(text, threshold)

    def search(self, text: str, limit: int = 5) -> list[Candidate]:
        """Plain look-up ("wat doet een lasser"), best first; with an encoder it always finds something."""
        return self._search.search(text, limit)

    def similar(self, text: str) -> dict[str, float]:
        """How near each curated occupation is in meaning: id -> cosine, 0 to 1; empty without an encoder."""
        return self._linker.similar(text)

    def _load(self, id: str) -> int:
        return LOADS.index(self.get(id).physical_load)
