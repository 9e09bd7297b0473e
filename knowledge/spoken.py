"""Finds what people say instead of a job name: "ik rij al 20 jaar vrachtwagen", "ik sta achter de kassa"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from knowledge.career_schema import Occupation
from knowledge.language import LinkingWords, Tense, verb_forms
from knowledge.lexicon import Finding
from knowledge.words import Word, words

CERTAINTY = 0.92
WORKPLACE = 0.7  # where one works is not what one does: under the threshold, so it is asked
PENALTY_SMALL, PENALTY_OTHER = 0.05, 0.2  # for each word between: "rij op een vrachtwagen", "maak de auto schoon"
WINDOW = 4
SHORTEST_FUZZY = 7
WORKING = frozenset({"werken", "zitten"})  # lemmas
CLAUSE_END = re.compile(r"[.,;!?]")

Lemmas = list[tuple[int, str]]  # index of the word, lemma


class SpokenPhrases:
    """Phrases as bags of lemmas; all of them must stand near each other in one clause, in any order."""

    def __init__(self, occupations: Iterable[Occupation], linking: LinkingWords) -> None:
        self._filler = linking.filler | linking.articles
        self._small = linking.job_stops
        self._says_where = linking.workplaces | linking.job_stops | WORKING
        self._not_meant = {tuple(phrase.split()) for phrase in linking.not_meant}
        self._forms = verb_forms(linking)
        self._verbs = frozenset(linking.verbs)
        meanings: dict[tuple[str, ...], list[str]] = {}
        self._written: dict[tuple[str, ...], str] = {}
        for occupation in occupations:
            for phrase in occupation.spoken:
                key = tuple(sorted(lemma for _, lemma in self._lemmas(words(phrase))))
                if not key:
                    raise ValueError(f"spoken phrase '{phrase}' of {occupation.id} is only filler: make it longer")
                meanings.setdefault(key, []).append(occupation.id)
                self._written.setdefault(key, phrase)
        self._meanings = {key: tuple(dict.fromkeys(ids)) for key, ids in meanings.items()}
        self._known_lemmas = {lemma for key in self._meanings for lemma in key}
        self._fuzzy: dict[str, list[str]] = {}  # by first letter
        for lemma in sorted(self._known_lemmas - {key[0] for key in self._meanings if len(key) == 1}):
            self._fuzzy.setdefault(lemma[0], []).append(lemma)
        self._by_lemma: dict[str, list[tuple[str, ...]]] = {}
        for key in self._meanings:
            self._by_lemma.setdefault(max(key, key=len), []).append(key)

    def find(self, text: str, found: Sequence[Word]) -> list[Finding]:
        """Findings may overlap; the caller keeps the best of them."""
        findings = []
        for lemmas in self._clauses(text, found):
            candidates = {key for _, lemma in lemmas for key in self._by_lemma.get(lemma, ())}
            findings += [finding for key in candidates if (finding := self._match(key, lemmas))]
        return findings

    def tense(self, found: Sequence[Word], finding: Finding) -> Tense | None:
        """Past when any verb form in the finding is past: "heb vrachtwagen gereden"."""
        inside = found[finding.first : finding.last]
        tenses = {form.tense for word in inside if (form := self._forms.get(word.folded))}
        return "past" if "past" in tenses else "present" if tenses else None

    def names_only_a_place(self, found: Sequence[Word], finding: Finding) -> bool:
        """ "in de kantine" says something about work only when the sentence around it does."""
        inside = {word.folded for word in found[finding.first : finding.last]}
        return not inside & self._verbs and not inside & self._forms.keys()

    def _clauses(self, text: str, found: Sequence[Word]) -> list[Lemmas]:
        clauses: list[Lemmas] = [[]]
        for index, lemma in self._without_not_meant(self._lemmas(found)):
            if clauses[-1] and CLAUSE_END.search(text[found[clauses[-1][-1][0]].end : found[index].start]):
                clauses.append([])
            clauses[-1].append((index, self._known(lemma)))
        return clauses

    def _match(self, key: tuple[str, ...], lemmas: Lemmas) -> Finding | None:
        windows = (lemmas[begin : begin + len(key) + WINDOW] for begin in range(len(lemmas) - len(key) + 1))
        places = [place for window in windows if (place := _places(key, window))]
        if not places:
            return None
        first, last = min(places, key=lambda place: place[1] - place[0])
        between = [lemma for index, lemma in lemmas if first <= index <= last]
        for lemma in key:
            between.remove(lemma)
        penalty = sum(PENALTY_SMALL if lemma in self._small else PENALTY_OTHER for lemma in between)
        ids = self._meanings[key]
        sure = CERTAINTY * (WORKPLACE if self._says_where.issuperset(key) else 1.0)
        certainty = max(sure - penalty, 0) / len(ids)
        return Finding(first, last + 1, dict.fromkeys(ids, certainty), "spoken", self._written[key])

    def _lemmas(self, found: Sequence[Word]) -> Lemmas:
        kept = [(index, word.folded) for index, word in enumerate(found) if word.folded not in self._filler]
        return [(index, self._lemma(folded)) for index, folded in kept if not folded.isdigit()]

    def _lemma(self, folded: str) -> str:
        form = self._forms.get(folded)
        if form:
            return form.verb
        return folded.removesuffix("s") if len(folded) >= SHORTEST_FUZZY else folded  # "vrachtwagens"

    def _without_not_meant(self, lemmas: Lemmas) -> Lemmas:
        pairs = [(left[1], right[1]) for left, right in pairwise(lemmas)]
        hidden = {place + side for place, pair in enumerate(pairs) if pair in self._not_meant for side in (0, 1)}
        return [lemma for place, lemma in enumerate(lemmas) if place not in hidden]

    def _known(self, lemma: str) -> str:
        """A long word that is one letter off a known one is that word; not where it would be the whole phrase."""
        if lemma in self._known_lemmas or len(lemma) < SHORTEST_FUZZY:
            return lemma
        near = (known for known in self._fuzzy.get(lemma[0], ()) if abs(len(known) - len(lemma)) <= 1)
        return next((known for known in near if OSA.distance(known, lemma, score_cutoff=1) <= 1), lemma)


def _places(key: tuple[str, ...], window: Lemmas) -> tuple[int, int] | None:
    left = list(key)
    used: list[int] = []
    for index, lemma in window:
        if lemma in left:
            left.remove(lemma)
            used.append(index)
            if not left:
                return used[0], used[-1]
    return None
