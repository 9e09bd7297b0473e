"""The report says what an import changed, by name."""

from __future__ import annotations

import csv
from pathlib import Path

from knowledge.importers import run_import
from knowledge.loading import load_all
from knowledge.reports import imported


def bring_in(kind: str, path: Path, rows: list[list[str]], url: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    run_import(kind, path, url, None, lambda _: None, force=True)


def test_without_imports_the_report_says_so_and_changes_nothing(tmp_path: Path) -> None:
    lines = imported.section(load_all(), f"sqlite:///{tmp_path}/knowledge.db")
    assert "- uwv: nothing imported" in lines
    assert not any("no longer" in line for line in lines)
    assert any("postcodes (99.7%) lie in one region" in line for line in lines)


def test_every_chance_and_training_that_is_gone_is_told_by_name(tmp_path: Path) -> None:
    url, loaded = f"sqlite:///{tmp_path}/knowledge.db", load_all()
    uwv = [["sector", "beroep", "niveau", "werknl_url", "uwv_beroep_code", "brc2014"]]
    bring_in(
        "uwv", tmp_path / "uwv_2027_2028.csv", [*uwv, ["Bouw", "Schilders", "", "https://www.werk.nl", "1", "1"]], url
    )
    crebos = sorted({training.crebo for training in loaded.trainings if training.crebo} - {"25122"})
    mbo = [["crebo", "kwalificatie", "n_skills"], *([crebo, f"kwalificatie {crebo}", "1"] for crebo in crebos)]
    bring_in("mbo", tmp_path / "kwalificaties_2027.csv", mbo, url)
    lines = imported.section(loaded, url)
    assert '  - stratenmaker: UWV no longer lists "Stratenmakers", so it has no chance now' in lines
    assert not any(line.startswith("  - schilder:") for line in lines)
    assert [line for line in lines if "crebo" in line] == [
        "  - werkvoorbereider_fabricage: crebo 25122 is not in the imported list, so it is no longer shown"
    ]
