"""The database says clearly what is wrong, and shows nobody's words while it does."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import text

from guidance import opening, plans
from guidance.conversations import OutMessage, exists, outgoing_after, say, start
from guidance.database import Database
from guidance.errors import DatabaseUnavailable
from guidance.models import ConversationRow
from tests.guidance.people import NOW


def test_the_folder_is_made_when_the_tables_are_and_not_before(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a/b/guidance.db")
    assert not (tmp_path / "a").exists()
    database.create_tables()
    assert (tmp_path / "a/b/guidance.db").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseUnavailable, match=r"file/guidance\.db cannot be used"):
        Database(f"sqlite:///{tmp_path}/file/guidance.db").create_tables()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "guidance.db").write_text("this is something else entirely" * 100)
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        Database(f"sqlite:///{tmp_path}/guidance.db").create_tables()


def test_a_database_without_tables_says_what_to_call(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match=r"create_tables\(\)"):
        exists(Database(f"sqlite:///{tmp_path}/guidance.db"), "x")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseUnavailable) as caught:
        Database("postgresql+psycopg2://me:secret@127.0.0.1:1/guidance").create_tables()
    assert "127.0.0.1:1/guidance" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "just a name"])
def test_a_url_that_cannot_work_is_refused_at_once(url: str) -> None:
    with pytest.raises(DatabaseUnavailable):
        Database(url)


def test_the_tables_can_be_made_by_many_at_once(url: str) -> None:
    def create(_: int) -> None:
        database = Database(url)
        database.create_tables()
        start(database, "website", NOW)
        database.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(create, range(6)))


def test_a_write_that_fails_halfway_leaves_nothing(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        session.add(ConversationRow(id="x", channel="website", started_at=NOW))
        session.flush()
        raise ZeroDivisionError
    assert not exists(db, "x")


def test_what_is_read_before_writing_cannot_change_in_between_on_sqlite(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/guidance.db")
    other = Database(str(database.url))  # its own connections and queue, as in another process
    database.create_tables()
    conversation = start(database, "website", NOW)
    writer = threading.Thread(target=say, args=(other, conversation, OutMessage("x"), NOW))
    with database.transaction() as session:
        row = session.get_one(ConversationRow, conversation)
        writer.start()
        writer.join(0.2)
        assert writer.is_alive(), "the other writer waits"
        row.last_seq += 1
    writer.join()
    assert [message.seq for message in outgoing_after(database, conversation, 0)] == [2]


def test_reading_does_not_wait_for_a_writer(db: Database, conversation: str) -> None:
    with db.transaction() as session:
        session.execute(text("UPDATE conversation SET channel = 'busy'"))
        assert exists(db, conversation)


def test_a_time_without_time_zone_is_refused(db: Database) -> None:
    with pytest.raises(Exception, match="no time zone"):
        start(db, "website", NOW.replace(tzinfo=None))


def test_a_failing_statement_does_not_show_its_words(db: Database, conversation: str) -> None:
    with pytest.raises(Exception, match="constraint|NOT NULL|null value") as caught, db.transaction() as session:
        session.execute(
            text("INSERT INTO inbox (conversation_id, text) VALUES (:id, :words)"),
            {"id": conversation, "words": "heel geheim"},
        )
    shown = str(caught.value)
    assert "[parameters" not in shown
    assert "hidden" in shown or "heel geheim" not in shown


def test_an_older_database_gets_the_columns_that_were_added_since(url: str) -> None:
    database = Database(url)
    database.create_tables()
    conversation_id = start(database, "website", NOW)
    with database.transaction() as session:
        session.execute(text("ALTER TABLE conversation DROP COLUMN last_message_at"))
    database.create_tables()
    assert say(database, conversation_id, OutMessage("Hallo"), NOW).text == "Hallo"
    assert exists(database, conversation_id)
    database.close()


def test_an_older_plan_and_older_opening_hours_are_read_as_they_were(url: str) -> None:
    database = Database(url)
    database.create_tables()
    conversation_id = start(database, "website", NOW)
    plans.save(database, conversation_id, need="need_leren", now=NOW)
    opening.put(database, [opening.Hours(0, time(9), time(17))])
    with database.transaction() as session:
        session.execute(text("ALTER TABLE plan DROP COLUMN tried"))
        session.execute(text("ALTER TABLE opening_hours DROP COLUMN region"))
    database.create_tables()
    plan = plans.get(database, conversation_id)
    assert plan and (plan.need, plan.tried) == ("need_leren", ())
    assert opening.hours(database, "AM22") == [opening.Hours(0, time(9), time(17))]
    plans.save(database, conversation_id, tried=["applied"], now=NOW)
    plans.save(database, conversation_id, tried=["applied", "talked_boss"], now=NOW)
    plan = plans.get(database, conversation_id)
    assert plan and plan.tried == ("applied", "talked_boss")
    database.close()
