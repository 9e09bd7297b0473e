"""The report: figures that anybody gets again, and the choice of questions it measures."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.budgets import BudgetBook
from knowledge.loading import Loaded, load_all
from knowledge.report import SECTIONS
from knowledge.reports import budgets


@cache
def loaded() -> Loaded:
    return load_all()


@cache
def book() -> BudgetBook:
    return budgets.national(loaded())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The whole report as it is printed, which takes some time. In the database that it names nothing was imported."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main(["--url", f"sqlite:///{tmp_path_factory.mktemp('report')}/empty.db", "report"]) == 0
    return printed.getvalue()


def test_the_report_has_every_section(made: str) -> None:
    assert made.count("\n## ") == len(SECTIONS)
    assert "ESCO is not imported" in made
    moves = made.partition("## Moves")[2]
    assert moves.count("The 10 worst:") == 2 and "(" in moves and moves.count("\n- ") == 20


def test_the_persons_are_the_same_on_every_run_and_differ_from_each_other() -> None:
    rules = book().rules_on(budgets.ON)
    people = budgets.persons(book().vocabulary, rules)
    assert people == budgets.persons(book().vocabulary, rules)
    assert len(people) == 200
    assert len({tuple(person.items()) for person in people}) > 190


def test_choosing_the_question_beats_the_order_of_the_list_and_comes_close_to_the_fewest_possible() -> None:
    vocabulary, rules = book().vocabulary, book().rules_on(budgets.ON)
    people = budgets.persons(vocabulary, rules)[:60]
    chosen = [budgets.questions(person, lambda known: book().next_question(known, budgets.ON)) for person in people]
    listed = [budgets.questions(each, lambda known: budgets.first_open(vocabulary, rules, known)) for each in people]
    least = [budgets.fewest(vocabulary, rules, person) for person in people]
    assert all(few <= asked for few, asked in zip(least, chosen, strict=True))
    assert sum(chosen) < sum(listed)
    assert sum(chosen) <= 1.1 * sum(least)


def test_only_national_schemes_in_force_are_measured() -> None:
    sheets = {a.fact_sheet for a in book().assess({}, budgets.ON) if a.verdict != "not_in_force"}
    assert len(sheets) == len(book().rules_on(budgets.ON))
    assert {sheet[0] for sheet in sheets} == {"N", "E"}


def test_the_figures_in_the_readme_are_those_of_the_report(made: str) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    told = readme.partition("## Knowledge")[2].partition("\n## ")[0]
    section = made.partition("## Questions")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    figures = [row.split("|")[2].strip() for row in rows[1:]]
    assert len(figures) == 3
    assert all(figure in told for figure in figures)
