"""The knowledge database: written at once or not at all, and all of it back in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from knowledge.catalogue import open_catalogue
from knowledge.encoder import Vectors
from knowledge.errors import KnowledgeError
from knowledge.loading import build_database, load_all
from knowledge.tables import stored_fingerprint

TODAY = date(2026, 11, 21)


class LetterEncoder:
    """Counts letters: enough to see that vectors are stored and come back."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.count(letter) for letter in "aeiou"] for text in texts], dtype=np.float32) + 1
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Where the database goes: in a folder that does not exist yet."""
    return f"sqlite:///{tmp_path}/var/knowledge.db"


def test_everything_that_was_loaded_comes_back(url: str) -> None:
    loaded = load_all()
    build_database(loaded, url)
    catalogue = open_catalogue(url)
    assert catalogue.budgets.all() == sorted(loaded.budgets, key=lambda budget: (budget.id, budget.valid_from))
    assert catalogue.services.all() == list(loaded.services)
    assert catalogue.regions.all() == loaded.regions.regions
    assert {each.id: each for each in catalogue.occupations.all()} == {each.id: each for each in loaded.occupations}
    assert {each.id: each for each in catalogue.trainings.all()} == {each.id: each for each in loaded.trainings}
    assert catalogue.budgets.vocabulary.names == loaded.vocabulary.names
    assert catalogue.loaded_at <= datetime.now(UTC)


def test_the_catalogue_walks_pays_and_names_people_near_by(url: str) -> None:
    build_database(load_all(), url)
    catalogue = open_catalogue(url)
    reach = catalogue.skills.from_occupation("helpende")[0]
    assert reach.occupation.id == "verzorgende_ig"
    assert reach.trainings[0] == catalogue.trainings.get("verzorgende_ig_mbo")
    found = catalogue.budgets_for("verzorgende_ig_mbo", {"status": "employee"}, TODAY, "verzorgende_ig")
    assert {each.id for each in found} < {each.id for each in catalogue.budgets.assess({}, TODAY)}
    assert catalogue.prices.of(catalogue.trainings.get("verzorgende_ig_mbo"))
    assert catalogue.services.for_region("AM05", "work")[0].region_name == "Twente"


def test_vectors_are_made_once_and_used_when_opening(url: str) -> None:
    class ForbiddenEncoder:
        def encode(self, texts: Sequence[str]) -> Vectors:
            raise AssertionError("opening must not encode anything")

    build_database(load_all(), url, LetterEncoder())
    open_catalogue(url, ForbiddenEncoder())


def test_loading_again_replaces_the_old_facts(url: str) -> None:
    loaded = load_all()
    build_database(loaded, url)
    build_database(replace(loaded, budgets=loaded.budgets[:1], fingerprint="other"), url)
    assert len(open_catalogue(url).budgets.all()) == 1
    assert stored_fingerprint(url) == "other"


def test_a_load_that_fails_leaves_the_old_facts(url: str) -> None:
    loaded = load_all()
    build_database(loaded, url)
    with pytest.raises(KnowledgeError):
        build_database(replace(loaded, budgets=(*loaded.budgets, loaded.budgets[0]), fingerprint="broken"), url)
    assert stored_fingerprint(url) == loaded.fingerprint
    assert len(open_catalogue(url).budgets.all()) == len(loaded.budgets)


def test_a_missing_database_says_how_to_make_it(url: str) -> None:
    with pytest.raises(KnowledgeError, match="python -m knowledge load"):
        open_catalogue(url)
    assert stored_fingerprint(url) is None


def test_a_file_that_is_no_knowledge_database_says_how_to_make_it(tmp_path: Path) -> None:
    (tmp_path / "knowledge.db").write_text("geen database", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="python -m knowledge load"):
        open_catalogue(f"sqlite:///{tmp_path}/knowledge.db")


def test_many_threads_can_read_at_once(url: str) -> None:
    build_database(load_all(), url)
    catalogue = open_catalogue(url)
    expected = catalogue.budgets.assess({"status": "employee"}, TODAY)
    seen: list[bool] = []

    def read() -> None:
        for _ in range(5):
            place = catalogue.regions.find_place("ik woon in Apeldoorn")
            seen.append(place is not None and catalogue.budgets.assess({"status": "employee"}, TODAY) == expected)

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 40
