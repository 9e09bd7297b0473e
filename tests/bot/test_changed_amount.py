"""An amount that is changed in one file is told in the next conversation: no training, no restart."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions import sources
from guidance import conversations
from guidance.database import Database
from knowledge.kept_catalogue import KeptCatalogue
from knowledge.loading import DATA_DIR, build_database, load_all
from tests.bot.dialogue import Dialogue

LOAN = "budgets/levenlanglerenkrediet/2024-09-01.yaml"


def told_of_the_loan(db: Database) -> str:
    """What somebody who begins a conversation now hears about money for a study."""
    talk = Dialogue(conversations.start(db, "website", datetime.now(UTC)))
    talk.says("ik ben 45 en zzp'er", found=(("status", "self_employed", "zzp'er"),))
    return talk.says("wie betaalt de pabo", "ask_budget").heard


def test_an_amount_changed_in_one_file_is_told_in_the_next_conversation(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, url = tmp_path / "data", f"sqlite:///{tmp_path}/knowledge.db"
    shutil.copytree(DATA_DIR, data)
    build_database(load_all(data), url)
    kept = KeptCatalogue(url, every=0)
    monkeypatch.setattr(sources, "kept_catalogue", lambda: kept)
    assert "vijf keer het wettelijke collegegeld" in told_of_the_loan(db)

    changed = (data / LOAN).read_text(encoding="utf-8").replace("vijf keer", "zes keer")
    (data / LOAN).write_text(changed, encoding="utf-8")
    build_database(load_all(data), url)  # what `python -m knowledge load` does
    told_of_the_loan(db)  # the first question after the load makes the process look; nobody waits for it
    kept.wait()
    assert "zes keer het wettelijke collegegeld" in told_of_the_loan(db)
