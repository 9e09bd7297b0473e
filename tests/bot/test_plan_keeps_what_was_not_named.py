"""An order at the plan does what it names and nothing else: no other line goes, comes or changes."""

from __future__ import annotations

import random

import pytest

from bot.actions.wording import label
from tests.bot.dialogue import Dialogue

NEED, WORDS, FOUND, STEP = (label("plan", name) for name in ("need", "own_words", "found", "step"))
ADDED, ABOUT = label("plan", "in_plan"), label("plan", "facts")
FAINT = 0.35


@pytest.fixture
def driver(conversation: str) -> Dialogue:
    """A driver with three sentences in the plan as a quote, and a step of their own."""
    told = "Ik ben chauffeur en mijn rug doet zeer. Mijn baas doet moeilijk over geld. Ik wil minder zwaar werk"
    talk = Dialogue(conversation).says(told, "need_zwaar_gezondheid").says("ja", "affirm")
    return _says(talk, "Mijn stap: ik bel donderdag naar de fysio", "change_step")


@pytest.fixture
def adviser(conversation: str) -> Dialogue:
    """Who works at a bank and would like something in education."""
    talk = Dialogue(conversation).says("ik werk bij een bank. ik zou graag iets anders doen", "need_richting")
    talk.says("ja", "affirm").says("ik wil iets in het onderwijs", "need_richting")
    return _says(talk, "Mijn stap: ik bel dinsdag het Onderwijsloket", "change_step")


def _says(talk: Dialogue, said: str, intent: str = "nlu_fallback") -> Dialogue:
    return talk.says(said, intent, confidence=FAINT if intent == "nlu_fallback" else 0.9)


@pytest.mark.parametrize(
    "said",
    [
        "wil je het zinnetje 'Mijn baas doet moeilijk over geld' eruit halen?",
        "die zin over mijn baas mag weg",
        "haal “mijn baas doet moeilijk over geld” maar weg",
        "die zin van dat geld eraf aub",
    ],
)
def test_of_a_quote_only_the_sentence_that_is_named_goes(driver: Dialogue, said: str) -> None:
    before = driver.plan
    after = _says(driver, said).plan
    assert "baas" not in after[WORDS] and "mijn rug doet zeer" in after[WORDS] and "zwaar werk" in after[WORDS]
    assert after[NEED] == before[NEED] and after[STEP] == before[STEP]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("wil je de loodgieter en de praktijkopleider eruit halen?", "praktijkopleider"),
        ("haal 'iets als leermeester' eruit", "leermeester"),
        ("inkoper en recruiter hoeven er overigens niet bij", "recruiter"),
        ("schrap kraanmachinist, en ook opzichter", "opzichter"),
    ],
)
def test_what_does_not_stand_there_takes_nothing_out_and_puts_nothing_in(
    adviser: Dialogue, said: str, named: str
) -> None:
    before = adviser.plan
    after = _says(adviser, said).plan
    assert after == before and named not in str(after)


@pytest.mark.parametrize(
    "said", ["dat iets in het onderwijs mag weg", "haal mijn wens eraf", "iets in het onderwijs eruit"]
)
def test_a_wish_goes_by_its_name_and_the_talk_goes_on(adviser: Dialogue, said: str) -> None:
    assert "onderwijs" not in _says(adviser, said).plan[NEED]
    assert not [each for each in adviser.slot("refused") or [] if each.endswith(":")]
    _says(adviser, "ik wil docent economie worden")
    assert adviser.heard


def test_the_step_that_is_named_makes_place_for_the_new_one(driver: Dialogue) -> None:
    after = _says(driver, "haal die fysio eraf. ik bel de bedrijfsarts").plan
    assert after[STEP] == "Ik bel de bedrijfsarts" and "fysio" not in driver.heard


def test_the_step_that_is_named_goes_and_nobody_becomes_what_was_named(driver: Dialogue) -> None:
    _says(driver, "die fysio eraf")
    assert driver.slot("step") is None and driver.slot("occupation") != "fysiotherapeut"
    assert "Je bent fysio" not in driver.heard


def test_a_new_wish_brings_no_other_work(adviser: Dialogue) -> None:
    before = adviser.plan.get(FOUND, "")
    after = _says(adviser, "mijn wens is docent economie op een middelbare school").plan
    assert "docent economie" in after[NEED]
    assert set(after.get(FOUND, "").split()) <= set(before.split()) | {"en"}


def test_what_was_never_said_gives_way_to_what_is_wished(adviser: Dialogue) -> None:
    said = "Nu staat er 'iets in het onderwijs'. Dat heb ik nooit gezegd. Ik wil kok worden in een hotel."
    assert "kok in een hotel" in _says(adviser, said).plan[NEED]


def test_who_wants_no_other_work_has_no_wish_in_the_plan(adviser: Dialogue) -> None:
    _says(adviser, "ik wil gewoon blijven rijden. geen ander werk")
    assert "onderwijs" not in _says(adviser, "laat mijn plan zien", "see_plan").plan.get(NEED, "")


OBJECTS = (
    "die astronaut",
    "dat",
    "de fysio",
    "mijn wens",
    "opzichter",
    "'zwaar werk'",
    "die zin",
    "de stap",
    "de bank",
)
ORDERS = ("haal {} eruit", "{} mag weg", "{} en {} moeten eruit", "{} heb ik nooit gezegd", "schrap {}", "nee niet {}")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_ordered_the_plan_gets_no_line_that_was_not_told(driver: Dialogue, seed: int) -> None:
    chance, stood = random.Random(seed), driver.plan
    for _ in range(8):
        order = chance.choice(ORDERS).format(*chance.sample(OBJECTS, 2))
        _says(driver, order)
        assert driver.heard, order
        assert not [each for each in driver.slot("refused") or [] if each.endswith(":")], order
        if driver.question == "step" or not any(card["type"] == "plan" for card in driver.cards):
            continue
        plan = driver.plan
        assert set(plan) <= set(stood), order
        assert plan.get(ABOUT, stood[ABOUT]) == stood[ABOUT] and plan.get(FOUND, "").count(",") <= 2, order
