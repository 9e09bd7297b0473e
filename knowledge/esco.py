"""Occupations that only ESCO knows, beside the curated ones: look-up, exact names and search.

This service uses the ESCO classification of the European Commission.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.career_schema import NextStep, Occupation
from knowledge.chances import ChanceBook
from knowledge.encoder import Encoder
from knowledge.fusion.index import SearchIndex
from knowledge.fusion.store import from_blobs
from knowledge.lexicon import OWN_NAME_WEIGHT
from knowledge.reading import read_yaml
from knowledge.schema import Source, Strict

PREFIX = "esco:"
TABLES = ("esco_occupations", "esco_names", "esco_search")
DATA = Path(__file__).parent / "data"


class EscoTexts(Strict):
    """The whole of `esco.yaml`."""

    description: str
    no_description: str
    source: Source


class EscoOccupation(Occupation):
    """An occupation that nobody curated: same attributes, but no sector, level, load, entry or next steps.

    Those are None or empty, never guessed. `description` is ESCO's own and says so. `chances` only where an imported
    list of UWV carries this very name.
    """

    id: str
    sector: None = None  # type: ignore[assignment]
    level: None = None  # type: ignore[assignment]
    physical_load: None = None  # type: ignore[assignment]
    description: str
    entry: str = ""
    next_steps: tuple[NextStep, ...] = ()
    source: Source


class EscoBook:
    """Read-only after construction. An ESCO entry that curated occupations are skilled as stands for those."""

    def __init__(
        self,
        rows: Mapping[str, Sequence[Mapping[str, Any]]],
        curated: Iterable[Occupation],
        chances: ChanceBook | None = None,
    ) -> None:
        self._chances = chances
        self._texts = EscoTexts.model_validate(read_yaml(DATA / "esco.yaml"))
        nearest: dict[str, list[str]] = defaultdict(list)
        for occupation in curated:
            nearest[occupation.skilled_as].append(occupation.id)
        self._ids = {
            row["uri"]: tuple(nearest.get(row["uri"], (PREFIX + row["code"],))) for row in rows["esco_occupations"]
        }
        self._rows = {PREFIX + row["code"]: row for row in rows["esco_occupations"] if row["uri"] not in nearest}
        self._names: dict[str, list[str]] = defaultdict(list)
        self._owners: dict[str, dict[str, float]] = defaultdict(dict)
        for row in sorted(rows["esco_names"], key=lambda row: row["position"]):
            self._names[row["uri"]].append(row["name"])
            held = self._owners[row["key"]]
            for id_ in self._ids[row["uri"]]:
                held[id_] = max(held.get(id_, 0.0), 1.0 if row["position"] else OWN_NAME_WEIGHT)
        blobs = {row["name"]: row["body"] for row in rows["esco_search"]}
        self._index: SearchIndex | None = from_blobs(blobs) if blobs else None

    def __len__(self) -> int:
        """Occupations that have no curated one."""
        return len(self._rows)

    def __contains__(self, id: object) -> bool:
        return id in self._rows

    def name(self, id: str) -> str:
        """Raises KeyError when there is no such occupation."""
        return str(self._rows[id]["label"])

    def get(self, id: str) -> EscoOccupation:
        """Raises KeyError when there is no such occupation."""
        row = self._rows[id]
        text = (
            self._texts.description.format(text=row["description"])
            if row["description"]
            else self._texts.no_description
        )
        return EscoOccupation(
            id=id, name=row["label"], synonyms=tuple(self._names[row["uri"]][1:]), isco=row["isco"], esco=row["uri"],
            description=text, source=self._texts.source,
            chances=self._chances.named(row["label"]) if self._chances else None,
        )  # fmt: skip

    @property
    def keys(self) -> Collection[str]:
        """Every name, compacted."""
        return self._owners.keys()

    def named(self, key: str) -> dict[str, float]:
        """Id (curated or ESCO) -> share, for who carries this compacted name; its preferred label weighs more."""
        held = self._owners.get(key, {})
        return {id_: weight / sum(held.values()) for id_, weight in held.items()}

    def search(self, text: str, encoder: Encoder | None, limit: int) -> dict[str, float]:
        """Id (curated or ESCO) -> probability that it is meant, best first."""
        found: dict[str, float] = {}
        for uri, likely in self._index.search(text, encoder, limit) if self._index else ():
            ids = self._ids[uri]
            for id_ in ids:
                found[id_] = found.get(id_, 0.0) + likely / len(ids)
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    @property
    def size_in_bytes(self) -> int:
        """Of the arrays of the search index."""
        return self._index.size_in_bytes if self._index else 0
