"""A fresh guidance database per test: SQLite always, and a real throw-away PostgreSQL when its server is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from guidance.conversations import start
from guidance.database import Database
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


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/var/guidance.db"
    server: str = request.getfixturevalue("postgres_server")
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    """An open database with all tables."""
    database = Database(url)
    database.create_tables()
    yield database
    database.close()


@pytest.fixture
def conversation(db: Database) -> str:
    """The id of a conversation that just started."""
    return start(db, "website", NOW)
