"""Which schemes can pay for one training."""

from __future__ import annotations

import re
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
    paying = {each.id for each in book().assess({}, TODAY) if book().get(each.id).for_courses}
    for training in loaded().trainings:
        found = budgets_for(training, {"status": "employee"}, TODAY, book())
        assert {each.id for each in found} == {id for id in paying if training.id not in book().get(id).not_for}


def test_what_pays_a_check_a_coach_a_paper_or_leave_pays_no_course() -> None:
    person: dict[str, object] = {"status": "employee", "cao": "vvt", "has_work_experience": True, "benefit": "WW"}
    assert not {"evc", "vvt_balansbudget", "ww_studie", "bouw_dia", "slim_subsidie"} & set(
        verdicts("helpende_mbo", person)
    )


def test_a_course_in_reading_needs_the_library_and_another_course_does_not() -> None:
    assert verdicts("basis_taal_rekenen", {})["basisvaardigheden"].verdict == "eligible"
    assert verdicts("heftruckcertificaat", {})["basisvaardigheden"].verdict == "not_eligible"


def test_money_for_teachers_pays_a_bachelor_and_no_short_course() -> None:
    teacher: dict[str, object] = {"status": "employee", "sector": "onderwijs", "teaching_share": 1}
    assert verdicts("pabo_deeltijd", teacher)["lerarenbeurs"].verdict == "eligible"
    assert verdicts("bhv", teacher)["lerarenbeurs"].verdict == "not_eligible"


def test_the_sector_of_the_wished_work_is_the_sector_one_goes_to() -> None:
    training = next(each for each in loaded().trainings if each.id == "heftruckcertificaat")
    driver = next(each for each in loaded().occupations if each.id == "heftruckchauffeur")
    assert course_facts(training, driver)["target_sector"] == driver.sector
    assert course_facts(training).get("target_sector") == training.sector


def test_of_every_training_the_kind_of_price_is_told_with_its_source() -> None:
    prices = loaded().prices
    told = {each.id: prices.of(each) for each in loaded().trainings}
    for training in loaded().trainings:
        price = told[training.id]
        assert price and price.sources and price.verified, training.id
    lasser, pabo, poh = (told[id] for id in ("lasser_mbo", "pabo_deeltijd", "praktijkondersteuner_huisarts"))
    assert lasser and pabo and poh
    assert (lasser.kind, pabo.kind, poh.kind) == ("mbo_fee", "hbo_fee", "above_2500")
    assert "lesgeld of cursusgeld" in lasser.text and "collegegeld" in pabo.text and "€2.500" in poh.text


def test_a_short_course_is_free_for_who_must_follow_it_for_their_work() -> None:
    """What it costs for others no source tells, and that is said."""
    bhv = next(each for each in loaded().trainings if each.id == "bhv")
    price = loaded().prices.of(bhv)
    assert price and price.kind == "free_if_required"
    assert "staat in geen bron" in price.text and "betaalt je werkgever alles" in price.text
    assert "7:611a" in price.sources[0].title


def test_the_municipality_decides_what_a_course_in_reading_costs() -> None:
    reading = next(each for each in loaded().trainings if each.id == "basis_taal_rekenen")
    price = loaded().prices.of(reading)
    assert price and price.kind == "municipality_decides" and "gemeente" in price.text
    assert price.sources[0].info_date == "2023-12-14"


def test_who_wants_to_learn_the_computer_hears_where_it_was_free_and_to_ask_the_library() -> None:
    beginners = next(each for each in loaded().trainings if each.id == "basis_digitaal")
    price = loaded().prices.of(beginners)
    assert price and "Groningen" in price.text and price.text.endswith("Vraag het in jouw bibliotheek.")
    assert "forum.nl" in (price.sources[0].url or "")


def test_the_transport_fund_is_not_named_for_a_driving_licence_but_is_for_a_forklift() -> None:
    driver: dict[str, object] = {"status": "employee", "sector": "transport"}
    assert "transport_scholing" in verdicts("heftruckcertificaat", driver)
    assert "transport_scholing" not in verdicts("rijbewijs_c_code_95", driver)


def test_rules_about_prices_name_an_amount_only_with_its_year_and_who_told_it() -> None:
    with_amount = [rule.text for rule in loaded().prices.rules if "€" in rule.text or "euro" in rule.text]
    assert all(re.search(r"20\d\d-20\d\d", text) and "volgens" in text for text in with_amount), with_amount
