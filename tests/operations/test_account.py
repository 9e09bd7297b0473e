"""The first account comes from the command line, and there is no password that everybody knows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from guidance import accounts, audit
from guidance.database import Database
from operations import account

PASSWORD = "een lang genoeg wachtwoord"


def run(url: str, *answers: str, name: str = "Chef") -> int:
    given = iter(answers)
    return account.main([name, "--email", "chef@example.nl", "--database", url], ask=lambda question: next(given))


def test_the_first_coordinator_is_made_and_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/guidance.db"
    assert run(url, PASSWORD, PASSWORD) == 0
    assert PASSWORD not in capsys.readouterr().out
    db = Database(url)
    made = accounts.verify(db, "chef", PASSWORD, datetime.now(UTC))
    assert made and (made.role, made.email) == ("coordinator", "chef@example.nl")
    assert [entry.deed for entry in audit.latest(db)] == ["create_by_command"]
    db.close()


@pytest.mark.parametrize("answers", [("kort", "kort"), (PASSWORD, "iets anders, ook lang")])
def test_a_short_password_or_a_slip_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: tuple[str, str]
) -> None:
    assert run(f"sqlite:///{tmp_path}/guidance.db", *answers) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_name_that_is_there_already_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path}/guidance.db"
    run(url, PASSWORD, PASSWORD)
    assert run(url, PASSWORD, PASSWORD, name="CHEF") == 1
    assert "already" in capsys.readouterr().err
