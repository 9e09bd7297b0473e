"""Tables of imported downloads. They stand apart from the project's own facts, so that a new `load` leaves them be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, String, Table, Text, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import KnowledgeError
from knowledge.tables import connect, transaction

ImportRows = Mapping[str, Iterable[Mapping[str, Any]]]
_BATCH = 10_000

metadata = MetaData()
Table(  # one row per import that changed something, oldest first: the last of a kind is what is in the tables now
    "imports", metadata,
    Column("number", Integer, primary_key=True), Column("kind", String, nullable=False, index=True),
    Column("file", String, nullable=False), Column("fingerprint", String, nullable=False),
    Column("imported_at", String, nullable=False), Column("counts", Text, nullable=False),
)  # fmt: skip
Table(
    "esco_occupations", metadata,
    Column("uri", String, primary_key=True), Column("code", String, nullable=False, index=True),
    Column("isco", String, nullable=False, index=True), Column("label", String, nullable=False, index=True),
    Column("description", Text, nullable=False),
)  # fmt: skip
Table(
    "esco_names", metadata,
    Column("uri", String, primary_key=True), Column("position", Integer, primary_key=True),
    Column("name", String, nullable=False), Column("key", String, nullable=False, index=True),  # key: compacted
)  # fmt: skip
Table(
    "esco_skills", metadata,
    Column("uri", String, primary_key=True), Column("label", String, nullable=False),
    Column("language", String, nullable=False), Column("type", String, nullable=False),
    Column("group_code", String, index=True),
)  # fmt: skip
Table(
    "esco_skill_groups", metadata,
    Column("code", String, primary_key=True), Column("label", String, nullable=False),
)  # fmt: skip
Table(
    "esco_occupation_skills", metadata,
    Column("occupation", String, primary_key=True), Column("skill", String, primary_key=True, index=True),
    Column("relation", String, nullable=False),
)  # fmt: skip
Table(
    "esco_isco_groups", metadata,
    Column("code", String, primary_key=True), Column("label", String, nullable=False),
)  # fmt: skip
Table("esco_search", metadata, Column("name", String, primary_key=True), Column("body", LargeBinary, nullable=False))
Table(
    "uwv_chances", metadata,
    Column("name", String, primary_key=True), Column("code", String, nullable=False, index=True),
    Column("sector", String, nullable=False), Column("level", String, nullable=False),
    Column("url", String, nullable=False), Column("brc", String, nullable=False, index=True), Column("isco", String),
    Column("years", String),  # of the list, as 2025-2026, where its name tells them
)  # fmt: skip
Table(
    "places", metadata,
    Column("name", String, primary_key=True), Column("municipality", String, nullable=False),
    Column("municipality_code", String, primary_key=True), Column("region", String, nullable=False, index=True),
)  # fmt: skip
Table(
    "place_spellings", metadata,
    Column("spelling", String, primary_key=True), Column("name", String, nullable=False),
    Column("place_code", String, primary_key=True),
)  # fmt: skip
Table(
    "mbo_qualifications", metadata,
    Column("crebo", String, primary_key=True), Column("name", String, nullable=False), Column("level", Integer),
    Column("domain", String), Column("ways", String), Column("regulated_by", String),
    Column("list_year", Integer, nullable=False),
)  # fmt: skip
Table(
    "mbo_skills", metadata,
    Column("crebo", String, primary_key=True), Column("skill", String, primary_key=True),
    Column("label", String, nullable=False), Column("category", String, nullable=False),
)  # fmt: skip
Table(
    "offers", metadata,
    Column("school", String, primary_key=True), Column("crebo", String, primary_key=True),
    Column("form", String, primary_key=True), Column("cohort", String, primary_key=True),
    Column("name", String, nullable=False), Column("region_code", String, nullable=False, index=True),
    Column("source", String, nullable=False), Column("imported", Date, nullable=False),
)  # fmt: skip
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "esco": tuple(name for name in metadata.tables if name.startswith("esco_")),
    "uwv": ("uwv_chances",),
    "regions": ("places", "place_spellings"),
    "mbo": ("mbo_qualifications", "mbo_skills"),
    "offers": ("offers",),
}
OWNER = {"offers": "school"}  # such a table is replaced for the owners in the download, and stays for the others


@dataclass(frozen=True)
class StoredImport:
    """What is in the tables of a kind now: from which file, and since when (UTC, ISO 8601)."""

    kind: str
    file: str
    fingerprint: str
    imported_at: str
    counts: Mapping[str, int]

    @property
    def day(self) -> date:
        """The day it was imported (UTC)."""
        return datetime.fromisoformat(self.imported_at).date()


def replace_import(
    url: str, kind: str, file: str, fingerprint: str, counts: Mapping[str, int], rows: ImportRows
) -> None:
    """Replaces all tables of a kind in one transaction. Raises KnowledgeError; the tables are then as they were."""
    with transaction(url) as connection:
        metadata.create_all(connection)
        for name in OF_KIND[kind]:
            table = metadata.tables[name]
            new = rows.get(name, ())
            if name in OWNER:
                new = list(new)
                owner = table.c[OWNER[name]]
                connection.execute(table.delete().where(owner.in_({row[OWNER[name]] for row in new})))
            else:
                table.drop(connection, checkfirst=True)  # not just emptied: an older version had other columns
                table.create(connection)
            entries = iter(new)
            while batch := list(islice(entries, _BATCH)):
                connection.execute(table.insert(), batch)
        note = {"kind": kind, "file": file, "fingerprint": fingerprint, "counts": json.dumps(dict(counts)),
                "imported_at": datetime.now(UTC).isoformat(timespec="seconds")}  # fmt: skip
        connection.execute(metadata.tables["imports"].insert(), [note])


def stored_import(url: str, kind: str) -> StoredImport | None:
    """The last import of a kind; None when nothing was imported."""
    rows = [row for row in read_imported(url, ["imports"])["imports"] if row["kind"] == kind]
    if not rows:
        return None
    last = max(rows, key=lambda row: row["number"])
    return StoredImport(kind, last["file"], last["fingerprint"], last["imported_at"], json.loads(last["counts"]))


def last_import(url: str) -> int:
    """The number of the last import of any kind; 0 when nothing was imported."""
    return max((row["number"] for row in read_imported(url, ["imports"])["imports"]), default=0)


def read_imported(url: str, names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables; no rows for a table or database that is not there yet."""
    empty: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    try:
        with connect(url) as connection:
            return empty if connection is None else empty | _rows(connection, names)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise KnowledgeError(
            url, "", f"cannot be read: {reason}.", "Import again: python -m knowledge import"
        ) from error


def _rows(connection: Connection, names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    present = set(inspect(connection).get_table_names())
    return {
        name: [dict(row) for row in connection.execute(select(metadata.tables[name])).mappings()]
        for name in names
        if name in present
    }
