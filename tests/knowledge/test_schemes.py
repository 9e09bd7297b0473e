"""The files about learning money as a whole: every row of the fact sheet, every boundary, every order of rules."""

from __future__ import annotations

import os
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.budgets import BudgetBook
from knowledge.eligibility import NUMERIC, All, AnyOf, Judged, Leaf, Rule, evaluate, leaves, parse
from knowledge.loading import Loaded, load_all
from knowledge.schema import Budget
from knowledge.validity import application_on, in_force, version_on

SHARED = Path(os.environ.get("BIJSTUREN_REFERENCE_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
FACT_SHEET = SHARED.parent / "facts" / "learning-budgets.md"
ROWS = [f"{part}{number:02}" for part, last in (("N", 25), ("E", 16), ("S", 37)) for number in range(1, last + 1)]
TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
MOST_FRONT_PAGES = 26


@cache
def loaded() -> Loaded:
    return load_all()


@cache
def book() -> BudgetBook:
    return BudgetBook(loaded().budgets, loaded().vocabulary, loaded().wording)


@cache
def rule_of(budget_id: str, valid_from: date) -> Rule:
    """The rule of a version; what is no scheme has none, so nothing to compare."""
    rules = next(b.rules for b in loaded().budgets if (b.id, b.valid_from) == (budget_id, valid_from))
    return All(()) if rules is None else parse(rules)


def schemes() -> list[Any]:
    return [pytest.param(budget, id=f"{budget.id}-{budget.valid_from}") for budget in loaded().budgets]


def shown(budget: Budget) -> bool:
    return budget.offered and budget.grade != "B"


def edges(budget: Budget) -> list[date]:
    """Every first and last day in the file, and the day on either side."""
    days = {budget.valid_from, *([budget.valid_to] if budget.valid_to else [])}
    days |= {day for window in budget.application.windows for day in (window.opens, window.closes)}
    return sorted({day + step for day in days for step in (-DAY, timedelta(0), DAY)})


def test_every_row_of_the_fact_sheet_has_a_file() -> None:
    assert {budget.fact_sheet for budget in loaded().budgets} == set(ROWS)


@pytest.mark.skipif(not FACT_SHEET.exists(), reason="the fact sheet lies outside the project")
@pytest.mark.parametrize("budget", schemes())
def test_the_grade_is_one_that_the_fact_sheet_gives_to_the_row(budget: Budget) -> None:
    assert budget.grade in re.findall(r"A-old|A|S|B", fact_sheet_row(budget)[-1])


def fact_sheet_row(budget: Budget) -> list[str]:
    rows = (line.strip("| ").split(" | ") for line in FACT_SHEET.read_text(encoding="utf-8").splitlines())
    return next(row for row in rows if row[0] == budget.fact_sheet)


@pytest.mark.skipif(not FACT_SHEET.exists(), reason="the fact sheet lies outside the project")
@pytest.mark.parametrize("budget", schemes())
def test_what_the_fact_sheet_is_not_sure_of_this_year_is_told_with_a_caution(budget: Budget) -> None:
    unsure = re.match(r"UNKNOWN|OPEN\?", fact_sheet_row(budget)[2])
    if unsure and shown(budget) and in_force(budget, TODAY):
        told = {assessment.id: assessment for assessment in book().assess({}, TODAY)}
        assert told[budget.id].caution


@pytest.mark.parametrize("budget", [budget for budget in loaded().budgets if not shown(budget)], ids=lambda b: b.id)
def test_what_is_not_verified_or_not_offered_is_in_no_list_and_asks_nothing(budget: Budget) -> None:
    for example in budget.examples:
        assert budget.id not in {assessment.id for assessment in book().assess(example.facts, example.date)}
    alone = BudgetBook([budget], loaded().vocabulary, loaded().wording)
    assert alone.assess({}, TODAY) == []
    assert alone.next_question({}, TODAY) is None
    assert book().get(budget.id) == budget


@pytest.mark.parametrize("budget_id", ["leerrechten", "groenfonds", "leerrekening_james", "expeditieregeling"])
def test_whoever_asks_for_what_is_not_offered_gets_a_short_answer(budget_id: str) -> None:
    answer = book().short_answer(budget_id)
    assert answer and len(answer.split()) <= 40
    assert book().short_answer("evc") is None


@pytest.mark.parametrize("budget_id", sorted({budget.id for budget in loaded().budgets}))
def test_what_has_ended_says_what_there_is_now(budget_id: str) -> None:
    newest = book().get(budget_id)
    if newest.valid_to and newest.valid_to < TODAY:
        assert newest.instead


def test_an_end_that_is_not_known_to_the_day_is_not_told() -> None:
    ended = {assessment.id: assessment.ended_on for assessment in book().assess({}, TODAY)}
    assert ended["nl_leert_door"] is None
    assert ended["stap_budget"] == date(2023, 12, 31)


def test_the_sources_that_lead_to_a_front_page_only_grow_fewer() -> None:
    """The fact sheet names no page for these; a new source names its page."""
    urls = [urlsplit(source.url) for each in loaded().budgets for source in each.sources if source.url]
    assert sum(not url.path.strip("/") and not url.query for url in urls) <= MOST_FRONT_PAGES


@pytest.mark.parametrize("budget", schemes())
def test_an_amount_stands_only_in_a_file_of_grade_a(budget: Budget) -> None:
    assert budget.amount is None or budget.grade == "A"


@pytest.mark.parametrize("budget", schemes())
def test_every_condition_has_an_example_of_somebody_it_keeps_out(budget: Budget) -> None:
    rule = rule_of(budget.id, budget.valid_from)
    complete = loaded().vocabulary.complete
    out = [evaluate(rule, complete(e.facts)) for e in budget.examples if e.expect == "not_eligible"]
    assert _keep_out(rule) <= {leaf.fact for answer in out for leaf in answer.because}


def _keep_out(rule: Rule) -> set[str]:
    """The facts that can stand in the way: beside what a human may still judge, none does."""
    if isinstance(rule, AnyOf) and any(isinstance(part, Judged) for part in rule.parts):
        return set()
    parts = rule.parts if isinstance(rule, All | AnyOf) else ()
    return {rule.fact} if isinstance(rule, Leaf) else set[str]().union(*map(_keep_out, parts))


@pytest.mark.parametrize("budget", schemes())
def test_every_scheme_has_an_example_on_a_boundary(budget: Budget) -> None:
    numbers = {
        (leaf.fact, bound)
        for leaf in leaves(rule_of(budget.id, budget.valid_from))
        if leaf.operator in NUMERIC
        for bound in (leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,))
    }
    on_a_day = any(example.date in edges(budget) for example in budget.examples)
    on_a_number = any(numbers & set(_numbers(example.facts)) for example in budget.examples)
    assert on_a_day or on_a_number


def _numbers(facts: dict[str, Any]) -> list[tuple[str, Any]]:
    return [pair for pair in facts.items() if isinstance(pair[1], int | float)]


@pytest.mark.parametrize("budget", schemes())
def test_a_version_holds_from_its_first_to_its_last_day(budget: Budget) -> None:
    versions = [other for other in loaded().budgets if other.id == budget.id]
    best, facts = next(
        ((e.expect, e.facts) for wanted in ("eligible", "unknown") for e in budget.examples if e.expect == wanted),
        ("", {}),
    )
    for day in edges(budget):
        within = budget.valid_from <= day and (budget.valid_to is None or day <= budget.valid_to)
        assert in_force(budget, day) == within
        assert (version_on(versions, day) == budget) == within
        if shown(budget) and budget.rules is not None and within:
            verdicts = {assessment.id: assessment for assessment in book().assess(facts, day)}
            assert verdicts[budget.id].verdict == best
            windows, standing = budget.application.windows, budget.application.standing
            assert verdicts[budget.id].application == application_on(windows, standing, day)


def _situations() -> st.SearchStrategy[dict[str, Any]]:
    """Persons told in full or in part; a cao comes with its own sector, so that facts do not contradict each other."""
    vocabulary = loaded().vocabulary
    rules = [rule_of(budget.id, budget.valid_from) for budget in loaded().budgets]
    names = sorted({leaf.fact for rule in rules for leaf in leaves(rule)})
    facts = st.fixed_dictionaries({}, optional={n: st.sampled_from(vocabulary.answers(n, rules)) for n in names})
    return facts.map(vocabulary.complete)


DAYS = st.sampled_from(sorted({TODAY, *(day for budget in loaded().budgets for day in edges(budget))}))


@settings(deadline=None, max_examples=60)
@given(_situations(), DAYS, st.data())
def test_telling_more_never_turns_a_settled_verdict(facts: dict[str, Any], on: date, data: st.DataObject) -> None:
    told = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    before = {a.id: a.verdict for a in book().assess({name: facts[name] for name in told}, on)}
    after = {a.id: a.verdict for a in book().assess(facts, on)}
    assert all(after[id_] == verdict for id_, verdict in before.items() if verdict != "unknown")


@settings(deadline=None, max_examples=60)
@given(_situations(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_facts_rules_and_schemes_does_not_matter(facts: dict[str, Any], on: date, random: Random) -> None:
    budgets, items = list(loaded().budgets), list(facts.items())
    random.shuffle(budgets)
    random.shuffle(items)
    turned = [b if b.rules is None else b.model_copy(update={"rules": _turned(b.rules, random)}) for b in budgets]
    other = BudgetBook(turned, loaded().vocabulary, loaded().wording)
    assert _told(other, dict(items), on) == _told(book(), facts, on)
    assert other.next_question(dict(items), on) == book().next_question(facts, on)


def _turned(rules: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same tree with the parts of every `all` and `any` in another order."""
    return {
        key: random.sample([_turned(part, random) for part in value], len(value)) if key in ("all", "any") else value
        for key, value in rules.items()
    }


def _told(schemes: BudgetBook, facts: dict[str, Any], on: date) -> list[tuple[Any, ...]]:
    return [
        (a.id, a.verdict, a.application, set(a.missing), {reason.text for reason in a.because})
        for a in schemes.assess(facts, on)
    ]


@settings(deadline=None, max_examples=60)
@given(_situations())
def test_a_settled_verdict_misses_nothing_and_an_open_one_waits_for_a_fact_or_a_human(facts: dict[str, Any]) -> None:
    for budget in loaded().budgets:
        answer = evaluate(rule_of(budget.id, budget.valid_from), facts)
        assert (answer.truth is None) == bool(answer.missing or answer.judged)
        assert not set(answer.missing) & facts.keys()
