"""Look-up of an occupation from a question: a whole name first, then what stands in it, meaning last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.asking import Questions
from knowledge.esco import EscoBook
from knowledge.language import LinkingWords
from knowledge.lexicon import Finding
from knowledge.linker import MEANING, Candidate, OccupationLinker
from knowledge.whole_names import NameBook, WholeName, WholeNames
from knowledge.words import Word, words

SHARED = 0.3  # beside names and the search over all of ESCO, bare meaning only fills up the list

Scored = dict[str, tuple[float, str]]  # occupation id -> score and why, as in Candidate


class OccupationSearch:
    """Read-only after construction. The sentence encoder is asked only when no name is the whole of what is said."""

    def __init__(self, linker: OccupationLinker, linking: LinkingWords, esco: EscoBook | None) -> None:
        self._linker = linker
        self._questions = Questions()
        books: list[NameBook] = [linker.lexicon, *([esco] if esco else [])]
        self._whole = WholeNames(books, linking.lookalikes | linking.ordinary)

    def search(self, text: str, limit: int) -> list[Candidate]:
        """Best first."""
        found = words(text)
        subject = self._questions.subject(found)
        whole = self._whole_name(found, subject)
        scored: Scored = {}
        if whole:
            why = "spelling" if whole.errors else "name"
            scored.update({id_: (score, why) for id_, score in whole.scores.items()})
            self._add_similar(scored, subject, limit, by_letters_only=True)
        else:
            self._add_named(scored, text, found, subject)
            self._add_similar(scored, subject, limit)
            self._fill_up(scored, subject, limit)
        ranked = sorted(scored.items(), key=lambda item: -item[1][0])[:limit]
        return [self._linker.candidate(id_, score, why) for id_, (score, why) in ranked]

    def _whole_name(self, found: Sequence[Word], subject: Sequence[Word]) -> WholeName | None:
        """A name may hold a word of asking at its edge: "leraar op school" is tried before "leraar"."""
        return self._whole.find(found) or (self._whole.find(subject) if len(subject) < len(found) else None)

    def _add_named(self, scored: Scored, text: str, found: Sequence[Word], subject: Sequence[Word]) -> None:
        for finding in self._linker.findings(text, found):
            covered = self._covered(finding, found, subject)
            for id_, score in finding.scores.items():
                scored[id_] = max(scored.get(id_, (0.0, "")), (score * covered, finding.why))

    def _covered(self, finding: Finding, found: Sequence[Word], subject: Sequence[Word]) -> float:
        """0 to 1: a name inside a longer one says less than the longer one ("docent" in "docent sociologie")."""
        inside = self._questions.letters(found[finding.first : finding.last])
        return float(min(1.0, inside / max(self._questions.letters(subject), 1)) ** 0.5)

    def _add_similar(self, scored: Scored, subject: Sequence[Word], limit: int, by_letters_only: bool = False) -> None:
        names = self._linker.esco_names
        if names:
            said = " ".join(word.folded for word in subject)
            encoder = None if by_letters_only else self._linker.encoder
            _add(scored, names.similar(said, encoder, limit), 1.0, "similar")

    def _fill_up(self, scored: Scored, subject: Sequence[Word], limit: int) -> None:
        weight = MEANING * (SHARED if scored else 1)
        _add(scored, self._linker.similar(" ".join(word.folded for word in subject)), weight, "meaning")


def _add(scored: Scored, found: Mapping[str, float], weight: float, why: str) -> None:
    for id_, score in found.items():
        scored[id_] = max(scored.get(id_, (0.0, "")), (score * weight, why))
