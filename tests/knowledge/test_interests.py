"""Interests order work, and show a way to somebody without an occupation."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.interests import interest_fit
from knowledge.loading import load_all
from knowledge.nearness import LEVELS
from knowledge.skills import SkillGraph, Wish


@cache
def graph() -> SkillGraph:
    return SkillGraph(load_all().occupations)


@pytest.mark.parametrize(
    ("person", "occupation", "points"),
    [("RIA", "RIA", 18), ("RIA", "SEC", 0), ("RIA", "IRA", 13), ("SEC", "SAC", 3 * 3 + 2 * 1 + 3), ("S", "SRI", 18)],
)
def test_the_c_index_counts_the_first_letter_most_and_neighbours_for_two_thirds(
    person: str, occupation: str, points: int
) -> None:
    assert interest_fit(person, occupation) == pytest.approx(points / 18)


def test_work_without_letters_is_neither_raised_nor_lowered() -> None:
    assert interest_fit("SRI", None) == 0.5


@pytest.mark.parametrize("letters", ["", "X", "RRI", "RIASEC", "sociaal"])
def test_letters_that_are_no_holland_code_are_refused(letters: str) -> None:
    with pytest.raises(ValueError, match="no Holland code"):
        Wish(interests=letters)
    with pytest.raises(ValueError, match="no Holland code"):
        graph().from_interests(letters)


def test_interests_order_what_is_within_reach_and_leave_nothing_out() -> None:
    many = len(load_all().occupations)
    plain = graph().from_occupation("verkoper", limit=many)
    social = graph().from_occupation("verkoper", Wish(interests="SAE"), limit=many)
    assert {each.occupation.id for each in plain} == {each.occupation.id for each in social}
    place = {id: [each.occupation.id for each in found].index("pedagogisch_medewerker")
             for id, found in (("plain", plain), ("social", social))}  # fmt: skip
    assert place["social"] < place["plain"]


def test_interests_do_not_undo_the_other_wishes() -> None:
    found = graph().from_occupation("stratenmaker", Wish(lighter=True, interests="RIC"))
    assert found and all(each.occupation.physical_load != "zwaar" for each in found)


def test_interests_alone_lead_to_work_with_those_letters() -> None:
    found = graph().from_interests("sec", limit=5)
    assert {each.occupation.holland for each in found} == {"SEC"}
    assert found[0].score == 1.0


def test_interests_alone_lead_at_most_one_level_up() -> None:
    found = graph().from_interests("SIC", limit=500, level="mbo_2")
    levels = [LEVELS.index(each.occupation.level) for each in found]
    assert max(levels) == LEVELS.index("mbo_3")
    assert all(each.occupation.holland for each in found)


def test_of_equal_interests_the_own_level_comes_before_far_below() -> None:
    found = [each for each in graph().from_interests("RCI", limit=500, level="hbo") if each.occupation.holland == "RCI"]
    levels = [LEVELS.index(each.occupation.level) for each in found]
    far_below = LEVELS.index("mbo_3")
    assert max(levels) > far_below > min(levels)
    assert [max(level, far_below) for level in levels] == sorted(
        (max(level, far_below) for level in levels), reverse=True
    )
