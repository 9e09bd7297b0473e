"""The knowledge database: a table per kind, with the columns used for look-up and the whole model as JSON."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, String, Table, Text, create_engine, select
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from knowledge.errors import KnowledgeError

Rows = dict[str, list[dict[str, Any]]]
LOAD_FIRST = "Run: python -m knowledge load"

metadata = MetaData()
Table(
    "budgets", metadata,
    Column("id", String, primary_key=True), Column("valid_from", Date, primary_key=True),
    Column("fact_sheet", String, nullable=False, index=True), Column("body", Text, nullable=False),
)  # fmt: skip
Table(
    "services", metadata,
    Column("id", String, primary_key=True), Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False), Column("body", Text, nullable=False),
)  # fmt: skip
Table(
    "occupations", metadata,
    Column("id", String, primary_key=True), Column("name", String, nullable=False, index=True),
    Column("sector", String, nullable=False, index=True), Column("level", String, nullable=False),
    Column("esco", String, nullable=False, index=True), Column("body", Text, nullable=False),
)  # fmt: skip
Table(
    "trainings", metadata,
    Column("id", String, primary_key=True), Column("name", String, nullable=False, index=True),
    Column("level", String, nullable=False), Column("body", Text, nullable=False),
)  # fmt: skip
Table(  # float32, little-endian, one row of the encoder's dimensions per text of the occupation
    "vectors", metadata,
    Column("occupation_id", String, primary_key=True), Column("count", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip
Table("postcodes", metadata, Column("code", String, primary_key=True), Column("place", String, nullable=False))
Table("documents", metadata, Column("name", String, primary_key=True), Column("body", Text, nullable=False))


def write(url: str, rows: Rows) -> None:
    """Replaces the tables of the project's own facts; what was imported stays. Raises KnowledgeError."""
    with transaction(url) as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        for name, entries in rows.items():
            if entries:
                connection.execute(metadata.tables[name].insert(), entries)


@contextmanager
def transaction(url: str) -> Iterator[Connection]:
    """One writing transaction: all of it or nothing. Makes the folder of a SQLite file. Raises KnowledgeError."""
    file = _sqlite_file(url)
    engine = _engine(url)
    try:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # else its driver would start after DROP and CREATE
            yield connection
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error)
        raise KnowledgeError(url, "", f"cannot be written: {reason}.", "Check the URL and who else writes.") from error
    finally:
        engine.dispose()


@contextmanager
def connect(url: str) -> Iterator[Connection | None]:
    """For reading; None when the SQLite file is not there. Raises KnowledgeError for what is no database URL."""
    file = _sqlite_file(url)
    if file and not file.exists():
        yield None
        return
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def read(url: str, names: Sequence[str] = tuple(metadata.tables)) -> Rows:
    """All rows of the tables. Raises KnowledgeError when the database is not there or was not loaded."""
    try:
        with connect(url) as connection:
            if connection is None:
                raise KnowledgeError(url, "", "there is no knowledge database yet.", LOAD_FIRST)
            return {
                name: [dict(row) for row in connection.execute(select(metadata.tables[name])).mappings()]
                for name in names
            }
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error)
        raise KnowledgeError(url, "", f"cannot be read: {reason}.", LOAD_FIRST) from error


def stored_fingerprint(url: str) -> str | None:
    """What the database was built from; None when it is not there or unreadable."""
    try:
        documents = read(url, ["documents"])["documents"]
    except KnowledgeError:
        return None
    return next((str(row["body"]) for row in documents if row["name"] == "fingerprint"), None)


def sqlite_stamp(url: str) -> str | None:
    """When the SQLite file was last written, and its size; None for another database or a file that is not there."""
    file = _sqlite_file(url)
    if file is None or not file.exists():
        return None
    found = file.stat()
    return f"{found.st_ino} {found.st_mtime_ns} {found.st_size}"


def _engine(url: str) -> Engine:
    try:
        return create_engine(url)
    except (ArgumentError, ImportError) as error:
        mend = "Write it as sqlite:///var/knowledge.db or postgresql://…"
        raise KnowledgeError(url, "", "is not a database URL.", mend) from error


def _sqlite_file(url: str) -> Path | None:
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None
    named = parsed.database and parsed.database != ":memory:"
    return Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" and named else None
