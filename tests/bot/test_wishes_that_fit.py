"""The wish that is spoken is followed, and work, trainings and schemes fit the person who asks."""

from __future__ import annotations

import pytest

from bot.actions import fields, workplaces
from tests.bot.dialogue import Dialogue


@pytest.fixture
def at_the_till(conversation: str) -> Dialogue:
    talk = Dialogue(conversation).says("ik ben kassamedewerker en ben het zat", "need_richting").says("ja", "affirm")
    talk.presses("Ja")
    assert talk.form == "exercise_form"
    return talk


@pytest.fixture
def driver(conversation: str) -> Dialogue:
    """A lorry driver with a sore back who wants to stay on the road."""
    talk = Dialogue(conversation)
    return talk.says("ik ben vrachtwagenchauffeur, mijn rug doet pijn", "need_zwaar_gezondheid")


@pytest.fixture
def cleaner(conversation: str) -> Dialogue:
    talk = Dialogue(conversation).says("ik ben schoonmaker, ik wil ander werk", "need_richting").says("ja", "affirm")
    return talk.says("kan ik op kantoor werken", "need_richting")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ik help graag oude mensjes", ["care"]),
        ("oude mensjes zei ik, zorg bedoel ik", ["care"]),
        ("gastvrouw in een verzorginshuis ofzo", ["care"]),
        ("met oudjes omgaan is mijn ding", ["care"]),
        ("heb jij ook iets met menssen? in een winkel of zo of bij oudren", ["shop", "care"]),
        ("ik wil op de weg blijven", ["driving"]),
        ("bus ofzo? taxi? leerlingen vervoer", ["driving"]),
        ("ik wil graag werk met auto repareren", ["cars"]),
        ("Onderwijs, vertel me daar eens iets over", ["school"]),
        ("ik maak graag dingen", ["hands"]),
        ("ik wil niet meer in de winkel, wel met ouderen", ["care"]),
    ],
)
def test_a_wish_in_ones_own_words_is_heard(said: str, told: list[str]) -> None:
    assert fields.fields_in(said) == told


@pytest.mark.parametrize(
    "said", ["ik doe schoonmaak in kantoor", "ik werk graag in de zorg", "ik ga met de bus", "mbo 2 techniek"]
)
def test_what_somebody_does_now_is_no_wish(said: str) -> None:
    assert fields.fields_in(said) == []


def test_a_question_for_work_at_the_question_what_one_does_is_answered_with_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting").says("weet ik niet", "dont_know")
    talk.says("heb jij ook iets met mensen? in een winkel of zo of bij ouderen", "need_richting", confidence=0.54)
    assert "None" not in talk.heard and "gastvrouw in de zorg" in talk.heard and "winkelmedewerker" in talk.heard


def test_who_likes_old_people_and_names_the_work_hears_how_to_get_in(at_the_till: Dialogue) -> None:
    at_the_till.says("ik help graag oude mensjes", "ask_human", confidence=0.38)
    assert "gastvrouw in de zorg" in at_the_till.heard
    at_the_till.says("oude mensjes zei ik, zorg bedoel ik. gastvrouw in een verzorginshuis ofzo", "need_thuis")
    assert at_the_till.slot("wished_occupation") == "gastvrouw_zorg"
    at_the_till.says("is dat wat voor mij dan? heb je diplomma nodig", "ask_duration", confidence=0.38)
    assert "zonder diploma beginnen" in at_the_till.heard and "jaar" not in at_the_till.heard


def test_a_sore_back_that_wants_to_stay_on_the_road_sees_driving_without_lifting(driver: Dialogue) -> None:
    driver.says("ja", "affirm").says("ik wil op de weg blijven", "need_zwaar_gezondheid", confidence=0.5)
    assert "taxichauffeur" in driver.heard and "buschauffeur" in driver.heard
    assert "treindienstleider" not in driver.heard and "bestelbuschauffeur" not in driver.heard
    driver.says("maar wat blijft er dan over. bus ofzo? taxi? leerlingen vervoer", "nlu_fallback")
    assert driver.slot("directions") == ["buschauffeur", "taxichauffeur"]


def test_going_on_driving_is_not_staying_in_ones_job(driver: Dialogue) -> None:
    driver.says("ja", "affirm").says("ik wil wel blijven rijden", "need_leren", confidence=0.41)
    assert "geen ander werk" not in driver.heard and "taxichauffeur" in driver.heard


def test_a_mechanic_by_trade_is_shown_cars_and_their_trainings(cleaner: Dialogue) -> None:
    cleaner.says("nee ik wil auto monteur. niet kantoor", "deny")
    assert "automonteur" in cleaner.heard and "elektronicamonteur" not in cleaner.heard
    cleaner.says("welke opleidingen", "ask_training")
    assert "Autotechnicus" in cleaner.heard and "administrati" not in cleaner.heard


def test_who_speaks_little_dutch_is_shown_work_with_few_words(cleaner: Dialogue) -> None:
    assert "telefonist" in cleaner.slot("directions")
    cleaner.says("telefonist ik kan niet. ik praat niet goed nederlands", "need_basisvaardigheden")
    assert "occupation:telefonist" in cleaner.slot("refused") and "minder Nederlands" in cleaner.heard
    assert not {"telefonist", "data_invoer", "receptionist"} & set(cleaner.slot("directions"))


@pytest.mark.parametrize("said", ["ik wil leren nederlands. waar is school. hoeveel geld", "waar is taalles?"])
def test_lessons_in_dutch_are_shown_and_stand_in_the_plan(cleaner: Dialogue, said: str) -> None:
    cleaner.says(said, "need_basisvaardigheden")
    assert "Nederlands als tweede taal" in cleaner.heard and "Taalhuis" in cleaner.heard
    assert "gemeente bepaalt" in cleaner.heard and "need_basisvaardigheden" in cleaner.slot("needs")
    cleaner.presses("Een stap kiezen").presses("Naar de bibliotheek")
    assert "bijstuurplan" in cleaner.heard and "Nederlands als tweede taal" in cleaner.heard


def test_a_field_that_somebody_asks_about_is_not_their_present_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting").says("ja", "affirm")
    talk.says("Onderwijs, vertel me daar eens iets over", "need_leren", confidence=0.73)
    assert "leerkracht" in talk.heard or "leraar" in talk.heard
    assert talk.slot("occupation") is None and not talk.slot("maybe_occupations")


def test_a_short_course_that_we_do_not_know_is_said_so(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben secretaresse en wil leren", "need_leren").says("ja", "affirm")
    talk.says("alleen een korte cursus excel. Welke is er?", "ask_training")
    assert "leeroverzicht.nl" in talk.heard and "beginners" not in talk.heard


@pytest.mark.parametrize(
    "said",
    [
        "Ik zou wel iets met excel of data willen, maar geen hele opleiding",
        "wat gebeurt er als ik gwn niet meer ga naar school",
        "geen lange opleiding, wel een cursus",
    ],
)
def test_a_short_course_or_a_question_about_school_is_no_refusal_to_learn(cleaner: Dialogue, said: str) -> None:
    cleaner.says(said, "nlu_fallback", confidence=0.3)
    assert "Geen school" not in cleaner.heard and "help:training" not in (cleaner.slot("refused") or [])


def test_a_pupil_is_shown_work_of_what_they_learn(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben 17 en doe mbo 2 techniek, ik werk bij de jumbo vakken vullen")
    talk.says("wat voor werk kan ik doen", "ask_help", confidence=0.5)
    assert "elektricien" in talk.heard and "orderpicker" not in talk.heard


def test_who_never_spoke_of_lifting_is_not_told_of_it(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben vakkenvuller, ik wil ander werk", "need_richting")
    talk.says("ja", "affirm").says("stop met deze test", "stop").says("wat is er nog meer voor werk", "ask_occupation")
    assert "til je" not in talk.heard


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Ik werk op kantoor bij de gemeente, 50 jaar", {"sector": "overheid", "cao": "gemeenten"}),
        ("ik ben teamleider bij een bank", {"sector": "zakelijk", "cao": "banken"}),
        ("ik zit bij de kassa bij de jumbo", {"sector": "detailhandel"}),
        ("ik wil bij de gemeente werken", {}),
        ("ik heb bijstand van de gemeente", {}),
        ("mijn man werkt bij de gemeente", {}),
    ],
)
def test_the_employer_tells_the_sector(said: str, told: dict[str, str]) -> None:
    assert workplaces.employer_at(said) == told


OF_OTHERS = ("Doorzaam", "studentenfonds", "woningcorporaties", "SLIM", "waterschap")


def test_schemes_of_groups_nothing_points_at_are_not_shown(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik werk op kantoor bij de gemeente, ik ben 50")
    talk.says("welke regelingen zijn er voor mij", "ask_budget")
    assert "IKB" in talk.heard and not [name for name in OF_OTHERS if name in talk.heard]
    assert "In dienst bij een baas" in talk.buttons


def test_who_says_to_work_for_an_agency_sees_the_schemes_of_agencies(conversation: str) -> None:
    talk = Dialogue(conversation).says("welke regelingen zijn er voor mij", "ask_budget")
    assert "Doorzaam" not in talk.heard
    talk.presses("Via een uitzendbureau")
    assert "Doorzaam" in talk.heard


def test_who_asks_for_lighter_work_before_we_know_theirs_hears_what_is_needed(conversation: str) -> None:
    talk = Dialogue(conversation).says("me handen doen zeer", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("wat is er dan voor werk wat niet zo zwaar is", "need_richting")
    assert talk.question == "occupation" and "geen goed voorbeeld" not in talk.heard


def test_who_works_in_a_kitchen_of_a_home_is_asked_about_work_in_a_kitchen(conversation: str) -> None:
    talk = Dialogue(conversation).says("hoi ik werk in de keuken van een verzorgingshuis", "inform")
    assert "kok" in talk.slot("maybe_occupations")
