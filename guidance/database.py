"""One database for SQLite (the default) and PostgreSQL: opening it, creating the tables, transactions."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, Engine, create_engine, event, make_url, select, text
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

# Their tables are made with the others.
from guidance import booking_models as booking_models
from guidance import desk_models as desk_models
from guidance import live_models as live_models
from guidance.errors import ConversationUnknown, DatabaseUnavailable
from guidance.models import Base, ConversationRow
from guidance.upgrading import add_missing_columns

DEFAULT_URL = "sqlite:///var/guidance.db"
BUSY_SECONDS = 15
BUSY_TIMEOUT = f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}"


class Database:
    """The guidance database. Safe to share between threads; other processes may use the same file or server.

    Creating the object opens nothing. On SQLite a write transaction is BEGIN IMMEDIATE, so what it reads first cannot
    change before it writes; on PostgreSQL the functions lock the row they are about (`lock_conversation`).
    """

    def __init__(self, url: str = DEFAULT_URL) -> None:
        """Take the URL. Raises DatabaseUnavailable when it is not a usable URL."""
        try:
            self.url = make_url(url)
        except ArgumentError as error:
            raise DatabaseUnavailable(
                "The guidance URL is not a database URL; write for example sqlite:///var/guidance.db."
            ) from error
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database in (None, "", ":memory:"):
            raise DatabaseUnavailable(
                "A database in memory cannot be shared between threads; give a file, for example sqlite:///var/guidance.db."
            )
        self._engine = self._create_engine()
        self._reader = self._engine.execution_options(read_only=True)
        # SQLite makes a second writer poll until the first is done; within a process this queue is quicker.
        self._writers = threading.Lock() if self.is_sqlite else None

    def _create_engine(self) -> Engine:
        if not self.is_sqlite:
            return create_engine(self.url, pool_pre_ping=True, hide_parameters=True)
        # hide_parameters: a failing statement must not put a person's words in a log.
        engine = create_engine(self.url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite_connection)
        event.listen(engine, "begin", _begin_on_sqlite)
        return engine

    def create_tables(self) -> None:
        """Create folder, file, tables and columns that are not there yet; may run in several processes at once.

        Raises DatabaseUnavailable, saying which file or server, when that is impossible.
        """
        try:
            if self.is_sqlite:
                Path(self._file).parent.mkdir(parents=True, exist_ok=True)
                self._switch_to_wal()
            with self._engine.begin() as connection:
                self.take_turns(connection, "create_tables")
                Base.metadata.create_all(connection)
                add_missing_columns(connection)
        except (OSError, OperationalError, sqlite3.Error) as error:
            raise DatabaseUnavailable(self._unavailable(error)) from error

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Write: everything in the block happens, or nothing does."""
        if self._writers is None:
            with self._session(self._engine) as session:
                yield session
            return
        if not self._writers.acquire(timeout=BUSY_SECONDS):
            raise DatabaseUnavailable(f"Another write kept {self._file} busy for {BUSY_SECONDS} seconds; try again.")
        try:
            with self._session(self._engine) as session:
                yield session
        finally:
            self._writers.release()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read: one consistent view, never waiting for a writer."""
        with self._session(self._reader) as session:
            yield session

    def take_turns(self, connection: Connection, topic: str) -> None:
        """Wait until no other transaction works on this topic: for rows that may not be there to lock yet."""
        if not self.is_sqlite:  # on SQLite every write transaction takes turns
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": crc32(topic.encode())})

    def close(self) -> None:
        """Close all connections; the next use opens new ones."""
        self._engine.dispose()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except OperationalError as error:  # ours, so that callers need not know what is underneath
            raise DatabaseUnavailable(self._unavailable(error)) from error

    def overwrite_deleted(self) -> None:
        """Make SQLite let go of what was deleted: it also stands in the log file, until that is emptied."""
        if self.is_sqlite:
            self._execute_alone("PRAGMA busy_timeout=1000", "PRAGMA wal_checkpoint(TRUNCATE)", BUSY_TIMEOUT)

    def _execute_alone(self, *statements: str) -> None:
        connection = self._engine.raw_connection()
        try:
            for statement in statements:
                connection.cursor().execute(statement).fetchall()
        finally:
            connection.close()

    @property
    def _file(self) -> str:
        return str(self.url.database)

    def _unavailable(self, error: Exception) -> str:
        cause = str(getattr(error, "orig", error)).strip()
        if self.is_sqlite:
            return (
                f"The database {self._file} cannot be used ({cause}); check that its folder exists, that this user may "
                "write there, that the disk is not full and that create_tables() was called."
            )
        server = self.url.render_as_string(hide_password=True)
        return (
            f"The database {server} cannot be used ({cause}); check that it runs and that URL and password are right."
        )

    def _switch_to_wal(self) -> None:
        """Turn on write-ahead logging: readers and the writer do not wait for each other. The file remembers it."""
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._execute_alone("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:  # this switch does not honour busy_timeout
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def _prepare_sqlite_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own implicit BEGIN comes too late; `_begin_on_sqlite` does it
    cursor = connection.cursor()
    cursor.execute(BUSY_TIMEOUT)
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # what is wiped is overwritten, not just unlinked
    cursor.execute("PRAGMA synchronous=NORMAL")  # with WAL: survives a killed process, and costs no disk wait per turn
    cursor.close()


def _begin_on_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def lock_conversation(session: Session, conversation_id: str) -> ConversationRow:
    """Take the conversation for this transaction: every write about it starts here, so they happen one by one.

    Raises ConversationUnknown when there is no such conversation (any more).
    """
    row = session.scalar(select(ConversationRow).where(ConversationRow.id == conversation_id).with_for_update())
    if row is None:
        raise ConversationUnknown(f"There is no conversation {conversation_id}; start one first.")
    return row


def storable(text: str) -> str:
    """The text without what a database refuses: NUL characters and halves of emoji (lone surrogates)."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
