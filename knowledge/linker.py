"""From what a person says to the occupations meant: finds mentions, weighs candidates, reads the role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.career_schema import Occupation
from knowledge.encoder import Encoder, LastSentence, Vectors, occupation_vectors
from knowledge.esco import EscoBook
from knowledge.escolinking import LIKELY, SEARCHED, EscoNames
from knowledge.language import LinkingWords
from knowledge.lexicon import Finding, Lexicon
from knowledge.meaning import JobSpans
from knowledge.roles import Reading, Role, RoleReader
from knowledge.spoken import SpokenPhrases
from knowledge.words import Word, words

CERTAIN = 0.75  # measured in tests/knowledge/test_linking.py: above it the first candidate is nearly always meant
FLOOR = 0.15
MOST_CANDIDATES = 4
MOST_SHORT_WORDS = 3
LENGTH_WEIGHT, WIDTH_WEIGHT = 0.02, 0.03  # per letter of the matched name, per word of the message
ELSEWHERE = 0.05  # weight of a candidate in another sector than the place that is named
AT = "bij"
AND = "en"
MEANING = 0.65  # meaning alone never reaches CERTAIN


@dataclass(frozen=True)
class Candidate:
    """An occupation that may be meant; `score`: how probably.

    `why`: name, spelling, part, spoken, meaning, or similar (the search over all of ESCO).
    """

    id: str
    name: str
    score: float
    why: str


@dataclass(frozen=True)
class Mention:
    """`text[start:end]` names work. Candidates best first, never empty. Not `certain`: ask which one is meant.

    Not `own`: about somebody else ("mijn man is metselaar") or about the job as such ("wat doet een lasser").
    """

    text: str
    start: int
    end: int
    role: Role | None
    candidates: tuple[Candidate, ...]
    certain: bool
    own: bool = True

    @property
    def best(self) -> Candidate:
        return self.candidates[0]


class OccupationLinker:
    """Words first; meaning only where a sentence expects a job and no word is known."""

    def __init__(
        self,
        occupations: Mapping[str, Occupation],
        linking: LinkingWords,
        encoder: Encoder | None,
        vectors: Mapping[str, Vectors] | None,
        esco: EscoBook | None = None,
    ) -> None:
        self._occupations = occupations
        self._esco = esco
        self.esco_names = EscoNames(esco, linking) if esco else None
        self.lexicon = Lexicon(occupations.values(), linking)
        self._spoken = SpokenPhrases(occupations.values(), linking)
        self._roles = RoleReader(linking)
        self._job_spans = JobSpans(linking)
        self._past_prefixes = linking.past_prefixes
        self._light = linking.filler | linking.articles | linking.openers | linking.prefixes | linking.past_prefixes
        self.encoder = LastSentence(encoder) if encoder else None
        if encoder is not None and vectors is None:
            vectors = occupation_vectors(occupations.values(), encoder)
        known = [(id_, vector) for id_, vector in (vectors or {}).items() if id_ in occupations and len(vector)]
        self._owners = [id_ for id_, _ in known]
        self._firsts = np.cumsum([0, *(len(vector) for _, vector in known[:-1])])
        self._vectors = np.concatenate([vector for _, vector in known]) if known else None

    def link(self, text: str, threshold: float) -> list[Mention]:
        """Mentions in order of the text."""
        found = words(text)
        findings = self.findings(text, found) or self._by_meaning(text, found)
        findings.sort(key=lambda finding: finding.first)
        readings = self._roles.read(text, found, [(finding.first, finding.last) for finding in findings])
        read = zip(findings, readings, strict=True)
        mentions = (self._mention(text, found, finding, reading, threshold) for finding, reading in read)
        return [mention for mention in mentions if mention]

    def findings(self, text: str, found: Sequence[Word]) -> list[Finding]:
        """What is named in the text, without overlap."""
        findings = [*self.lexicon.find(found), *self._spoken.find(text, found)]
        if self.esco_names:
            findings += self._beside(self.esco_names.find(found), findings)
        findings = _best_apart(finding for finding in findings if not _employer(text, found, finding))
        if not findings and len(found) <= MOST_SHORT_WORDS and (part := self.lexicon.beginning(found)):
            return [part]
        named = [finding for finding in findings if not self._is_place(found, finding)]
        jobs = [finding for finding in findings if finding in named or _beside_job(found, finding, named)]
        places = [finding for finding in findings if self._is_place(found, finding)]
        return [self._at(finding, places) for finding in jobs] or places

    def _beside(self, from_esco: Sequence[Finding], curated: Sequence[Finding]) -> list[Finding]:
        """What the curated layer does not name itself: it comes first wherever it knows the same words by name."""
        named = {(finding.first, finding.last) for finding in curated if finding.why in ("name", "spoken")}
        return [finding for finding in from_esco if (finding.first, finding.last) not in named]

    def _sector(self, id_: str) -> str | None:
        return self._occupations[id_].sector if id_ in self._occupations else None

    def _at(self, job: Finding, places: Sequence[Finding]) -> Finding:
        """The place says which of several is meant: "teamleider in een magazijn" leads a warehouse."""
        sectors = {self._sector(id_) for place in places for id_ in place.scores} - {None}
        fitting = {id_ for id_ in job.scores if self._sector(id_) in sectors}
        if not fitting or len(job.scores) == 1:
            return job
        weights = {id_: score * (1 if id_ in fitting else ELSEWHERE) for id_, score in job.scores.items()}
        factor = sum(job.scores.values()) / sum(weights.values())
        return replace(job, scores={id_: weight * factor for id_, weight in weights.items()})

    def _is_place(self, found: Sequence[Word], finding: Finding) -> bool:
        return finding.why == "spoken" and self._spoken.names_only_a_place(found, finding)

    def _mention(
        self, text: str, found: Sequence[Word], finding: Finding, reading: Reading | None, threshold: float
    ) -> Mention | None:
        ranked = sorted(finding.scores.items(), key=lambda item: -item[1])[:MOST_CANDIDATES]
        candidates = tuple(self.candidate(id_, score, finding.why) for id_, score in ranked if score >= FLOOR)
        if reading == "denied" or not candidates:
            return None
        role = self._role(found, finding, reading)
        own = role is not None or (reading != "other" and self._opens(found, finding))
        if not own and self._is_place(found, finding):
            return None
        start, end = found[finding.first].start, found[finding.last - 1].end
        return Mention(text[start:end], start, end, role, candidates, candidates[0].score >= threshold, own)

    def _opens(self, found: Sequence[Word], finding: Finding) -> bool:
        """Whether nothing of weight stands before it: the short answer to "wat voor werk doe je?"."""
        return all(word.folded in self._light for word in found[: finding.first])

    def _role(self, found: Sequence[Word], finding: Finding, reading: Reading | None) -> Role | None:
        if reading == "other":
            return None
        if finding.past or (finding.first and found[finding.first - 1].folded in self._past_prefixes):
            return "past"
        if finding.why == "spoken" and reading != "wished":
            tense = self._spoken.tense(found, finding)
            if tense:
                return "past" if tense == "past" else "now"
        return reading if reading in ("now", "past", "wished") else None

    def _by_meaning(self, text: str, found: Sequence[Word]) -> list[Finding]:
        span = self._job_spans.find(text, found)
        if span is None:
            return []
        said = " ".join(word.folded for word in found[span.first : span.last])
        if self.esco_names:
            likely = self.esco_names.similar(said, self.encoder, MOST_CANDIDATES)
            if likely and max(likely.values()) >= LIKELY * SEARCHED:
                return [Finding(span.first, span.last, likely, "similar", "")]
        similar = self.similar(said)
        scores = {id_: cosine * MEANING for id_, cosine in similar.items() if cosine >= span.least}
        return [Finding(span.first, span.last, scores, "meaning", "")] if scores else []

    def similar(self, text: str) -> dict[str, float]:
        """Cosine with the nearest text of each occupation, 0 to 1."""
        if self._vectors is None or self.encoder is None or not text.strip():
            return {}
        cosines = self._vectors @ self.encoder.encode([text])[0]
        best = np.maximum(np.maximum.reduceat(cosines, self._firsts), 0.0)
        return dict(zip(self._owners, best.tolist(), strict=True))

    def candidate(self, id_: str, score: float, why: str) -> Candidate:
        name = self._esco.name(id_) if self._esco and id_ in self._esco else self._occupations[id_].name
        return Candidate(id_, name, round(min(score, 1.0), 3), why)


def _beside_job(found: Sequence[Word], place: Finding, jobs: Sequence[Finding]) -> bool:
    """Whether a job follows the place with "en": "kassa en vakkenvullen" names two."""
    beside = place.last < len(found) and found[place.last].folded == AND
    return beside and any(job.first in (place.last + 1, place.last + 2) for job in jobs)


def _employer(text: str, found: Sequence[Word], finding: Finding) -> bool:
    """ "bij Zeeman", "bij Bakker Bart": behind "bij" a capital letter begins the name of a company."""
    if finding.why == "spoken":  # "bij Bakker" with "Bart" behind it; "bij Defensie" is no name of a company
        name, at = found[finding.last : finding.last + 1], found[finding.first].folded
    else:
        name, at = found[finding.first : finding.first + 1], found[finding.first - 1].folded if finding.first else ""
    return at == AT and any(text[word.start].isupper() for word in name)


def _best_apart(findings: Iterable[Finding]) -> list[Finding]:
    """The best findings that do not overlap, sure and long ones first; a shorter one may make a longer one surer."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=_weight, reverse=True):
        over = [place for place, other in enumerate(kept) if finding.first < other.last and finding.last > other.first]
        if not over:
            kept.append(finding)
        for place in over:
            if finding.scores.keys() == kept[place].scores.keys():
                kept[place] = replace(kept[place], scores=max(finding.scores, kept[place].scores, key=_surest))
    return kept


def _surest(scores: Mapping[str, float]) -> float:
    return max(scores.values())


def _weight(finding: Finding) -> float:
    """A name that covers more of the sentence says more: "heftruckchauffeur" misspelt beats "heftruck" spelt well."""
    width = finding.last - finding.first
    return sum(finding.scores.values()) + LENGTH_WEIGHT * len(finding.matched) + WIDTH_WEIGHT * width
