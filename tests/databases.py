"""Guidance databases for tests. Making the tables takes a tenth of a second, so it is done once and then copied."""

from __future__ import annotations

import atexit
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from guidance import advisers
from guidance.database import Database


def new_database(file: Path, *, demo_advisers: bool = False) -> Database:
    """An open SQLite database with all tables in this file; somebody has to close it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_made_before(demo_advisers), file)
    return Database(f"sqlite:///{file}")


@cache
def _made_before(demo_advisers: bool) -> Path:
    """The file of a closed database; it goes when the tests end."""
    folder = Path(mkdtemp(prefix="bijsturen-tests-"))
    atexit.register(shutil.rmtree, folder)
    database = Database(f"sqlite:///{folder}/guidance.db")
    database.create_tables()
    if demo_advisers:
        advisers.load_demo(database, datetime.now(UTC))
    database.close()
    return folder / "guidance.db"
