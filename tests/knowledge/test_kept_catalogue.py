"""Facts that change while the assistant runs are used without a restart, and nobody waits for them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.errors import KnowledgeError
from knowledge.kept_catalogue import KeptCatalogue
from knowledge.loading import DATA_DIR, build_database, load_all

FILE = "budgets/levenlanglerenkrediet/2024-09-01.yaml"


class Clock:
    """Moves on when told to."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA_DIR, tmp_path / "data"))


@pytest.fixture
def url(tmp_path: Path, data: Path) -> str:
    address = f"sqlite:///{tmp_path}/knowledge.db"
    build_database(load_all(data), address)
    return address


@pytest.fixture
def kept(url: str, clock: Clock) -> KeptCatalogue:
    return KeptCatalogue(url, every=5, clock=clock)


def later(kept: KeptCatalogue, clock: Clock, seconds: float) -> Catalogue:
    """The facts after so many seconds and a question, when no look is under way any more."""
    clock.time += seconds
    kept.get()
    kept.wait()
    return kept.get()


def amount(kept: KeptCatalogue) -> str | None:
    schemes = kept.get().budgets.assess({"age": 40}, date(2026, 11, 21))
    return next(scheme.amount for scheme in schemes if scheme.id == "levenlanglerenkrediet")


def change_the_amount(data: Path, url: str) -> None:
    path = data / FILE
    text = path.read_text(encoding="utf-8")
    assert "vijf keer" in text
    path.write_text(text.replace("vijf keer", "zes keer"), encoding="utf-8")
    build_database(load_all(data), url)


def test_an_amount_changed_in_a_file_is_told_after_a_load_without_a_restart(
    data: Path, url: str, kept: KeptCatalogue, clock: Clock
) -> None:
    assert "vijf keer" in str(amount(kept))
    change_the_amount(data, url)
    clock.time += 5
    assert "vijf keer" in str(amount(kept))  # who asks now does not wait for the new facts
    kept.wait()
    assert "zes keer" in str(amount(kept))


def test_facts_that_did_not_change_are_not_read_again(kept: KeptCatalogue, clock: Clock) -> None:
    first = kept.get()
    assert later(kept, clock, 60) is first


def test_between_two_looks_nothing_is_looked_at(data: Path, url: str, kept: KeptCatalogue, clock: Clock) -> None:
    first = kept.get()
    change_the_amount(data, url)
    assert later(kept, clock, 4) is first


def test_a_database_that_is_damaged_in_the_meantime_leaves_the_old_facts(
    tmp_path: Path, kept: KeptCatalogue, clock: Clock
) -> None:
    first = kept.get()
    (tmp_path / "knowledge.db").write_bytes(b"no database")
    assert later(kept, clock, 5) is first


def test_without_a_database_the_first_who_asks_hears_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="python -m knowledge load"):
        KeptCatalogue(f"sqlite:///{tmp_path}/none.db").get()
