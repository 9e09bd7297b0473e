"""Finds names of occupations in a sentence: exact, plural, split or joined, misspelt, or as part of a longer word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.career_schema import Occupation
from knowledge.language import LinkingWords
from knowledge.words import Word, compact, spans

LONGEST_NAME = 6
TURNED = 2
NAME, SYNONYM = 1.0, 0.97
COMPOUND, BEGINNING = 0.7, 0.6  # worth asking, not worth assuming
SHORTEST_FUZZY, SHORTEST_PART, SHORTEST_HEAD, SHORTEST_MODIFIER, SHORTEST_BEGINNING = 5, 4, 6, 3, 5
OWN_NAME_WEIGHT = 4.0
PENALTY_PER_ERROR = 1.2


@dataclass(frozen=True)
class Finding:
    """Words `first` up to `last` mean one of `scores` (occupation id -> probability that it is this one)."""

    first: int
    last: int
    scores: Mapping[str, float]
    why: str
    matched: str
    past: bool = False


class Lexicon:
    """All names, compacted (without spaces), with the occupations they may mean."""

    def __init__(self, occupations: Iterable[Occupation], linking: LinkingWords) -> None:
        self._linking = linking
        self._no_edge = linking.articles | linking.job_stops | linking.ordinary | linking.filler
        self._written: dict[str, str] = {}
        owners: dict[str, dict[str, float]] = {}
        for occupation in occupations:
            for number, name in enumerate(occupation.names):
                key = compact(name)
                self._written.setdefault(key, name)
                found = owners.setdefault(key, {})
                found[occupation.id] = max(found.get(occupation.id, 0), NAME if number == 0 else SYNONYM)
        self._meanings = {key: _share(found) for key, found in owners.items()}
        names = {key: key for key in self._meanings}
        women = {form: key for key in names for form in _feminine(key, linking.feminine)}
        several = {plural: key for form, key in (women | names).items() for plural in plurals(form)}
        self._exact = several | women | names
        self._by_length: dict[int, list[str]] = {}
        for key in self._meanings:
            self._by_length.setdefault(len(key), []).append(key)
        self._heads = frozenset(key for key in self._meanings if len(key) >= SHORTEST_HEAD)

    @property
    def keys(self) -> Collection[str]:
        """Every name, compacted, with its plurals and forms for women."""
        return self._exact.keys()

    def named(self, key: str) -> Mapping[str, float]:
        """Occupation id -> share of the meaning of this compacted name; empty when nobody carries it."""
        name = self._exact.get(key)
        return self._meanings[name] if name else {}

    def find(self, found: Sequence[Word]) -> list[Finding]:
        """Findings may overlap; the caller keeps the best of them."""
        return [finding for first, last in spans(found, LONGEST_NAME) if (finding := self._read(found, first, last))]

    def beginning(self, found: Sequence[Word]) -> Finding | None:
        """All the words together, with a usual end of a job name: "heftruck" for "heftruckchauffeur"."""
        key = "".join(word.folded for word in found)
        ordinary = self._no_edge | self._linking.lookalikes
        if len(key) < SHORTEST_BEGINNING or any(word.folded in ordinary for word in found):
            return None
        ends = self._linking.job_endings
        named = (name for name in self._meanings if name.startswith(key) and name[len(key) :] in ends)
        ids = {id_ for name in named for id_ in self._meanings[name]}
        return Finding(0, len(found), dict.fromkeys(sorted(ids), BEGINNING / len(ids)), "part", key) if ids else None

    def _read(self, found: Sequence[Word], first: int, last: int) -> Finding | None:
        parts = [word.folded for word in found[first:last]]
        key = "".join(parts)
        exact = self._exactly(first, last, key)
        if exact is None and len(parts) == TURNED:  # "chauffeur heftruck"
            exact = self._exactly(first, last, parts[1] + parts[0])
        if exact or not self._may_be_misspelt(found, first, last, key):
            return exact
        ways = [self._after_prefix, self._misspelt, self._ending] if len(parts) == 1 else [self._misspelt]
        return next((finding for way in ways if (finding := way(first, last, key))), None)

    def _exactly(self, first: int, last: int, key: str, past: bool = False) -> Finding | None:
        name = self._exact.get(key)
        return Finding(first, last, self._meanings[name], "name", self._written[name], past) if name else None

    def _after_prefix(self, first: int, last: int, key: str) -> Finding | None:
        for prefix in self._linking.prefixes | self._linking.past_prefixes:
            rest = key.removeprefix(prefix)
            if rest != key and (found := self._exactly(first, last, rest, prefix in self._linking.past_prefixes)):
                return found
        return None

    def _may_be_misspelt(self, found: Sequence[Word], first: int, last: int, key: str) -> bool:
        """A span with an ordinary or loose word at its edge is not a misspelt name."""
        edges = {found[first].folded, found[last - 1].folded}
        if edges & self._no_edge or key in self._linking.lookalikes or not key.isalpha():
            return False
        shortest = min(len(word.folded) for word in found[first:last])
        return len(key) >= SHORTEST_FUZZY and (last - first == 1 or shortest >= SHORTEST_PART)

    def _misspelt(self, first: int, last: int, key: str) -> Finding | None:
        allowed = allowed_errors(len(key))
        lengths = range(max(len(key) - allowed, SHORTEST_FUZZY), len(key) + allowed + 1)
        near = [name for length in lengths for name in self._by_length.get(length, ())]
        best = process.extractOne(key, near, scorer=OSA.distance, score_cutoff=allowed)
        if best is None or (best[0][0] != key[0] and best[1] > 1):
            return None
        name, certainty = best[0], 1 - PENALTY_PER_ERROR * best[1] / len(key)
        return Finding(first, last, self._scaled(name, certainty), "spelling", self._written[name])

    def _ending(self, first: int, last: int, key: str) -> Finding | None:
        """ "hoogbouwtimmerman" ends in "timmerman": probably a kind of it."""
        ends = (key[start:] for start in range(SHORTEST_MODIFIER, len(key) - SHORTEST_HEAD + 1))
        head = next((end for end in ends if end in self._heads), None)
        return Finding(first, last, self._scaled(head, COMPOUND), "part", self._written[head]) if head else None

    def _scaled(self, name: str, factor: float) -> dict[str, float]:
        return {occupation: score * factor for occupation, score in self._meanings[name].items()}


def allowed_errors(length: int) -> int:
    """Letters that may differ (Damerau): short words look like too many others."""
    if length < 9:
        return 1
    return 2 if length < 14 else 3


def plurals(name: str) -> tuple[str, ...]:
    """Usual plural forms of a compacted name of a person: "lasser" -> "lassers"."""
    if name.endswith("e"):
        return (name + "n", name + "s")
    if name.endswith(("ist", "ent", "ant", "eut", "oot")):
        return (name + "en",)
    return (name + "s",)


def _feminine(name: str, endings: Mapping[str, str]) -> list[str]:
    """ "medewerker" -> "medewerkster": the longest ending that fits, so that data need not name every form."""
    fitting = [ending for ending in endings if name.endswith(ending)]
    longest = max(fitting, key=len, default=None)
    return [name.removesuffix(longest) + endings[longest]] if longest else []


def _share(found: Mapping[str, float]) -> dict[str, float]:
    """A name of several occupations says less about each; who carries it as own name counts OWN_NAME_WEIGHT times."""
    weights = {occupation: OWN_NAME_WEIGHT if score == NAME else 1.0 for occupation, score in found.items()}
    total = sum(weights.values())
    return {occupation: score * weights[occupation] / total for occupation, score in found.items()}
