"""The closed list of facts: what may be asked, said and compared."""

from functools import cache
from typing import Any

import pytest

from knowledge.eligibility import parse
from knowledge.errors import KnowledgeError
from knowledge.loading import load_all
from knowledge.vocabulary import Vocabulary


@cache
def vocabulary() -> Vocabulary:
    return load_all().vocabulary


@pytest.mark.parametrize(
    ("fact", "value", "nearest"),
    [
        ("statsu", "employee", "'status'"),
        ("status", "employe", "'employee'"),
        ("sector", "tranport", "'transport'"),
        ("region", "AM9", "'AM09'"),
        ("gemeente", "Amsterdm", "'Amsterdam'"),
    ],
)
def test_an_unknown_fact_or_value_stops_with_the_nearest_known_name(fact: str, value: str, nearest: str) -> None:
    with pytest.raises(KnowledgeError, match=nearest):
        vocabulary().complete({fact: value})


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("age", "veertig"), ("age", 43.5), ("age", True), ("age", -1), ("age", 200), ("age", float("nan")),
        ("dismissed", "ja"), ("dismissed", 1), ("status", 3), ("status", ["employee"]), ("teaching_share", 20),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_refused(fact: str, value: Any) -> None:
    with pytest.raises(KnowledgeError):
        vocabulary().complete({fact: value})


def test_a_whole_number_may_come_in_as_a_float() -> None:
    assert vocabulary().complete({"age": 23.0}) == {"age": 23}


def test_nothing_known_about_a_fact_is_the_same_as_leaving_it_out() -> None:
    assert vocabulary().complete({"age": None}) == {}


def test_a_cao_tells_the_sector_and_knows_better() -> None:
    complete = vocabulary().complete
    assert complete({"cao": "bouw_infra"})["sector"] == "bouw"
    assert complete({"sector": "detailhandel", "cao": "beroepsgoederenvervoer"})["sector"] == "transport"
    assert complete({"sector": "techniek", "cao": "metaal_techniek"})["sector"] == "techniek"


def test_from_thirty_on_there_is_no_student_finance() -> None:
    assert vocabulary().complete({"age": 30})["right_sf"] is False
    assert "right_sf" not in vocabulary().complete({"age": 29})


def test_what_follows_from_a_fact_need_not_be_asked() -> None:
    complete = vocabulary().complete
    assert complete({"gemeente": "Enschede"})["region"] == "AM05"
    assert complete({"edu": "wo"})["startkwalificatie"] is True
    assert "startkwalificatie" not in complete({"edu": "none"})  # there may be havo or vwo
    assert complete({"days_since_course": 0})["course_ended"] is True


@pytest.mark.parametrize(
    "facts",
    [
        {"age": 31, "right_sf": True},
        {"cao": "po", "sector": "horeca"},
        {"edu": "wo", "startkwalificatie": False},
        {"gemeente": "Enschede", "region": "AM22"},
    ],
)
def test_facts_that_contradict_each_other_are_refused_where_asked_for(facts: dict[str, Any]) -> None:
    with pytest.raises(KnowledgeError, match="follows"):
        vocabulary().check_consistent(facts)


def test_facts_that_agree_are_in_order() -> None:
    vocabulary().check_consistent({"age": 29, "right_sf": True, "cao": "po", "sector": "onderwijs", "hours": None})


@pytest.mark.parametrize(
    "rule",
    [
        {"fact": "income", "below": 1000},
        {"fact": "edu", "at_most": "mbo4"},
        {"fact": "sector", "one_of": ["transport", "vervoer"]},
        {"fact": "dismissed", "equals": "yes"},
    ],
)
def test_a_rule_outside_the_vocabulary_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(KnowledgeError):
        vocabulary().check_rule(parse(rule))


def test_answers_that_no_rule_tells_apart_are_taken_together() -> None:
    rules = [parse({"fact": "sector", "one_of": ["bouw", "zorg"]})]
    taken = vocabulary().distinct_answers("sector", rules)
    assert {answer for answer, _ in taken} >= {"bouw", "zorg"}
    assert len(taken) == 3
    assert sum(weight for _, weight in taken) == len(vocabulary().answers("sector", rules))
    assert [weight for _, weight in vocabulary().distinct_answers("dismissed", [])] == [1, 1]


def test_a_fact_is_told_in_a_sentence_else_with_its_label_and_value() -> None:
    assert vocabulary().told("status", "employee") == "Je werkt in loondienst"
    assert vocabulary().told("dismissed", False).endswith(": nee")
    assert vocabulary().told("hours", 36.0) == "Je werkt 36 uur per week"
    assert vocabulary().told("edu", "none") == "Je hebt geen mbo, hbo of wo"


def test_every_implied_fact_exists_with_that_value() -> None:
    facts = load_all().facts
    implied = [pair for fact in facts.values() for value in fact.values.values() for pair in value.implies.items()]
    implied += [pair for fact in facts.values() for bound in fact.bounds for pair in bound.implies.items()]
    assert implied
    for name, value in implied:
        vocabulary().checked(name, value)
