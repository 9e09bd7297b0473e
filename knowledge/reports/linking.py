"""How well a job title that ESCO does not know is led to its occupation, on labels held out of the index.

Held out: the Dutch alternative labels of ESCO, in the order of the SHA-256 of SALT and the folded label, without those
that are also a preferred label. The first 1,000 are the test split, the next 2,000 the dev split (weights are learned
there only). A title counts as never seen: with it, every other alternative label of its occupation that shares 80 % of
its letters (rapidfuzz ratio, so also the form for women) leaves the index.
Target: an occupation that carries the label.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.encoder import Encoder, SentenceEncoder, Vectors
from knowledge.errors import KnowledgeError
from knowledge.fusion.build import build_search, encode_names, search_entries
from knowledge.fusion.index import SIGNALS, Entry, SearchIndex
from knowledge.fusion.parts import folded
from knowledge.fusion.tfidf import Floats
from knowledge.fusion.weights import WEIGHTS
from knowledge.imported import read_imported, stored_import
from knowledge.loading import Loaded

SALT = "bijsturen linking 1"
TEST, DEV = 1000, 2000
NEAR = 80.0
SLOW = 200  # titles for rapidfuzz, which takes some 50 ms each
TABLES = ("esco_occupations", "esco_names", "esco_isco_groups")
_CANDIDATES, _ROUNDS = 150, 400  # for learning: occupations per title, steps downhill


@dataclass(frozen=True)
class Split:
    """Titles to ask for, and per title the numbers of the occupations that count as right."""

    titles: tuple[str, ...]
    right: tuple[frozenset[int], ...]


@dataclass(frozen=True)
class Row:
    """One line of the table. Times in milliseconds per look-up; memory in MB of the arrays."""

    name: str
    top1: float
    top5: float
    p50: float
    p95: float
    memory: float | None = None


def entries_of(url: str) -> list[Entry]:
    """Raises KnowledgeError when ESCO was not imported."""
    rows = read_imported(url, TABLES)
    if not rows["esco_occupations"]:
        raise KnowledgeError(url, "", "holds no ESCO.", "Run: python -m knowledge import esco PATH")
    return search_entries(rows)


def splits(entries: Sequence[Entry]) -> tuple[Split, Split]:
    """The test and the dev split."""
    owners: dict[str, set[int]] = {}
    for number, entry in enumerate(entries):
        for name in entry.names:
            owners.setdefault(folded(name), set()).add(number)
    preferred = {folded(entry.names[0]) for entry in entries}
    pool = [label for label in owners if label not in preferred]
    pool.sort(key=lambda label: hashlib.sha256(f"{SALT} {label}".encode()).digest())

    def split(labels: Sequence[str]) -> Split:
        return Split(tuple(labels), tuple(frozenset(owners[label]) for label in labels))

    return split(pool[:TEST]), split(pool[TEST : TEST + DEV])


def kept(entries: Sequence[Entry], held_out: Sequence[Split], near: float | None) -> list[list[bool]]:
    """Per occupation which names stay in the index. `near` None: only the titles themselves leave."""
    gone: dict[int, set[str]] = {}
    for split in held_out:
        for title, right in zip(split.titles, split.right, strict=True):
            for number in right:
                gone.setdefault(number, set()).add(title)

    def stays(number: int, place: int, name: str) -> bool:
        title = folded(name)
        if place == 0 or number not in gone:
            return True
        if title in gone[number]:
            return False
        joined = title.replace(" ", "")
        return near is None or all(fuzz.ratio(joined, out.replace(" ", "")) < near for out in gone[number])

    return [
        [stays(number, place, name) for place, name in enumerate(entry.names)] for number, entry in enumerate(entries)
    ]


def index_without(
    entries: Sequence[Entry], keep: Sequence[Sequence[bool]], vectors: Vectors | None
) -> tuple[list[Entry], SearchIndex]:
    """The entries with only the names that stay, and their index. `vectors`: of all names of all entries."""
    left = [
        replace(entry, names=tuple(name for name, stays in zip(entry.names, row, strict=True) if stays))
        for entry, row in zip(entries, keep, strict=True)
    ]
    mask = np.array([stays for row in keep for stays in row])
    return left, build_search(left, None, lambda _: None, None if vectors is None else vectors[mask])


def measure(name: str, split: Split, rank: Callable[[str], Sequence[int]], memory: float | None = None) -> Row:
    """`rank` gives the numbers of the best occupations, best first."""
    times, first, five = [], 0, 0
    for title, right in zip(split.titles, split.right, strict=True):
        start = time.perf_counter()
        best = list(rank(title))
        times.append((time.perf_counter() - start) * 1000)
        first += best[0] in right
        five += not right.isdisjoint(best[:5])
    p50, p95 = np.percentile(times, [50, 95])
    return Row(name, first / len(split.titles), five / len(split.titles), float(p50), float(p95), memory)


def best(total: Floats, limit: int = 5) -> list[int]:
    """Numbers with the highest totals, best first."""
    top = np.argpartition(-total, limit - 1)[:limit]
    return [int(number) for number in top[np.argsort(-total[top], kind="stable")]]


def by_letters(left: Sequence[Entry], titles: int = 60) -> Callable[[str], Sequence[int]]:
    """Plain rapidfuzz: the names that look most like it (weighted ratio), and their occupations."""
    names = [folded(name) for entry in left for name in entry.names]
    owners = [number for number, entry in enumerate(left) for _ in entry.names]

    def rank(title: str) -> list[int]:
        found = process.extract(title, names, scorer=fuzz.WRatio, limit=titles)
        return list(dict.fromkeys(owners[place] for _, _, place in found))[:5]

    return rank


def ours(index: SearchIndex, encoder: Encoder | None) -> Callable[[str], Sequence[int]]:
    """The search as the catalogue uses it."""
    number = {id_: place for place, id_ in enumerate(index.ids)}
    return lambda title: [number[id_] for id_, _ in index.search(title, encoder)]


def learn(index: SearchIndex, dev: Split, encoder: Encoder) -> dict[str, float]:
    """Weights under which the right occupation is likeliest (softmax over candidates, by gradient descent)."""
    signals = np.stack([index.signals(title, encoder) for title in dev.titles])  # titles, signals, occupations
    weights = np.array([WEIGHTS[name] for name in SIGNALS])
    now = np.einsum("s,tso->to", weights.astype(np.float32), signals)
    chosen = np.argpartition(-now, _CANDIDATES, axis=1)[:, :_CANDIDATES]
    features = np.take_along_axis(signals, chosen[:, None, :], axis=2).transpose(0, 2, 1).astype(np.float64)
    scale = features.reshape(-1, len(SIGNALS)).std(axis=0) + 1e-9
    target = np.array(
        [[number in right for number in row] for row, right in zip(chosen.tolist(), dev.right, strict=True)]
    )
    reached = target.any(axis=1)
    features, wanted = features[reached] / scale, target[reached] / target[reached].sum(axis=1, keepdims=True)
    weights = weights * scale
    mean, spread = np.zeros(len(SIGNALS)), np.zeros(len(SIGNALS))
    for step in range(1, _ROUNDS + 1):  # Adam: Kingma and Ba, 2015
        total = features @ weights
        likely = np.exp(total - total.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        slope = np.einsum("to,tos->s", likely - wanted, features) / len(features)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights = weights - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 2) for name, weight in zip(SIGNALS, weights / scale, strict=True)}


def learned(url: str, encoder: Encoder) -> dict[str, float]:
    """The weights for `knowledge.fusion.weights`, from the dev split with both splits out of the index."""
    entries = entries_of(url)
    test, dev = splits(entries)
    vectors = encode_names(entries, encoder, lambda _: None)
    _, index = index_without(entries, kept(entries, [test, dev], NEAR), vectors)
    return learn(index, dev, encoder)


def section(loaded: Loaded, url: str) -> list[str]:
    """The tables when ESCO was imported, else one line that says how to get them."""
    title = ["## Linking job titles", ""]
    if stored_import(url, "esco") is None:
        return [*title, "ESCO is not imported: `python -m knowledge import esco PATH` brings the titles to measure on."]
    return [*title, *linking_report(url, SentenceEncoder()).splitlines()]


def linking_report(url: str, encoder: Encoder) -> str:
    """The tables with the ten worst cases, ready to print. Takes some minutes. Raises KnowledgeError without ESCO."""
    entries = entries_of(url)
    test, dev = splits(entries)
    vectors = encode_names(entries, encoder, lambda _: None)
    ways: list[tuple[str, list[Split], float | None]] = [
        ("never seen: titles and what is 80 % alike left out, the dev split too", [test, dev], NEAR),
        ("never seen, with the dev split in the index", [test], NEAR),
        ("only the titles themselves left out", [test], None),
    ]
    lines: list[str] = ["Linking: job titles held out of ESCO, to their occupation", ""]
    worst: list[str] = []
    for title, out, near in ways:
        left, index = index_without(entries, kept(entries, out, near), vectors)
        names = sum(len(entry.names) for entry in left)
        lines += [
            f"{title} ({len(test.titles)} titles, {names} names left)",
            *table(compared(left, index, test, encoder)),
        ]
        lines.append("")
        worst = worst or worst_cases(left, index, test, encoder)
    return "\n".join([*lines, "Ten worst cases of the first table, with the rank of the right one", *worst])


def compared(left: Sequence[Entry], index: SearchIndex, test: Split, encoder: Encoder) -> list[Row]:
    """This search beside rapidfuzz and tf-idf on the same titles and names."""
    return [
        measure(f"rapidfuzz (first {SLOW})", Split(test.titles[:SLOW], test.right[:SLOW]), by_letters(left)),
        measure("tf-idf of letters", test, lambda title: best(index.best_name(title))),
        measure("ours without meaning", test, ours(index, None)),
        measure("ours", test, ours(index, encoder), index.size_in_bytes / 1e6),
    ]


def table(rows: Sequence[Row]) -> list[str]:
    """Lines of the table."""
    lines = [f"  {'method':24} {'top-1':>7} {'top-5':>7} {'p50 ms':>8} {'p95 ms':>8} {'MB':>6}"]
    for row in rows:
        memory = f"{row.memory:6.0f}" if row.memory else " " * 6
        lines.append(f"  {row.name:24} {row.top1:7.1%} {row.top5:7.1%} {row.p50:8.2f} {row.p95:8.2f} {memory}")
    return lines


def worst_cases(
    entries: Sequence[Entry], index: SearchIndex, split: Split, encoder: Encoder, most: int = 10
) -> list[str]:
    """The titles whose right occupation stands lowest, with what was found instead."""
    weights = np.array([WEIGHTS[name] for name in SIGNALS], dtype=np.float32)
    found = []
    for title, right in zip(split.titles, split.right, strict=True):
        total = weights @ index.signals(title, encoder)
        aim = max(right, key=lambda number: total[number])
        found.append((int((total > total[aim]).sum()) + 1, title, aim, int(total.argmax())))
    found.sort(reverse=True)
    return [
        f"  {rank:5}  {title}: is {entries[aim].names[0]}, found {entries[got].names[0]}"
        for rank, title, aim, got in found[:most]
    ]
