"""A fresh guidance database per test: SQLite always, and a real throw-away PostgreSQL when its server is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from guidance.conversations import start
from guidance.database import Database
from tests.databases import new_database
from tests.guidance.people import NOW

POSTGRES_BIN = Path("/usr/lib/postgresql/15/bin")


def _as_server_user(*command: str) -> None:
    """Run a server command; PostgreSQL refuses root, so root becomes the postgres user first."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that lives as long as the test run."""
    if not (POSTGRES_BIN / "initdb").exists():
        pytest.skip(
            f"PostgreSQL 15 is not installed in {POSTGRES_BIN}; install the package postgresql-15 to test on it"
        )
    folder = Path(tempfile.mkdtemp(prefix="bijsturen-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = str(folder / "data"), _free_port()
    try:
        _as_server_user(str(POSTGRES_BIN / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N")
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be started here: {error}")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    log = str(folder / "log")
    _as_server_user(str(POSTGRES_BIN / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", options, "start")
    yield f"postgresql+psycopg2://tester@127.0.0.1:{port}/postgres"
    _as_server_user(str(POSTGRES_BIN / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Postgres:
    """A server, and in it a database with all tables that is copied: making them takes many times as long."""

    server: str
    tables: str

    def new(self, template: str) -> str:
        """The URL of a new copy of a database."""
        name = f"test_{uuid4().hex}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url_of(name)

    def drop(self, url: str) -> None:
        """Remove a database, also when somebody is still connected."""
        self.do(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def url_of(self, name: str) -> str:
        """Where a database of this server is."""
        return f"{self.server.rpartition('/')[0]}/{name}"

    def do(self, statement: str) -> None:
        """A statement that no transaction may hold."""
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def postgres(postgres_server: str) -> Postgres:
    """The server with the database to copy."""
    made = Postgres(postgres_server, "tables")
    made.do(f"CREATE DATABASE {made.tables}")
    database = Database(made.url_of(made.tables))
    database.create_tables()
    database.close()
    return made


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which of the two databases the test is about."""
    return str(request.param)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path}/var/guidance.db"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    made = postgres.new("template0")
    yield made
    postgres.drop(made)


@pytest.fixture
def db(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An open database with all tables."""
    if kind == "sqlite":
        database = new_database(tmp_path / "var" / "guidance.db")
        yield database
        database.close()
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    database = Database(postgres.new(postgres.tables))
    yield database
    database.close()
    postgres.drop(str(database.url))


@pytest.fixture
def conversation(db: Database) -> str:
    """The id of a conversation that just started."""
    return start(db, "website", NOW)
