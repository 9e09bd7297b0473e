"""What counts as changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from operations.stamps import Stamps, digest


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "data" / "deep").mkdir(parents=True)
    (tmp_path / "data" / "a.yaml").write_text("a: 1")
    (tmp_path / "data" / "deep" / "b.yaml").write_text("b: 1")
    (tmp_path / "code.py").write_text("x = 1")
    return tmp_path


def test_a_new_date_on_a_file_changes_nothing(sources: Path) -> None:
    before = digest(sources, ["data", "*.py"])
    os.utime(sources / "data" / "a.yaml", (0, 0))
    assert digest(sources, ["data", "*.py"]) == before


def test_new_contents_deep_in_a_folder_count(sources: Path) -> None:
    before = digest(sources, ["data"])
    (sources / "data" / "deep" / "b.yaml").write_text("b: 2")
    assert digest(sources, ["data"]) != before


def test_a_new_a_renamed_and_a_removed_file_count(sources: Path) -> None:
    digests = {digest(sources, ["data"])}
    (sources / "data" / "c.yaml").write_text("c: 1")
    digests.add(digest(sources, ["data"]))
    (sources / "data" / "c.yaml").rename(sources / "data" / "d.yaml")
    digests.add(digest(sources, ["data"]))
    (sources / "data" / "a.yaml").unlink()
    digests.add(digest(sources, ["data"]))
    assert len(digests) == 4


def test_files_outside_the_patterns_and_bytecode_do_not_count(sources: Path) -> None:
    before = digest(sources, ["data"])
    (sources / "code.py").write_text("x = 2")
    (sources / "data" / "__pycache__").mkdir()
    (sources / "data" / "__pycache__" / "code.pyc").write_bytes(b"1")
    assert digest(sources, ["data"]) == before


def test_moving_text_from_one_file_to_another_counts(sources: Path) -> None:
    (sources / "data" / "a.yaml").write_text("one")
    (sources / "data" / "b.yaml").write_text("two")
    before = digest(sources, ["data"])
    (sources / "data" / "a.yaml").write_text("onetwo")
    (sources / "data" / "b.yaml").write_text("")
    assert digest(sources, ["data"]) != before


def test_an_extra_text_counts(sources: Path) -> None:
    assert digest(sources, ["data"], "sqlite:///a.db") != digest(sources, ["data"], "sqlite:///b.db")


def test_stamps_survive_the_process_and_keep_each_others_values(tmp_path: Path) -> None:
    Stamps(tmp_path / "var" / "stamps.json").record("model", "1")
    Stamps(tmp_path / "var" / "stamps.json").record("knowledge", "2")
    stamps = Stamps(tmp_path / "var" / "stamps.json")
    assert (stamps.last("model"), stamps.last("knowledge"), stamps.last("pipeline")) == ("1", "2", None)


@pytest.mark.parametrize("damage", ["", "{", "[]"])
def test_a_damaged_file_means_that_nothing_is_known(tmp_path: Path, damage: str) -> None:
    (tmp_path / "stamps.json").write_text(damage)
    assert Stamps(tmp_path / "stamps.json").last("model") is None
