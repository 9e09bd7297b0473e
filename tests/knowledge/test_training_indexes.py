"""The indexes over trainings find exactly what reading them one by one finds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.career_schema import Level, Mode, Training
from knowledge.language import read_linking_words
from knowledge.lexicon import SHORTEST_FUZZY, allowed_errors
from knowledge.offers import Offer, OfferBook
from knowledge.training_names import SHORTEST_JOINED
from knowledge.trainings import TrainingIndex
from knowledge.words import compact, words
from tests.knowledge.conftest import entries

CURATED = [Training.model_validate(entry) for entry in entries("trainings")]
INDEX = TrainingIndex(CURATED)
GENERIC = read_linking_words().training_words
NAMES = [name for training in CURATED for name in training.names]
LOOSE = [
    "ik wil een",
    "opleiding",
    "halen",
    "bij de",
    "cursus",
    "werk",
    "niveau 3",
    "",
    "hoe lang duurt",
    "!",
    "code-95",
]
CREBOS = sorted({training.crebo for training in CURATED if training.crebo})[:40]
OFFERS = [
    Offer(f"school {number}", crebo, form, cohort, "naam", region, "file.csv", date(2026, 11, 1))
    for crebo in CREBOS
    for number, region in enumerate(("AM01", "AM06", ""))
    for form, cohort in (("bol", "2025"), ("bbl", "2026"))
    if (int(crebo) + number) % 3
]
WITH_OFFERS = TrainingIndex(CURATED, offers=OFFERS)


def read_one_by_one(trainings: Iterable[Training], text: str, limit: int = 5) -> list[Training]:
    """What finding means: each name is compared with each word of the text."""
    said, joined = [word.folded for word in words(text)], compact(text)
    scores: dict[str, int] = {}
    found = {}
    for training in trainings:
        for name in training.names:
            folded = [word.folded for word in words(name)]
            telling = [word for word in folded if word not in GENERIC] or folded
            together = "".join(telling)
            in_letters = len(together) >= SHORTEST_JOINED and together in joined
            if in_letters or all(any(same(part, word) for word in said) for part in telling):
                scores[training.id] = max(scores.get(training.id, 0), len(together))
                found[training.id] = training
    return [found[id] for id in sorted(scores, key=lambda id: -scores[id])[:limit]]


def same(part: str, word: str) -> bool:
    if len(part) < SHORTEST_FUZZY or part[0] != word[0]:
        return part == word
    return OSA.distance(part, word) <= allowed_errors(len(part))


def mistyped(text: str, random: Random, errors: int) -> str:
    letters = list(text)
    for _ in range(min(errors, len(letters))):
        place = random.randrange(len(letters))
        letters[place] = random.choice(["", letters[place] * 2, random.choice("aeinrst "), letters[place].upper()])
    return "".join(letters)


@settings(max_examples=150, deadline=None)
@given(
    names=st.lists(st.sampled_from(NAMES), max_size=3),
    loose=st.lists(st.sampled_from(LOOSE), max_size=3),
    errors=st.integers(0, 5),
    random=st.randoms(use_true_random=False),
    limit=st.sampled_from([1, 5, 500]),
)
def test_a_text_finds_the_same_trainings_in_the_same_order(
    names: list[str], loose: list[str], errors: int, random: Random, limit: int
) -> None:
    pieces = [*names, *loose]
    random.shuffle(pieces)
    text = mistyped(" ".join(pieces), random, errors)
    assert INDEX.find(text, limit) == read_one_by_one(CURATED, text, limit)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_and_the_name_without_spaces_finds_the_same(name: str) -> None:
    for text in (name, compact(name), f"ik wil {name.lower()} worden", mistyped(name, Random(name), 1)):
        assert INDEX.find(text) == read_one_by_one(CURATED, text)


@settings(max_examples=150, deadline=None)
@given(
    occupation=st.sampled_from([None, "timmerman", "lasser", "rijinstructeur", "unknown"]),
    level=st.sampled_from([None, "geen", "mbo_2", "mbo_3", "wo"]),
    region=st.sampled_from([None, "AM01", "AM06", "AM35"]),
    form=st.sampled_from([None, "bol", "bbl", "deeltijd", "online"]),
    most_months=st.sampled_from([None, 0, 6, 12, 24, 36, 1_000_000]),
)
def test_filters_keep_the_same_trainings_in_the_same_order(
    occupation: str | None, level: Level | None, region: str | None, form: Mode | None, most_months: int | None
) -> None:
    book = OfferBook(OFFERS)
    kept = [
        training
        for training in CURATED
        if occupation in (None, *training.occupations)
        and level in (None, training.level)
        and form in (None, *training.modes)
        and (most_months is None or (training.months and training.months[1] <= most_months))
        and (region is None or book.of(training, region, form))
    ]
    kept.sort(key=lambda each: (each.months or (1_000, 1_000), each.id))
    assert WITH_OFFERS.search(occupation, level, region, form, most_months) == kept


def test_the_offers_make_the_region_filter_keep_some_and_leave_out_some() -> None:
    there = WITH_OFFERS.search(region="AM06")
    assert 0 < len(there) < len(CURATED)
    assert len(WITH_OFFERS.search(region="AM06", form="bbl")) <= len(there)


def test_occupations_lead_to_the_same_trainings_as_reading_all_of_them() -> None:
    asked = ["timmerman", "lasser", "unknown", "timmerman"]
    kept = [training for id in dict.fromkeys(asked) for training in CURATED if id in training.occupations]
    assert INDEX.for_occupations(asked) == list({training.id: training for training in kept}.values())


def test_a_name_without_any_letter_names_nothing() -> None:
    odd = CURATED[0].model_copy(update={"id": "odd", "name": "…", "synonyms": ()})
    assert TrainingIndex([odd]).find("ik wil iets leren") == []
