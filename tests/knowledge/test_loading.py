"""The fact files: every kind of fault is found, and told with file, place and how to mend it."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.checks import stale
from knowledge.errors import KnowledgeError, KnowledgeErrors
from knowledge.loading import DATA_DIR, load_all, read_yaml

DIA = "budgets/bouw_dia/2026-01-01.yaml"
EVC = "budgets/evc/2026-01-01.yaml"
STAP = "budgets/stap_budget/2022-03-01.yaml"
Change = Callable[[str, str, str], None]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the facts, to spoil."""
    return Path(shutil.copytree(DATA_DIR, tmp_path / "data"))


@pytest.fixture
def change(data: Path) -> Change:
    """Replaces a text in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def test_the_facts_of_the_project_are_in_order() -> None:
    loaded = load_all()
    assert len({budget.id for budget in loaded.budgets}) >= 12
    assert loaded.occupations and loaded.trainings and loaded.services


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        (DIA, "name: Duurzame", "naam: Duurzame", "naam", "not a known key"),
        (DIA, "verified: 2026-11-21\n", "", "verified", "missing"),
        (DIA, ", retrieved: 2026-11-26", "", "sources.0.retrieved", "missing"),
        (DIA, "grade: A-old", "grade: C", "grade", "A-old"),
        (DIA, "fact: age", "fact: leeftijd", "leeftijd", "does not exist"),
        (DIA, "fact: sector, equals: bouw,", "fact: sector, equals: bauw,", "sector", "'bouw'"),
        (DIA, "age: 43}, expect: not_eligible", "age: 43}, expect: eligible", "Nog net 43", "say not_eligible"),
        (DIA, "missing: [age]", "missing: [cao]", "Leeftijd niet gevraagd", "miss age"),
        (DIA, "{status: employee, cao: bouw_infra, age: 44}", "{status: boss}", "Timmerman van 44", "'boss'"),
        (DIA, "one_of: [20, 24", "is_in: [20, 24", "rules", "one_of"),
        (DIA, "valid_from: 2026-01-01", "valid_from: 2026-01-02", "id and valid_from", "Move it"),
        (DIA, "valid_from: 2026-01-01", "valid_from: 2026-01-01\nvalid_to: 2025-01-01", "", "Swap"),
        (DIA, "id: bouw_dia", "id: bouw_dia\nid: bouw_dia", "line 2", "twice"),
        (DIA, "id: bouw_dia", "id: [", "line", "YAML"),
        ("services/safety.yaml", "id: luisterlijn", "id: geldfit", "geldfit", "already"),
        ("services/safety.yaml", "phone: 0900-1450", "phone: 0900-GRATIS", "mind_korrelatie.phone", "pattern"),
        ("facts.yaml", "type: choice", "type: choise", "status.type", "choice"),
        ("occupations/transport.yaml", "{to: ", "{to: nergens_", "", "does not exist"),
        ("trainings/transport.yaml", "occupations: [", "occupations: [nergens, ", "", "'nergens'"),
    ],
)
def test_a_fault_is_told_with_its_file_and_place(
    data: Path, change: Change, file: str, old: str, new: str, place: str, words: str
) -> None:
    change(file, old, new)
    with pytest.raises(KnowledgeErrors) as caught:
        load_all(data)
    told = [error for error in caught.value.errors if error.file.endswith(file)]
    assert any(place in error.place and words in str(error) for error in told), str(caught.value)
    assert all(error.mend for error in told)


def test_all_faults_are_told_at_once(data: Path, change: Change) -> None:
    change(DIA, "grade: A-old", "grade: C")
    change(EVC, "grade: A-old", "grade: C")
    with pytest.raises(KnowledgeErrors) as caught:
        load_all(data)
    assert len(caught.value.errors) == 2
    assert all(file in str(caught.value) for file in ("bouw_dia", "evc"))


def test_a_scheme_without_an_example_for_each_verdict_is_refused(data: Path, change: Change) -> None:
    change(EVC, "{has_work_experience: false}, expect: not_eligible", "{has_work_experience: true}, expect: eligible")
    with pytest.raises(KnowledgeErrors, match="none expects not_eligible"):
        load_all(data)


def test_fewer_than_four_examples_are_refused(data: Path) -> None:
    path = data / EVC
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-2]), encoding="utf-8")
    with pytest.raises(KnowledgeErrors, match="at least 4"):
        load_all(data)


def test_two_versions_in_force_on_one_day_are_refused(data: Path, change: Change) -> None:
    change("budgets/levenlanglerenkrediet/2023-09-01.yaml", "valid_to: 2024-08-31\n", "")
    with pytest.raises(KnowledgeErrors, match="valid_to"):
        load_all(data)


def test_an_employer_scheme_must_say_what_to_tell_the_boss(data: Path, change: Change) -> None:
    change("budgets/wij_techniek/2024-01-01.yaml", "employer_line:", "instead:")
    with pytest.raises(KnowledgeErrors, match="employer_line"):
        load_all(data)


def test_a_missing_file_is_told(data: Path) -> None:
    (data / "regions.yaml").unlink()
    with pytest.raises(KnowledgeErrors, match=r"regions\.yaml"):
        load_all(data)


def test_a_key_that_occurs_twice_deep_in_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "double.yaml"
    path.write_text("a:\n  - {b: 1, c: 2}\n  - {b: 1, b: 2}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"line 3.*'b' occurs twice"):
        read_yaml(path)


def test_facts_verified_more_than_180_days_ago_are_warned_about(data: Path) -> None:
    loaded = load_all(data)
    assert list(stale(loaded, date(2026, 11, 22))) == []
    day_180, day_181 = date(2027, 5, 20), date(2027, 5, 21)
    assert list(stale(loaded, day_180)) == []
    assert any("stap_budget" in warning for warning in stale(loaded, day_181))


def test_the_fingerprint_follows_the_facts(data: Path, change: Change) -> None:
    before = load_all(data).fingerprint
    assert load_all(data).fingerprint == before
    change(STAP, "Aanvragen kan niet meer.", "Aanvragen kan echt niet meer.")
    assert load_all(data).fingerprint != before


def test_every_occupation_tells_what_it_asks_of_body_and_day() -> None:
    assert all(occupation.asks is not None for occupation in load_all().occupations)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("\nstukadoor: {", "\nstucadoor: {", "which does not exist"),
        ("\nmetselaar: {", "\n# metselaar: {", "metselaar: is missing"),
        ("posture: mixed", "posture: lying", "lying"),
    ],
)
def test_a_line_of_what_work_asks_must_be_about_known_work(
    data: Path, change: Change, old: str, new: str, words: str
) -> None:
    change("work_asks.yaml", old, new)
    with pytest.raises(KnowledgeErrors, match=words):
        load_all(data)
