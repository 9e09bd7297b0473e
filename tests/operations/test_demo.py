"""A demo can be tried at once, and is the same demo the next time."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guidance import accounts, advisers
from guidance.database import Database
from operations.demo import Login, prepare_demo
from operations.errors import BuildError


def url(folder: Path) -> str:
    return f"sqlite:///{folder}/guidance.db"


def opens_the_desk(folder: Path, login: Login) -> bool:
    db = Database(url(folder))
    try:
        return accounts.verify(db, login.username, login.password, datetime.now(UTC)) is not None
    finally:
        db.close()


def test_the_login_opens_the_desk_and_stays_the_same(tmp_path: Path) -> None:
    first = prepare_demo(url(tmp_path), tmp_path / "login.txt")
    assert opens_the_desk(tmp_path, first)
    assert prepare_demo(url(tmp_path), tmp_path / "login.txt") == first


def test_the_login_is_kept_where_only_this_user_reads_it(tmp_path: Path) -> None:
    prepare_demo(url(tmp_path), tmp_path / "login.txt")
    assert stat.S_IMODE((tmp_path / "login.txt").stat().st_mode) == 0o600


def test_two_demos_have_different_passwords(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    logins = [prepare_demo(url(tmp_path / name), tmp_path / name / "login.txt") for name in ("one", "two")]
    assert logins[0].password != logins[1].password


@pytest.mark.parametrize("lost", ["login.txt", "guidance.db"])
def test_a_login_that_works_is_shown_after_either_file_was_thrown_away(tmp_path: Path, lost: str) -> None:
    prepare_demo(url(tmp_path), tmp_path / "login.txt")
    (tmp_path / lost).unlink()
    assert opens_the_desk(tmp_path, prepare_demo(url(tmp_path), tmp_path / "login.txt"))


def test_the_fictional_advisers_are_there_once(tmp_path: Path) -> None:
    for _ in range(2):
        prepare_demo(url(tmp_path), tmp_path / "login.txt")
    db = Database(url(tmp_path))
    found = advisers.all(db)
    db.close()
    assert found and all(adviser.demo for adviser in found)
    assert len({adviser.name for adviser in found}) == len(found)


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="nothing.guidance.db cannot be"):
        prepare_demo("sqlite:////proc/nothing/guidance.db", tmp_path / "login.txt")
