"""Actions on real facts and a real, empty people's database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from bot.actions import sources
from guidance import conversations
from guidance.database import Database
from knowledge.catalogue import Catalogue
from knowledge.loading import DATA_DIR, build_database, load_all
from tests.databases import new_database


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The facts as the actions see them, opened once for all tests."""
    url = f"sqlite:///{tmp_path_factory.mktemp('knowledge')}/knowledge.db"
    build_database(load_all(DATA_DIR), url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJSTUREN_KNOWLEDGE_URL", url)
        sources.kept_catalogue.cache_clear()
        yield sources.catalogue()
        sources.kept_catalogue.cache_clear()


THURSDAY = datetime(2026, 11, 26, 11, tzinfo=UTC)


@pytest.fixture
def thursday() -> Iterator[None]:
    """A Thursday at noon, so that "vrijdag" lies ahead on whatever day the tests run; the clock goes on."""
    with time_machine.travel(THURSDAY):
        yield


@pytest.fixture
def db(thursday: None, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The guidance database the actions write to, with the demo advisers."""
    monkeypatch.setenv("BIJSTUREN_GUIDANCE_URL", f"sqlite:///{tmp_path}/guidance.db")
    sources.database.cache_clear()
    new_database(tmp_path / "guidance.db", demo_advisers=True).close()
    database = sources.database()
    yield database
    database.close()
    sources.database.cache_clear()


@pytest.fixture
def conversation(db: Database) -> str:
    """A conversation that has just begun."""
    return conversations.start(db, "website", datetime.now(UTC))
