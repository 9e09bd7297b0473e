"""The look-up bench asks the same each time, knows what is right, and says what is too slow."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from knowledge.catalogue import Catalogue, open_catalogue
from knowledge.loading import load_all
from operations.bench.courses import make_offers, make_trainings, subjects
from operations.bench.lookup_bench import make_database
from operations.bench.lookup_table import OURS, percentile, plain_table, times_table
from operations.bench.lookups import Measured, measure, name_lookups, other_lookups, too_slow
from operations.bench.plain import by_rapidfuzz, by_tfidf
from operations.bench.questions import (
    Names,
    Question,
    asked,
    key,
    mistyped,
    occupation_names,
    place_names,
    said_about_work,
    training_names,
)

NAMES = Names(("lasser", "stratenmaker", "kok"), ("welder", "paver", "cook"))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A small one, made as the bench makes the large one."""
    url = f"sqlite:///{tmp_path_factory.mktemp('lookups') / 'knowledge.db'}"
    assert make_database(url, None, 200, meaning=False) == ""
    return open_catalogue(url)


def made(number: int) -> list[str]:
    loaded = load_all()
    about = subjects(loaded.occupations, ["asfaltlaborant"])
    trainings = make_trainings(number, about, ["lasser"], ["Bouw"])
    return [training.model_dump_json() for training in trainings]


def test_the_same_courses_are_made_each_time() -> None:
    assert made(50) == made(50)


def test_made_up_courses_have_no_crebo_of_a_real_one_and_schools_that_offer_them() -> None:
    loaded = load_all()
    about = subjects(loaded.occupations, [])
    crebos = {training.crebo for training in make_trainings(200, about, ["lasser"], ["Bouw"]) if training.crebo}
    assert crebos and crebos.isdisjoint(training.crebo for training in loaded.trainings)
    assert crebos <= {offer.crebo for offer in make_offers(["AM01"])}


def test_a_fault_while_making_the_database_is_told_in_words(tmp_path: Path) -> None:
    broken = tmp_path / "esco.zip"
    broken.write_text("no zip")
    assert "esco.zip" in make_database(f"sqlite:///{tmp_path / 'knowledge.db'}", broken, 1, meaning=False)


def test_every_lookup_can_be_asked_and_every_name_lookup_knows_some_right_answers(catalogue: Catalogue) -> None:
    named = name_lookups(catalogue, occupation_names(catalogue, []), training_names(catalogue), place_names(catalogue))
    budgets = catalogue.budgets.all()
    people = [(example.facts, example.date) for budget in budgets[:3] for example in budget.examples]
    for lookup in [*named, *other_lookups(catalogue, people)]:
        found = measure(lookup.ask, lookup.questions[:10], lookup.best, rounds=1)
        assert len(found.times) == len(lookup.questions[:10]), lookup.name
        assert found.right is None or found.right > 0, lookup.name
    assert all(lookup.names for lookup in named)


def test_offers_of_made_up_courses_can_be_searched_by_region(catalogue: Catalogue) -> None:
    found = [catalogue.trainings.search(region=region.code) for region in catalogue.regions.all()]
    assert any(found)
    assert all(training.id.startswith("bench_") for trainings in found for training in trainings)


def test_a_typing_error_leaves_the_first_and_the_last_letter_of_each_word() -> None:
    texts = {mistyped("allround lasser", Random(seed)) for seed in range(50)}
    assert len(texts) > 10
    assert all([(word[0], word[-1]) for word in text.split()] == [("a", "d"), ("l", "r")] for text in texts)


def test_half_of_the_questions_are_mistyped_and_each_knows_its_answer() -> None:
    questions = asked(NAMES, ["ik ben {0}"], 20)
    answers = dict(zip(NAMES.keys, NAMES.names, strict=True))
    spelt = [question.text == f"ik ben {answers[key]}" for question in questions for key in question.right]
    assert len(spelt) == 20
    assert all(spelt[::2]) and not all(spelt[1::2])


def test_a_name_of_two_things_has_two_right_answers() -> None:
    twice = Names(("vorkheftruck", "vork-heftruck"), ("one", "two"))
    assert asked(twice, ["{0}"], 1)[0].right == {"one", "two"}


def test_sentences_without_an_occupation_are_asked_but_not_counted() -> None:
    questions = said_about_work(NAMES)
    assert Question("geen idee eigenlijk") in questions
    found = measure(lambda text: [], [Question("geen idee eigenlijk")], lambda answer: answer, rounds=1)
    assert found.right is None


def test_courses_that_differ_in_general_words_are_the_same_answer() -> None:
    assert key("Cursus lasser", {"cursus"}) == key("lasser", {"cursus"}) != key("lasser tig", {"cursus"})


def test_answers_are_checked_once_and_times_are_kept_of_every_call() -> None:
    questions = [Question("lasser", frozenset(["welder"])), Question("kok", frozenset(["cook"]))]
    found = measure(lambda text: "welder", questions, lambda answer: [answer], rounds=3)
    assert (len(found.times), len(found.processor), found.right) == (6, 6, 0.5)


@pytest.mark.parametrize("make", [by_rapidfuzz, by_tfidf])
def test_plain_search_finds_the_name_that_looks_most_like_it(make: object) -> None:
    assert callable(make)
    assert make(NAMES)("strattenmaker") == "paver"


def test_a_percentile_lies_between_the_values() -> None:
    assert percentile([4.0], 95) == 4.0
    assert percentile([float(number) for number in range(101)], 95) == 95.0


def test_the_table_says_which_lookup_is_too_slow() -> None:
    quick, slow = Measured([1.0, 2.0], [1.0, 2.0], None), Measured([30.0, 30.0], [1.0, 1.0], None)
    lines = times_table({"quick": quick, "slow": slow}).splitlines()
    assert [line.split()[-1] for line in lines[1:]] == ["yes", "NO"]
    assert too_slow([("quick", 19.9), ("slow", 20.0)]) == ["slow"]


def test_plain_search_stands_beside_ours_with_ratios() -> None:
    ours, plain = Measured([1.0], [1.0], 0.9), Measured([10.0], [10.0], 0.5)
    lines = plain_table({"find": {OURS: ours, "rapidfuzz": plain}}).splitlines()
    assert lines[1].split() == ["find", "ours", "90%", "1.00", "1.00"]
    assert lines[2].split() == ["find", "rapidfuzz", "50%", "10.00", "10.00", "0.100", "0.100"]
