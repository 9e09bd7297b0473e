"""Who pays: verdicts with reasons, what is shown of them, and the next question."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from knowledge.budget_table import budget_table
from knowledge.budgets import Assessment, BudgetBook
from knowledge.eligibility import All, Rule, leaves, parse
from knowledge.errors import KnowledgeError
from knowledge.loading import Loaded, load_all
from knowledge.schema import Budget

TODAY = date(2026, 11, 21)


@cache
def loaded() -> Loaded:
    return load_all()


@cache
def book() -> BudgetBook:
    return BudgetBook(loaded().budgets, loaded().vocabulary, loaded().wording)


def assessed(budget_id: str, facts: Mapping[str, Any], on: date = TODAY) -> Assessment:
    return next(assessment for assessment in book().assess(facts, on) if assessment.id == budget_id)


def shown(budget: Budget) -> bool:
    return budget.offered and budget.grade != "B"


def rule_of(budget: Budget) -> Rule:
    """The rule of a scheme; what is no scheme has none, so nothing to compare."""
    return parse(budget.rules) if budget.rules is not None else All(())


def every_rule() -> list[Rule]:
    return [rule_of(budget) for budget in loaded().budgets]


@pytest.mark.parametrize("budget_id", sorted({budget.id for budget in load_all().budgets}))
def test_every_example_in_the_files_holds(budget_id: str) -> None:
    for budget in book().all():
        for example in budget.examples if budget.id == budget_id and shown(budget) else ():
            assessment = assessed(budget_id, example.facts, example.date)
            if assessment.verdict == "not_in_force" or example.expect == "not_in_force":
                continue  # another version of the scheme may be in force on that day
            assert assessment.verdict == example.expect, example.name
            if example.missing is not None:
                assert set(assessment.missing) == set(example.missing), example.name


def test_stap_has_ended_and_says_what_there_is_now() -> None:
    stap = assessed("stap_budget", {"status": "employee", "age": 43})
    assert (stap.verdict, stap.ended_on, stap.application) == ("not_in_force", date(2023, 12, 31), "closed")
    assert stap.instead
    assert stap.amount is None


def test_before_its_first_day_a_scheme_is_not_in_force_and_has_not_ended() -> None:
    stap = assessed("stap_budget", {"status": "employee"}, date(2022, 2, 28))
    assert (stap.verdict, stap.ended_on) == ("not_in_force", None)


def test_only_the_sector_known_leaves_the_transport_money_open() -> None:
    transport = assessed("transport_scholing", {"status": "employee", "sector": "transport"})
    assert transport.verdict == "unknown"
    assert set(transport.missing) == {"cao", "hours"}


def test_a_no_comes_with_the_fact_the_sentence_and_the_source() -> None:
    loan = assessed("levenlanglerenkrediet", {"age": 57})
    assert loan.verdict == "not_eligible"
    assert [(reason.fact, reason.value) for reason in loan.because] == [("age", 57)]
    assert loan.because[0].text == "Deze lening is er tot en met 56 jaar."
    assert "DUO" in loan.because[0].source


def test_the_age_limit_of_the_loan_follows_the_version_of_that_day() -> None:
    facts = {"age": 56, "course": "hbo_pt", "right_sf": False, "employer_pays_all": False}
    assert assessed("levenlanglerenkrediet", facts, date(2024, 8, 31)).verdict == "not_eligible"
    assert assessed("levenlanglerenkrediet", facts, date(2024, 9, 1)).verdict == "eligible"


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 4, 6), "closed"),
        (date(2026, 4, 7), "open"),
        (date(2026, 5, 4), "open"),
        (date(2026, 5, 5), "closed"),
    ],
)
def test_in_force_and_open_for_application_are_two_questions(on: date, state: str) -> None:
    slim = assessed("slim_subsidie", {"status": "employee", "fte_employer": 12}, on)
    assert (slim.verdict, slim.application, slim.who) == ("eligible", state, "employer")
    assert slim.employer_line


@pytest.mark.parametrize(
    ("told", "grant", "loan"),
    [
        ({"age": 25, "course": "hbo_ft", "right_sf": False}, "not_eligible", "unknown"),
        ({"age": 25, "course": "hbo_ft", "right_sf": True}, "eligible", "not_eligible"),
        ({"age": 25, "course": "hbo_pt", "right_sf": False}, "not_eligible", "eligible"),
        ({"age": 30, "course": "hbo_ft"}, "not_eligible", "eligible"),
        ({"age": 12, "course": "hbo_ft"}, "not_eligible", "unknown"),
    ],
)
def test_the_grant_for_students_and_the_loan_never_both_fit(told: dict[str, Any], grant: str, loan: str) -> None:
    facts = {"status": "employee", "employer_pays_all": False, **told}
    found = (assessed("studiefinanciering", facts).verdict, assessed("levenlanglerenkrediet", facts).verdict)
    assert found == (grant, loan)


@pytest.mark.parametrize(
    ("budget_id", "facts", "verdict"),
    [
        ("slim_scholingssubsidie", {"status": "self_employed", "target_sector": "zorg"}, "not_eligible"),
        ("slim_scholingssubsidie", {"target_sector": "zorg"}, "unknown"),
        ("zij_instroom", {"target_sector": "onderwijs", "edu": "mbo2"}, "not_eligible"),
        ("zij_instroom", {"target_sector": "onderwijs", "edu": "mbo4"}, "unknown"),
        ("zij_instroom", {"target_sector": "onderwijs", "edu": "wo"}, "eligible"),
        ("uwv_scholing", {"benefit": "WW", "course_months": 6, "job_guarantee": False, "job_intention": False,
                          "shortage_job": False}, "unknown"),
        ("colland", {"status": "employee", "sector": "agrarisch", "course_ended": False}, "eligible"),
        ("twents_fonds_vakmanschap", {"gemeente": "Enschede", "course_level": 3}, "eligible"),
        ("praktijkverklaring", {"edu": "wo"}, "not_eligible"),
    ],
)  # fmt: skip
def test_who_gets_what_follows_the_row_of_the_fact_sheet(budget_id: str, facts: dict[str, Any], verdict: str) -> None:
    assert assessed(budget_id, facts).verdict == verdict


def test_what_is_not_in_force_says_why() -> None:
    def why(budget_id: str, on: date) -> str:
        return assessed(budget_id, {}, on).because[0].text

    assert why("levenlanglerenkrediet", date(2023, 8, 31)).startswith("Wij kennen deze regels vanaf 1 september 2023.")
    assert why("stap_budget", TODAY) == "Dit is gestopt. De laatste dag was 31 december 2023."
    assert why("nl_leert_door", TODAY) == "Dit is gestopt."
    assert why("slim_scholingssubsidie", date(2028, 1, 1)) == "Dit is gestopt."


def test_what_only_a_human_can_judge_is_read_out_and_not_asked() -> None:
    facts = {"age": 25, "course": "hbo_ft", "right_sf": False, "employer_pays_all": False}
    loan = assessed("levenlanglerenkrediet", facts)
    assert (loan.verdict, loan.missing) == ("unknown", ())
    assert "tweede studie" in loan.not_checked[0]


def test_who_fits_a_scheme_hears_when_nobody_saw_whether_it_can_be_asked_for_now() -> None:
    fund = assessed("transport_scholing", {"status": "employee", "cao": "beroepsgoederenvervoer", "hours": 38})
    assert (fund.verdict, fund.application, fund.caution) == ("eligible", "unknown", "Vraag of dit nog geldt.")
    assert "Vraag of dit nog geldt." in budget_table([fund], None, book().vocabulary)
    assert assessed("levenlanglerenkrediet", {"age": 40, "course": "hbo_pt"}).caution is None


def test_the_last_day_of_a_scheme_that_only_one_school_group_tells_is_not_told() -> None:
    over = assessed("zij_instroom", {}, date(2029, 1, 1))
    assert (over.verdict, over.ended_on, over.because[0].text) == ("not_in_force", None, "Dit is gestopt.")


def test_an_amount_is_shown_for_grade_a_only() -> None:
    for assessment in book().assess({"status": "employee"}, TODAY):
        assert assessment.amount is None or assessment.grade == "A"
    assert assessed("verplichte_scholing", {"status": "employee", "training_required": True}).amount


def test_the_grade_decides_how_certain_it_is_told() -> None:
    assert assessed("levenlanglerenkrediet", {}).checked == "gecontroleerd op 21 november 2026"
    assert assessed("transport_scholing", {}).checked.endswith("controleer op stl.nl")
    assert assessed("doorzaam_scholingsvoucher", {}).checked.startswith("volgens de website lexicon.nl")


def test_whatever_the_grade_the_day_it_was_checked_is_told() -> None:
    for assessment in book().assess({}, TODAY):
        assert f"{assessment.verified.day} november 2026" in assessment.checked, assessment.id


def test_what_fits_comes_first_and_the_own_schemes_before_those_of_the_boss() -> None:
    order = [(a.verdict, a.who) for a in book().assess({"status": "employee", "sector": "bouw"}, TODAY)]
    verdicts = list(dict.fromkeys(verdict for verdict, _ in order))
    assert verdicts == ["eligible", "unknown", "not_eligible", "not_in_force"]
    for verdict in verdicts:
        who = [one for kind, one in order if kind == verdict]
        assert who == sorted(who, reverse=True)


@pytest.mark.parametrize("status", ["employee", "oncall", "flex_agency", "self_employed", "unemployed", "student"])
def test_everybody_keeps_a_way_open(status: str) -> None:
    facts = {"status": status, "sector": "other", "cao": "other"}
    assert any(a.verdict in ("eligible", "unknown") and a.who == "worker" for a in book().assess(facts, TODAY))


def test_every_employee_has_a_fallback() -> None:
    fitting = {a.fact_sheet for a in book().assess({"status": "employee"}, TODAY) if a.verdict == "eligible"}
    assert {"S37", "E06"} <= fitting


def test_the_first_question_is_about_the_sector_where_most_schemes_differ() -> None:
    assert book().next_question({}, TODAY) == "sector"


def test_the_next_question_is_never_about_something_known_or_not_allowed() -> None:
    facts: dict[str, Any] = {"status": "employee", "sector": "bouw"}
    assert book().next_question(facts, TODAY) not in facts
    assert book().next_question(facts, TODAY, allowed={"cao", "age"}) in {"cao", "age"}
    assert book().next_question(facts, TODAY, allowed=set()) is None


def test_the_question_that_settles_the_most_schemes_goes_first() -> None:
    assert book().next_question({"status": "employee", "sector": "bouw"}, TODAY, {"cao", "phase", "hours"}) == "cao"


def test_asking_on_settles_everything_in_the_end() -> None:
    facts: dict[str, Any] = {}
    asked = []
    while question := book().next_question(facts, TODAY):
        assert question not in asked
        asked.append(question)
        facts[question] = book().vocabulary.answers(question, every_rule())[0]
    assert not any(a.missing for a in book().assess(facts, TODAY))


def test_an_unknown_fact_stops_with_the_nearest_name() -> None:
    with pytest.raises(KnowledgeError, match="'status'"):
        book().assess({"stauts": "employee"}, TODAY)


def test_an_unknown_scheme_is_a_key_error_and_changes_nothing() -> None:
    with pytest.raises(KeyError):
        book().get("stap")
    assert "stap" not in {budget.id for budget in book().all()}


def _texts() -> list[tuple[str, str]]:
    texts = []
    for budget in load_all().budgets:
        said = [budget.summary, budget.action, budget.employer_line, budget.instead, *budget.not_checked]
        said += [leaf.otherwise for leaf in leaves(rule_of(budget))]
        texts += [(f"{budget.id} {budget.valid_from}", text) for text in said if text is not None]
    return texts


@pytest.mark.parametrize(("budget", "text"), _texts())
def test_what_people_read_is_plain_and_warm(budget: str, text: str) -> None:
    sentences = re.split(r"(?<=[.?!])\s+", text)
    assert text and text[-1] in ".?!"
    assert max(len(sentence.split()) for sentence in sentences) <= 18
    assert not re.search(r"\b(u|uw|helaas|men)\b", text.lower())


def test_texts_name_no_amounts_outside_grade_a() -> None:
    texts = list(_texts())
    for budget in book().all():
        said = " ".join(text for key, text in texts if key == f"{budget.id} {budget.valid_from}")
        assert budget.grade == "A" or "€" not in said


def test_every_condition_explains_itself_when_it_fails() -> None:
    assert all(leaf.otherwise and leaf.source for rule in every_rule() for leaf in leaves(rule))
