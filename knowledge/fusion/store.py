"""The search index as named blobs for the database, and back, without a second of work at opening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from knowledge.fusion.index import Meaning, SearchIndex
from knowledge.fusion.tfidf import Postings

_POSTINGS = tuple(item.name for item in fields(SearchIndex) if item.type == "Postings")
_MEANING = tuple(item.name for item in fields(Meaning))
_ARRAYS = {"idf": "<f4", "starts": "<i4", "documents": "<i4", "weights": "<f4"}


def as_blobs(index: SearchIndex) -> dict[str, bytes]:
    """Arrays are little-endian; words are UTF-8, one a line."""
    blobs = {"ids": "\n".join(index.ids).encode(), "known": "\n".join(sorted(index.known)).encode(),
             "owners": index.owners.astype("<i4").tobytes()}  # fmt: skip
    for name in _POSTINGS:
        held: Postings = getattr(index, name)
        blobs[f"{name}.terms"] = "\n".join(held.terms).encode()
        blobs |= {f"{name}.{part}": getattr(held, part).astype(kind).tobytes() for part, kind in _ARRAYS.items()}
        blobs[f"{name}.size"] = str(held.size).encode()
    if index.meaning is not None:
        for part in _MEANING:
            array = getattr(index.meaning, part)
            blobs[f"meaning.{part}"] = array.astype("<i4" if part == "group_of" else "<f4").tobytes()
    return blobs


def from_blobs(blobs: Mapping[str, bytes]) -> SearchIndex:
    """The index that `as_blobs` took apart; arrays stay views of the blobs."""
    held = {name: _postings(blobs, name) for name in _POSTINGS}
    return SearchIndex(
        ids=_lines(blobs["ids"]),
        known=frozenset(_lines(blobs["known"])),
        owners=np.frombuffer(blobs["owners"], "<i4"),
        meaning=_meaning(blobs) if "meaning.centre" in blobs else None,
        **held,
    )


def _postings(blobs: Mapping[str, bytes], name: str) -> Postings:
    arrays = {part: np.frombuffer(blobs[f"{name}.{part}"], kind) for part, kind in _ARRAYS.items()}
    return Postings(terms=_lines(blobs[f"{name}.terms"]), size=int(blobs[f"{name}.size"]), **arrays)


def _meaning(blobs: Mapping[str, bytes]) -> Meaning:
    wide = len(blobs["meaning.centre"]) // 4
    arrays = {part: np.frombuffer(blobs[f"meaning.{part}"], "<f4") for part in _MEANING if part != "group_of"}
    shaped = {part: array if part == "centre" else array.reshape(-1, wide) for part, array in arrays.items()}
    return Meaning(group_of=np.frombuffer(blobs["meaning.group_of"], "<i4"), **shaped)


def _lines(blob: bytes) -> tuple[str, ...]:
    return tuple(blob.decode().split("\n")) if blob else ()
