"""Which schemes can pay for one training."""

from __future__ import annotations

from datetime import date
from functools import cache

from knowledge.budgets import Assessment, BudgetBook
from knowledge.loading import Loaded, load_all
from knowledge.training_money import budgets_for, course_facts

TODAY = date(2026, 11, 21)
LOAN, UWV = "levenlanglerenkrediet", "uwv_scholing"


@cache
def loaded() -> Loaded:
    return load_all()


@cache
def book() -> BudgetBook:
    return BudgetBook(loaded().budgets, loaded().vocabulary, loaded().wording)


def verdicts(training: str, facts: dict[str, object], occupation: str | None = None) -> dict[str, Assessment]:
    found = next(each for each in loaded().trainings if each.id == training)
    wished = next((each for each in loaded().occupations if each.id == occupation), None)
    return {each.id: each for each in budgets_for(found, facts, TODAY, book(), wished)}


def test_the_loan_pays_for_hbo_but_not_for_bbl() -> None:
    person: dict[str, object] = {"age": 40, "right_sf": False, "employer_pays_all": False}
    assert verdicts("pabo_deeltijd", person)[LOAN].verdict == "eligible"
    assert verdicts("mbo_verpleegkundige", person)[LOAN].verdict == "not_eligible"


def test_a_form_that_the_rules_do_not_know_is_asked_not_guessed() -> None:
    person: dict[str, object] = {"age": 40, "right_sf": False, "employer_pays_all": False}
    assert verdicts("vavo", person)[LOAN].missing == ("course",)


def test_the_training_speaks_for_itself_where_somebody_named_another_course() -> None:
    person: dict[str, object] = {"age": 40, "right_sf": False, "employer_pays_all": False, "course": "hbo_pt"}
    assert verdicts("heftruckcertificaat", person)[LOAN].verdict == "not_eligible"


def test_a_training_that_may_take_a_year_or_longer_stays_open() -> None:
    """UWV pays at most a year; 1 to 2 years can go either way, 3 years cannot."""
    person: dict[str, object] = {"benefit": "WW", "job_guarantee": True}
    assert verdicts("helpende_mbo", person)[UWV].verdict == "unknown"
    assert verdicts("verzorgende_ig_mbo", person)[UWV].verdict == "not_eligible"
    assert verdicts("entree_logistiek", person)[UWV].verdict == "eligible"


def test_work_that_uwv_lists_as_much_in_demand_is_a_shortage_job() -> None:
    listed = next(each for each in loaded().occupations if each.id == "helpende")
    silent = next(each for each in loaded().occupations if each.chances is None)
    training = next(each for each in loaded().trainings if each.id == "helpende_mbo")
    assert course_facts(training, listed)["shortage_job"] is True
    assert "shortage_job" not in course_facts(training, silent)


def test_fitting_schemes_come_first() -> None:
    found = list(verdicts("pabo_deeltijd", {"age": 40, "status": "employee", "right_sf": False}).values())
    order = ("eligible", "unknown", "not_eligible", "not_in_force")
    places = [order.index(each.verdict) for each in found]
    assert places == sorted(places)


def test_every_training_can_be_asked_about() -> None:
    for training in loaded().trainings:
        found = budgets_for(training, {"status": "employee"}, TODAY, book())
        assert len(found) == len(book().assess({}, TODAY))
