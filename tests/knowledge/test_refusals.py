"""What `python -m knowledge check` refuses, word for word: the file, the place, what is wrong and what mends it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.loading import DATA_DIR
from tests.knowledge.checked import newest_check

EVC = "budgets/evc/2026-01-01.yaml"
EXPERIENCE = "{status: employee, edu: none, has_work_experience: true}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the facts, to spoil."""
    return Path(shutil.copytree(DATA_DIR, tmp_path / "data"))


def spoil(data: Path, file: str, old: str, new: str) -> None:
    """Replaces the first `old` in a file of the copy."""
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(data: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that `check` says about the spoiled copy, with file names as seen from its folder."""
    assert main(["--data", str(data), "check", "--on", newest_check()]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    return [line.replace(f"{data}/", "") for line in printed.err.splitlines()]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (  # a key twice
            "grade: A-old",
            "grade: A-old\ngrade: A",
            f"{EVC}, line 7: key 'grade' occurs twice. Mend the YAML on that line.",
        ),
        (  # an unknown fact
            "fact: has_work_experience",
            "fact: has_work_experiense",
            f"{EVC}, rules, fact 'has_work_experiense': does not exist. Did you mean 'has_work_experience'?",
        ),
        (  # an unknown fact in an example
            EXPERIENCE,
            "{statsu: employee}",
            f"{EVC}, example 'Metaalbewerker zonder diploma', fact 'statsu': does not exist. Did you mean 'status'?",
        ),
        (  # an unknown value
            EXPERIENCE,
            "{status: werknemer}",
            f"{EVC}, example 'Metaalbewerker zonder diploma', fact 'status': has no value 'werknemer'."
            " Known are: employee, flex_agency, oncall, self_employed, unemployed, student, employer.",
        ),
        (  # a source without a date
            ", retrieved: 2026-11-26",
            "",
            f"{EVC}, sources.0.retrieved: is missing. Add it.",
        ),
        (  # no date of checking
            "verified: 2026-11-21\n",
            "",
            f"{EVC}, verified: is missing. Add it.",
        ),
        (  # a training that does not exist
            "grade: A-old",
            "grade: A-old\nnot_for: [heftruckcertificat]",
            f"{EVC}, not_for: names the training 'heftruckcertificat', which does not exist."
            " Did you mean 'heftruckcertificaat'?",
        ),
        (  # an example that does not hold
            "expect: not_eligible",
            "expect: eligible",
            f"{EVC}, example 'Nog nooit gewerkt': expects eligible, but the rules say not_eligible."
            " Mend the rule or the example.",
        ),
        (  # an example that misses something else
            "missing: [has_work_experience]",
            "missing: [age]",
            f"{EVC}, example 'Ervaring niet gevraagd': expects to miss age, but the rules miss has_work_experience."
            " Mend the rule or the example.",
        ),
        (  # a misspelt key
            "summary:",
            "sumary:",
            f"{EVC}, sumary: is not a known key. Check its spelling, or take it out.",
        ),
        (  # an unknown grade
            "grade: A-old",
            "grade: C",
            f"{EVC}, grade: has no value 'C'. Choose from 'A', 'A-old', 'S' or 'B'.",
        ),
        (  # no rules at all
            "kind: dienst",
            "kind: geen",
            f"{EVC}: rules are needed, and left out only for kind 'geen'. Add them or change the kind.",
        ),
        (  # an amount where the grade hides it
            "summary:",
            "amount: {text: hoogstens 1.000 euro}\nsummary:",
            f"{EVC}, amount: stands in a file of grade A-old, where no amount may be seen."
            " Leave it out, or set grade A when the source is official and new.",
        ),
        (  # an amount in a sentence
            "summary:",
            "instead: Vraag je 1.000 euro terug.\nsummary:",
            f"{EVC}, instead: names an amount (euro): a sentence is shown at every grade."
            " Write it in 'amount', or leave it out.",
        ),
        (  # a part of the price in the sentence of a rule
            "otherwise: ",
            "otherwise: Je betaalt 40 procent. ",
            f"{EVC}, rules, fact 'has_work_experience', otherwise: names an amount (procent): a sentence is shown at"
            " every grade. Write it in 'amount', or leave it out.",
        ),
        (  # a day of checking that is still to come
            "verified: 2026-11-21",
            "verified: 2099-12-02",
            f"{EVC}, verified: is 2099-12-02, and that day is still to come. Write the day on which you looked.",
        ),
        (  # a source looked at in the future
            "retrieved: 2026-11-26",
            "retrieved: 2099-01-01",
            f"{EVC}, sources.0.retrieved: is 2099-01-01, and that day is still to come."
            " Write the day on which you looked.",
        ),
        (  # a rule that cannot be read
            "  equals: true\n",
            "  equal: true\n",
            f"{EVC}, rules: the rule on 'has_work_experience' needs exactly one of equals, at_least, at_most, above,"
            " below, between, one_of, none_of; it does not know equal. Write it in that form.",
        ),
    ],
)
def test_a_fault_in_a_scheme_is_told_word_for_word(
    data: Path, old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(data, EVC, old, new)
    assert told in refused(data, capsys)


def test_missing_examples_are_counted(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / EVC
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-2]), encoding="utf-8")
    assert refused(data, capsys) == [f"{EVC}, examples: has 3, and at least 4 are needed. Add 1."]


def test_no_examples_at_all_are_missing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / EVC
    path.write_text(path.read_text(encoding="utf-8").partition("examples:")[0], encoding="utf-8")
    assert refused(data, capsys) == [f"{EVC}, examples: is missing. Add it."]


def test_examples_that_never_say_no_are_not_enough(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(
        data, EVC, "{has_work_experience: false}, expect: not_eligible", "{has_work_experience: true}, expect: eligible"
    )
    assert refused(data, capsys) == [f"{EVC}, examples: none expects not_eligible. Add one."]


def test_an_id_that_two_files_carry_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "budgets" / "evc2").mkdir()
    shutil.copy(data / EVC, data / "budgets" / "evc2" / "2026-01-01.yaml")
    assert refused(data, capsys) == [
        "budgets/evc2/2026-01-01.yaml, id and valid_from: do not match the name of the file."
        " Move it to evc/2026-01-01.yaml or mend the two.",
        "budgets/evc: the versions of 2026-01-01 and 2026-01-01 are in force on the same day."
        " Give the earlier one a valid_to.",
    ]


def test_what_is_no_scheme_can_fit_nobody(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = "budgets/leerrechten/2023-11-01.yaml"
    spoil(data, file, "expect: not_in_force", "expect: eligible")
    assert refused(data, capsys) == [
        f"{file}, example 'Werknemer vraagt naar leerrechten': expects eligible, but this is no scheme."
        " Write not_in_force, or add rules."
    ]


def test_old_facts_are_a_warning_and_no_refusal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--on", "2027-05-20"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["check", "--on", "2027-05-21"]) == 0
    told = "warning: evc: verified 181 days ago (2026-11-21). Check its sources and set the date."
    assert told in capsys.readouterr().err.splitlines()


def test_a_file_in_another_encoding_is_named_with_its_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = data / EVC
    path.write_bytes(path.read_bytes().replace(b"summary: ", b"summary: caf\xe9 ", 1))
    line = path.read_bytes().split(b"summary: ")[0].count(b"\n") + 1
    assert refused(data, capsys) == [f"{EVC}, line {line}: is not UTF-8 text. Save the file as UTF-8."]


@pytest.mark.parametrize("file", [EVC, "occupations/zorg.yaml", "facts.yaml"])
def test_an_empty_file_says_that_it_is_empty(data: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    (data / file).write_text("# alleen een opmerking\n", encoding="utf-8")
    assert f"{file}: is empty. Put the facts back, or take the file away." in refused(data, capsys)


@pytest.mark.parametrize(
    "file", ["trainings/bouw.yaml", "services/safety.yaml", "occupations/bouw.yaml", "regions.yaml"]
)
def test_a_day_ahead_is_refused_in_every_kind_of_file(
    data: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert "retrieved: 2026-11-2" in text
    path.write_text(text.replace("retrieved: 2026-11-2", "retrieved: 2099-12-2"), encoding="utf-8")
    told = refused(data, capsys)
    assert told and all(line.startswith(file) and "still to come" in line for line in told)


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("occupations_source.yaml", "retrieved"),
        ("occupations/bouw.yaml", "timmerman.chances.source.retrieved"),
        ("regions.yaml", "sources.0.retrieved"),
    ],
)
def test_a_day_ahead_is_told_with_the_place_where_it_stands(
    data: Path, file: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("retrieved: 2026-11-21", "retrieved: 2099-12-21"), encoding="utf-8")
    mend = "is 2099-12-21, and that day is still to come. Write the day on which you looked."
    assert f"{file}, {place}: {mend}" in refused(data, capsys)
