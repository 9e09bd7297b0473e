"""knowledge/data/README.md, which an adviser follows by the letter: what it shows must work as it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from knowledge.__main__ import main
from knowledge.eligibility import OPERATORS
from knowledge.loading import DATA_DIR
from knowledge.schema import Budget

GUIDE = (DATA_DIR / "README.md").read_text(encoding="utf-8")
EXAMPLE = next(
    block for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if "id: fonds_voor_bakkers" in block
)


def test_the_scheme_in_the_guide_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(DATA_DIR, tmp_path / "data"))
    scheme = yaml.safe_load(EXAMPLE)
    folder = data / "budgets" / scheme["id"]
    folder.mkdir()
    (folder / f"{scheme['valid_from']}.yaml").write_text(EXAMPLE, encoding="utf-8")
    assert main(["--data", str(data), "check", "--on", "2027-02-01"]) == 0
    assert "In order" in capsys.readouterr().out


def test_every_key_and_every_comparison_is_explained() -> None:
    unexplained = {"id", "fact_sheet", "name", "provider", "valid_from", "valid_to", "summary", "action", "examples"}
    for key in Budget.model_fields.keys() - unexplained:
        assert f"`{key}" in GUIDE, key
    for operator in OPERATORS:
        assert f"`{operator}`" in GUIDE, operator


def test_the_message_in_the_guide_is_what_check_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(DATA_DIR, tmp_path / "data"))
    path = data / "budgets" / "evc" / "2026-01-01.yaml"
    spoiled = path.read_text(encoding="utf-8").replace("expect: not_eligible", "expect: eligible", 1)
    path.write_text(spoiled, encoding="utf-8")
    assert main(["--data", str(data), "check"]) == 1
    assert capsys.readouterr().err.replace(f"{data}/", "").splitlines()[0] in GUIDE
