"""Actions on real facts and a real, empty people's database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions import sources
from guidance import advisers, conversations
from guidance.database import Database
from knowledge.loading import DATA_DIR, build_database, load_all


@pytest.fixture(scope="session")
def knowledge_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('knowledge')}/knowledge.db"
    build_database(load_all(DATA_DIR), url)
    return url


@pytest.fixture
def db(knowledge_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The guidance database the actions write to, with the demo advisers."""
    monkeypatch.setenv("BIJSTUREN_KNOWLEDGE_URL", knowledge_url)
    monkeypatch.setenv("BIJSTUREN_GUIDANCE_URL", f"sqlite:///{tmp_path}/guidance.db")
    sources.catalogue.cache_clear()
    sources.database.cache_clear()
    database = sources.database()
    database.create_tables()
    advisers.load_demo(database, datetime.now(UTC))
    yield database
    database.close()
    sources.catalogue.cache_clear()
    sources.database.cache_clear()


@pytest.fixture
def conversation(db: Database) -> str:
    """A conversation that has just begun."""
    return conversations.start(db, "website", datetime.now(UTC))
