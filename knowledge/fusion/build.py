"""Builds the search index from the names, descriptions and groups of occupations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from knowledge.encoder import Encoder, Vectors
from knowledge.fusion.index import (
    ALL_NAMES_GRAMS,
    DESCRIPTION_GRAMS,
    GROUP_GRAMS,
    NAME_GRAMS,
    Entry,
    Meaning,
    SearchIndex,
)
from knowledge.fusion.parts import Splitter, folded, known_parts
from knowledge.fusion.synonyms import learned_words
from knowledge.fusion.tfidf import Floats, Whole, grams, tfidf

EVENING = 0.5  # share of the mean variance added before names are evened out
_BATCH = 256


def search_entries(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Entry]:
    """One entry per row of `esco_occupations`, with the names and groups of the other tables."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows["esco_names"], key=lambda row: row["position"]):
        names[row["uri"]].append(row["name"])
    labels = {row["code"]: row["label"] for row in rows["esco_isco_groups"]}
    return [
        Entry(
            id=row["uri"],
            names=tuple(names[row["uri"]]),
            description=row["description"],
            isco=row["isco"],
            group_names=" ".join(labels.get(row["isco"][:digits], "") for digits in (2, 3, 4)),
        )
        for row in rows["esco_occupations"]
    ]


def encode_names(entries: Sequence[Entry], encoder: Encoder, progress: Callable[[str], None]) -> Vectors:
    """Sentence vectors of all names, in order of entry and name."""
    names = [folded(name) for entry in entries for name in entry.names]
    found = []
    for start in range(0, len(names), _BATCH):
        if start % (_BATCH * 16) == 0:
            progress(f"vectors of names: {start:,} of {len(names):,}")
        found.append(encoder.encode(names[start : start + _BATCH]))
    return np.concatenate(found)


def build_search(
    entries: Sequence[Entry],
    encoder: Encoder | None,
    progress: Callable[[str], None],
    vectors: Vectors | None = None,
) -> SearchIndex:
    """Without encoder and vectors: words and letters only. `vectors` as `encode_names` gives them."""
    names = [[folded(name) for name in entry.names] for entry in entries]
    descriptions = [folded(entry.description) for entry in entries]
    owners = np.array([row for row, of_one in enumerate(names) for _ in of_one], dtype=np.int32)
    known = known_parts([name for of_one in names for name in of_one], descriptions)
    splitter = Splitter(known)
    parts = [[splitter.parts(name) for name in of_one] for of_one in names]
    of_names = [[part for name in of_one for part in name] for of_one in parts]
    of_texts = [[*splitter.parts(text), *own] for text, own in zip(descriptions, of_names, strict=True)]
    if encoder is not None and vectors is None:
        vectors = encode_names(entries, encoder, progress)
    meaning = _meaning(entries, owners, vectors) if vectors is not None else None
    del vectors  # some 50 MB
    return SearchIndex(
        ids=tuple(entry.id for entry in entries),
        known=known,
        owners=owners,
        name_grams=tfidf(grams(name, *NAME_GRAMS) for of_one in names for name in of_one),
        all_names_grams=tfidf(grams(" ".join(of_one), *ALL_NAMES_GRAMS) for of_one in names),
        words=tfidf(of_names),
        text_words=tfidf(of_texts),
        text_grams=tfidf((grams(text, *DESCRIPTION_GRAMS) for text in descriptions), at_least=2),
        group_grams=tfidf(grams(folded(entry.group_names), *GROUP_GRAMS) for entry in entries),
        learned=learned_words(parts),
        meaning=meaning,
    )


def _meaning(entries: Sequence[Entry], owners: Whole, names: Vectors) -> Meaning:
    """Whitens by the spread of names within an occupation: directions in which synonyms differ count less."""
    middles = np.zeros((len(entries), names.shape[1]), dtype=np.float32)
    np.add.at(middles, owners, names)
    middles /= np.maximum(np.bincount(owners, minlength=len(entries)), 1)[:, None]
    spread = names - middles[owners]
    within = spread.T @ spread / len(spread)
    size = len(within)
    values, axes = np.linalg.eigh(within + (EVENING * np.trace(within) / size + 1e-6) * np.eye(size))
    turn = ((axes / np.sqrt(values)) @ axes.T).astype(np.float32)
    centre = names.mean(axis=0)
    turned = _unit((middles - centre) @ turn)
    codes, group_of = np.unique([entry.isco for entry in entries], return_inverse=True)
    groups = np.zeros((len(codes), size), dtype=np.float32)
    np.add.at(groups, group_of, turned)
    return Meaning(
        centre=centre.astype(np.float32),
        turn=turn,
        names=turned,
        groups=_unit(groups),
        group_of=group_of.astype(np.int32),
    )


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)
