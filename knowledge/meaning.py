"""Where in a sentence a job is expected, so that only there words are compared by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.language import LinkingWords
from knowledge.words import Word

LONGEST_JOB, SHORTEST_JOB = 4, 6
AFTER_CUE, AFTER_BEN = 0.68, 0.72  # least cosine, measured on ESCO names: "ik ben …" is followed by much that is no job


@dataclass(frozen=True)
class JobSpan:
    """Words `first` up to `last` probably name a job; `least` is the least cosine to believe it."""

    first: int
    last: int
    least: float


class JobSpans:
    """Cue phrases from `linking.yaml`: "ik werk als …", "mijn beroep is …", "ik ben een …"."""

    def __init__(self, words: LinkingWords) -> None:
        self._words = words
        by_length = sorted(words.expects_job, key=len, reverse=True)
        self._cues = [(tuple(cue.split()), AFTER_CUE) for cue in by_length]
        self._cues += [(tuple(cue.split()), AFTER_BEN) for cue in words.expects_job_after_ben]

    def find(self, text: str, found: Sequence[Word]) -> JobSpan | None:
        """The first place where a job is expected and words follow that could be one."""
        folded = [word.folded for word in found]
        for cue, least in self._cues:
            for index in range(len(folded) - len(cue)):
                if tuple(folded[index : index + len(cue)]) == cue:
                    span = self._span(text, found, index + len(cue), least)
                    if span:
                        return span
        return None

    def _span(self, text: str, found: Sequence[Word], first: int, least: float) -> JobSpan | None:
        while first < len(found) and found[first].folded in self._words.articles | self._words.filler:
            first += 1
        last = first
        while last < len(found) and last - first < LONGEST_JOB and found[last].folded not in self._words.job_stops:
            if last > first and any(mark in text[found[last - 1].end : found[last].start] for mark in ".,;!?"):
                break
            last += 1
        end = found[last - 1].folded
        if last == first or {found[first].folded, end} & self._words.ordinary:
            return None
        if not end.endswith(self._words.job_endings) and (least == AFTER_BEN or len(end) < SHORTEST_JOB):
            return None
        return JobSpan(first, last, least)
