"""What was done at the desk stays as it was written down, also for who reaches the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from guidance import audit
from guidance.database import Database
from guidance.errors import DatabaseUnavailable
from tests.guidance.people import NOW


def test_the_newest_deed_comes_first_and_older_ones_page_by_page(db: Database) -> None:
    for number in range(5):
        audit.record(db, "anna", "close", NOW, f"gesprek {number}", "klaar")
    newest = audit.latest(db, limit=2)
    assert [entry.about for entry in newest] == ["gesprek 4", "gesprek 3"]
    assert (newest[0].who, newest[0].deed, newest[0].at, newest[0].detail) == ("anna", "close", NOW, "klaar")
    assert [entry.about for entry in audit.latest(db, limit=2, before=newest[-1].id)] == ["gesprek 2", "gesprek 1"]
    assert audit.broken_at(db) is None


@pytest.mark.parametrize(
    "change",
    ["UPDATE audit SET who = 'iemand anders'", "DELETE FROM audit", "DELETE FROM audit WHERE id = 1", "TRUNCATE audit"],
)
def test_the_database_refuses_to_change_or_remove_a_deed(db: Database, change: str) -> None:
    audit.record(db, "anna", "close", NOW)
    with pytest.raises((DatabaseError, DatabaseUnavailable)), db.transaction() as session:
        session.execute(text(change))
    assert [entry.who for entry in audit.latest(db)] == ["anna"]


def test_creating_the_tables_again_keeps_the_guard(db: Database) -> None:
    audit.record(db, "anna", "close", NOW)
    db.create_tables()
    with pytest.raises((DatabaseError, DatabaseUnavailable)), db.transaction() as session:
        session.execute(text("DELETE FROM audit"))


@pytest.mark.parametrize("change", ["UPDATE audit SET about = 'anders' WHERE id = 2", "DELETE FROM audit WHERE id = 2"])
def test_who_takes_the_guard_away_and_changes_a_deed_is_found_out(tmp_path: Path, change: str) -> None:
    db = Database(f"sqlite:///{tmp_path}/guidance.db")
    db.create_tables()
    for _ in range(4):
        audit.record(db, "anna", "close", NOW)
    engine = create_engine(str(db.url))
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_UPDATE"))
        connection.execute(text("DROP TRIGGER audit_no_DELETE"))
        connection.execute(text(change))
    engine.dispose()
    assert audit.broken_at(db) in (2, 3)
    db.close()


def test_only_the_newest_can_be_looked_at_too(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path}/guidance.db")
    db.create_tables()
    for _ in range(6):
        audit.record(db, "anna", "close", NOW)
    assert [audit.broken_at(db, last) for last in (0, 1, 5, 6, 99)] == [None] * 5
    engine = create_engine(str(db.url))
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_UPDATE"))
        connection.execute(text("UPDATE audit SET about = 'anders' WHERE id = 3"))
    engine.dispose()
    assert [audit.broken_at(db, last) for last in (2, 3, 4, 6, 99)] == [None, None, 3, 3, 3]
    db.close()


def test_many_at_once_make_one_chain(db: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: audit.record(db, f"wie {number}", "close", NOW), range(40)))
    assert len(audit.latest(db)) == 40
    assert audit.broken_at(db) is None
