"""Three-valued rules: what is known decides, what is not known is never taken for a no."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import eligibility
from knowledge.eligibility import All, AnyOf, Leaf, Not, Rule, RuleError, evaluate, parse, turning_points

FACTS = ("age", "hours", "cost", "months")
known_facts = st.dictionaries(st.sampled_from(FACTS), st.integers(0, 5), max_size=4)
leaf_rules = st.builds(
    Leaf,
    st.sampled_from(FACTS),
    st.sampled_from(["equals", "at_least", "at_most", "above", "below"]),
    st.integers(0, 5),
)


def _combined(parts: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(several.map(All), several.map(AnyOf), parts.map(Not))


rules = st.recursive(leaf_rules, _combined, max_leaves=8)


def truth(rule: dict[str, Any], **facts: Any) -> bool | None:
    return evaluate(parse(rule), facts).truth


ADULT = {"fact": "age", "at_least": 18}
WORKS = {"fact": "status", "equals": "employee"}


@pytest.mark.parametrize(
    ("rule", "below", "on", "above"),
    [
        ({"at_least": 18}, False, True, True),
        ({"at_most": 18}, True, True, False),
        ({"above": 18}, False, False, True),
        ({"below": 18}, True, False, False),
        ({"equals": 18}, False, True, False),
        ({"between": [18, 20]}, False, True, True),
        ({"between": [16, 18]}, True, True, False),
        ({"one_of": [18, 22]}, False, True, False),
        ({"none_of": [18, 22]}, True, False, True),
    ],
)
def test_every_comparison_is_exact_on_its_boundary(rule: dict[str, Any], below: bool, on: bool, above: bool) -> None:
    assert [truth({"fact": "age", **rule}, age=age) for age in (17, 18, 19)] == [below, on, above]


def test_an_unknown_fact_leaves_the_rule_open_and_names_the_fact() -> None:
    answer = evaluate(parse({"all": [ADULT, WORKS]}), {"age": 40})
    assert (answer.truth, answer.missing) == (None, ("status",))


def test_a_fact_without_value_counts_as_unknown() -> None:
    assert truth(ADULT, age=None) is None


def test_one_no_settles_all_whatever_else_is_unknown() -> None:
    answer = evaluate(parse({"all": [ADULT, WORKS]}), {"age": 17})
    assert answer.truth is False
    assert [leaf.fact for leaf in answer.because] == ["age"]
    assert answer.missing == ()


def test_one_yes_settles_any_whatever_else_is_unknown() -> None:
    answer = evaluate(parse({"any": [ADULT, WORKS]}), {"age": 40})
    assert answer.truth is True
    assert [leaf.fact for leaf in answer.because] == ["age"]


def test_a_no_names_every_comparison_that_stands_in_the_way() -> None:
    answer = evaluate(parse({"all": [ADULT, WORKS]}), {"age": 17, "status": "student"})
    assert {leaf.fact for leaf in answer.because} == {"age", "status"}


def test_not_keeps_unknown_unknown() -> None:
    assert truth({"not": ADULT}) is None
    assert truth({"not": ADULT}, age=17) is True


def test_facts_that_cannot_change_the_outcome_are_not_missing() -> None:
    hopeless = {"all": [WORKS, {"fact": "hours", "at_least": 30}]}
    answer = evaluate(parse({"any": [hopeless, ADULT]}), {"status": "student"})
    assert answer.missing == ("age",)


def test_what_a_human_must_judge_leaves_the_rule_open_without_asking() -> None:
    chance = {"by_human": "UWV kijkt of er kans op werk is.", "source": "UWV"}
    answer = evaluate(parse({"any": [WORKS, chance]}), {"status": "student"})
    assert (answer.truth, answer.missing, answer.judged) == (None, (), ("UWV kijkt of er kans op werk is.",))
    assert truth({"any": [WORKS, chance]}, status="employee") is True
    assert truth({"all": [WORKS, chance]}, status="student") is False


def test_a_scheme_without_conditions_is_for_everybody() -> None:
    assert truth({"all": []}) is True


@pytest.mark.parametrize(
    "broken",
    [
        {"fact": "age"},
        {"fact": "age", "at_least": 18, "at_most": 30},
        {"fact": "age", "atleast": 18},
        {"fact": "age", "between": [18]},
        {"fact": "age", "one_of": []},
        {"all": [{"fact": "age", "at_least": 18}], "any": []},
        {"any": []},
        {"by_human": "Vraag het."},
        "age > 18",
    ],
)
def test_a_rule_that_cannot_be_read_says_so(broken: Any) -> None:
    with pytest.raises(RuleError):
        parse(broken)


def test_turning_points_reach_both_sides_of_every_boundary() -> None:
    rule = parse({"any": [{"fact": "age", "at_least": 18}, {"fact": "age", "one_of": [4, 8]}]})
    assert {17, 18, 3, 4, 8, 9} <= turning_points(rule, "age")
    assert turning_points(rule, "hours") == set()


@given(rules, known_facts, known_facts)
def test_adding_facts_never_turns_a_settled_answer(rule: Rule, first: dict[str, int], more: dict[str, int]) -> None:
    before = evaluate(rule, first)
    after = evaluate(rule, more | first)
    assert before.truth is None or after.truth is before.truth


@given(rules, known_facts)
def test_the_quick_truth_is_the_one_with_reasons(rule: Rule, facts: dict[str, int]) -> None:
    assert eligibility.truth(rule, facts) is evaluate(rule, facts).truth


@given(rules, known_facts, st.randoms(use_true_random=False))
def test_the_order_of_facts_and_of_rules_does_not_matter(rule: Rule, facts: dict[str, int], random: Any) -> None:
    items = list(facts.items())
    random.shuffle(items)
    one, other = evaluate(rule, facts), evaluate(_shuffled(rule, random), dict(items))
    assert one.truth is other.truth
    assert set(one.missing) == set(other.missing)
    assert set(one.because) == set(other.because)


@given(rules, known_facts)
def test_an_answer_is_settled_or_names_what_is_missing(rule: Rule, facts: dict[str, int]) -> None:
    answer = evaluate(rule, facts)
    assert (answer.truth is None) == bool(answer.missing)
    assert not set(answer.missing) & set(facts)
    assert {leaf.fact for leaf in answer.because} <= set(facts)


@given(rules, known_facts)
def test_with_every_fact_known_nothing_stays_open(rule: Rule, facts: dict[str, int]) -> None:
    assert evaluate(rule, dict.fromkeys(FACTS, 3) | facts).truth is not None


@given(rules, known_facts)
def test_the_facts_that_decided_are_enough_to_decide(rule: Rule, facts: dict[str, int]) -> None:
    answer = evaluate(rule, facts)
    deciding = {leaf.fact: facts[leaf.fact] for leaf in answer.because}
    if answer.truth is not None:
        assert evaluate(rule, deciding).truth is answer.truth


def _shuffled(rule: Rule, random: Any) -> Rule:
    match rule:
        case All() | AnyOf():
            parts = [_shuffled(part, random) for part in rule.parts]
            random.shuffle(parts)
            return type(rule)(tuple(parts))
        case Not():
            return Not(_shuffled(rule.part, random))
    return rule
