"""python -m knowledge: what it prints, and what it returns to the shell."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.loading import DATA_DIR, build_database, load_all
from tests.knowledge.checked import newest_check


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A loaded knowledge database."""
    address = f"sqlite:///{tmp_path}/knowledge.db"
    build_database(load_all(), address)
    return address


def test_check_counts_what_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--on", newest_check()]) == 0
    assert "In order" in capsys.readouterr().out


def test_check_warns_about_old_facts_and_still_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--on", "2027-12-31"]) == 0
    assert "stap_budget: verified" in capsys.readouterr().err


def test_check_names_the_fault_and_returns_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(DATA_DIR, tmp_path / "data"))
    path = data / "budgets" / "evc" / "2026-01-01.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("grade: A-old", "grade: C"), encoding="utf-8")
    assert main(["--data", str(data), "check"]) == 1
    assert f"{path}, grade" in capsys.readouterr().err


def test_load_is_skipped_when_the_facts_did_not_change(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", url, "load"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_a_day_that_does_not_exist_is_refused_with_how_to_write_one(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--url", url, "budgets", "--on", "2026-02-30"])
    assert "'2026-02-30' is no day. Write it as 2026-11-21." in capsys.readouterr().err


def test_budgets_lists_every_scheme_as_json(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    facts = '{"status": "employee", "sector": "transport"}'
    assert main(["--url", url, "budgets", "--facts", facts, "--on", "2026-11-21", "--json"]) == 0
    schemes = {scheme["id"]: scheme for scheme in json.loads(capsys.readouterr().out)}
    assert schemes.keys() == {budget.id for budget in load_all().budgets if budget.offered and budget.grade != "B"}
    for key in ("fact_sheet", "verdict", "because", "missing", "not_checked", "amount", "sources", "verified"):
        assert all(key in scheme for scheme in schemes.values())
    assert schemes["stap_budget"]["verdict"] == "not_in_force"
    assert schemes["transport_scholing"]["missing"] == ["cao", "hours"]
    assert schemes["bouw_dia"]["because"][0]["text"].endswith(".")


def test_a_reader_that_stops_early_ends_the_command_without_a_word(url: str) -> None:
    command = [sys.executable, "-m", "knowledge", "--url", url, "budgets", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline() == "[\n"
        running.stdout.close()
        assert running.stderr.read() == ""


def test_budgets_prints_a_table_and_the_next_question(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", url, "budgets"]) == 0
    printed = capsys.readouterr().out
    assert "S01" in printed and "NOG NIET BEKEND" in printed
    assert "Volgende vraag: Je sector." in printed


def test_the_table_tells_facts_amounts_sources_and_dates_in_words(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    facts = '{"status": "employee", "age": 40, "course": "hbo_pt", "employer_pays_all": false, "region": "Twente"}'
    assert main(["--url", url, "budgets", "--facts", facts, "--on", "2026-11-21"]) == 0
    printed = capsys.readouterr().out
    loan = printed.partition("N02  Levenlanglerenkrediet")[2].partition("\n\n")[0]
    loan = " ".join(loan.split())
    for told in ("Je bent 40 jaar.", "Bedrag: een lening tot", "Bron: DUO", "nagekeken op 21 november 2026."):
        assert told in loan
    twente = printed.partition("N24  ")[2].partition("\n\n")[0]
    assert "Nog nodig: Niveau van de opleiding" in twente and "course_level" not in printed
    assert not any(word in printed for word in ("eligible", "not_in_force", "missing", "None"))


def test_a_region_may_be_told_by_its_name(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    facts = '{"region": "Twente", "course_level": 3}'
    assert main(["--url", url, "budgets", "--facts", facts, "--on", "2026-11-21", "--json"]) == 0
    schemes = {scheme["id"]: scheme for scheme in json.loads(capsys.readouterr().out)}
    assert schemes["twents_fonds_vakmanschap"]["verdict"] == "eligible"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ('{"age": 40, "age": 20}', "fact 'age': stands in it twice"),
        ('{"edu": "wo", "startkwalificatie": false}', "follows"),
        ('{"statsu": "employee"}', "'status'"),
        ('{"status"', "is not JSON"),
        ("[1]", "JSON object"),
    ],
)
def test_a_question_with_a_fault_is_explained(
    url: str, facts: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--url", url, "budgets", "--facts", facts]) == 1
    assert told in capsys.readouterr().err


def test_link_shows_the_occupation_that_is_meant(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", url, "link", "ik ben vrachtwagenchauffeur"]) == 0
    assert "vrachtwagenchauffeur" in capsys.readouterr().out


def test_without_a_database_the_way_out_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", f"sqlite:///{tmp_path}/none.db", "budgets"]) == 1
    assert "python -m knowledge load" in capsys.readouterr().err
