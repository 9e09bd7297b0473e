"""A word or two from the person: pointing, yes, no, half a name of work. None of it loses what was said before."""

from __future__ import annotations

import pytest

from bot.actions import dates
from tests.bot.dialogue import Dialogue


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


@pytest.fixture
def asked_which(talk: Dialogue) -> Dialogue:
    """Somebody whose first words may mean several needs, with the buttons that offer them."""
    return talk.says("baan kwijt", "need_uitkering", confidence=0.6)


def test_pointing_at_a_button_presses_it(asked_which: Dialogue) -> None:
    asked_which.says("de eerste", "nlu_fallback")
    assert asked_which.slot("needs") == ["need_uitkering"] and asked_which.slot("need_confirmed")


def test_pointing_is_at_the_last_list(talk: Dialogue) -> None:
    talk.says("ik wil een cursus doen", "need_leren").says("ja", "affirm").says("ik ben kassamedewerker")
    talk.says("de tweede", "nlu_fallback")
    assert talk.slot("status") == "flex_agency"


@pytest.mark.parametrize("typed", ["2", "twee", "eerste hulp"])
def test_a_bare_number_points_at_nothing(typed: str) -> None:
    assert dates.pointed_at(typed) is None


def test_a_yes_to_a_choice_is_asked_which_with_the_same_choices(asked_which: Dialogue) -> None:
    before = list(asked_which.buttons)
    asked_which.says("ja", "affirm")
    assert before[0] in asked_which.buttons and "egrijp" not in asked_which.heard
    assert asked_which.slot("misses") in (None, 0)


def test_what_was_offered_is_still_offered_after_a_fact(asked_which: Dialogue) -> None:
    before = list(asked_which.buttons)
    asked_which.says("ik woon in Tilburg")
    assert set(before) <= set(asked_which.buttons)


def test_a_no_to_a_question_for_a_fact_skips_it(talk: Dialogue) -> None:
    talk.says("ik wil een cursus doen", "need_leren").says("ja", "affirm").says("ik ben kassamedewerker")
    assert talk.question == "status"
    talk.says("nee", "deny")
    assert talk.question != "status" and "egrijp" not in talk.heard


def test_half_a_name_of_work_as_first_words_is_asked_back(talk: Dialogue) -> None:
    talk.says("balie", "nlu_fallback")
    assert "receptionist" in talk.buttons
    talk.presses("receptionist")
    assert talk.slot("occupation") == "receptionist" and talk.buttons


def test_who_is_not_understood_can_press_what_most_people_need(talk: Dialogue) -> None:
    talk.says("dat weet je wel", "nlu_fallback")
    assert "Ik wil iets leren" in talk.buttons and "Ik wil een mens spreken" in talk.buttons


def test_too_much_text_is_said_simpler_outside_a_form_whatever_the_model_makes_of_it(talk: Dialogue) -> None:
    talk.says("hoi", "greet").says("wat is evc", "ask_evc")
    told = talk.heard
    talk.says("te veel tekst", "nlu_fallback")
    assert talk.heard != told and len(talk.heard) < len(told) and "egrijp" not in talk.heard


@pytest.mark.parametrize("typed", ["te veel tekst", "te lang"])
def test_too_much_text_at_the_choice_of_a_need_is_explained_and_taken_for_no_need(
    asked_which: Dialogue, typed: str
) -> None:
    asked_which.says(typed, "need_zwaar_gezondheid", confidence=0.3, clauses=("ask_duration",))
    assert not asked_which.slot("needs") and asked_which.question == "need_confirmed"
    assert "verschilt per school" not in asked_which.heard and "Klopt dat" not in asked_which.heard


def test_work_that_was_noted_is_not_said_again_with_the_need(talk: Dialogue) -> None:
    talk.says("ik ben kassamedewerker").says("ik wil een cursus doen", "need_leren")
    assert "kassamedewerker" not in talk.heard and talk.question == "need_confirmed"


def test_trainings_are_for_the_field_somebody_wishes(talk: Dialogue) -> None:
    talk.says("iets met kinderen", "need_richting").says("ja", "affirm").says("ik ben winkelmedewerker")
    talk.says("welke opleiding heb ik dan nodig", "ask_training")
    assert "inder" in talk.heard and "Leidinggevende" not in talk.heard


def test_a_step_told_after_stopping_is_kept(talk: Dialogue) -> None:
    talk.says("ik durf niet", "need_durven").says("ja", "affirm").says("ik stop ermee", "stop")
    talk.says("ik ga maandag bij een kinderopvang kijken", "nlu_fallback")
    assert talk.slot("step") == "Ik ga maandag bij een kinderopvang kijken"


def test_a_question_in_an_exercise_chooses_no_answer_that_hides_in_a_longer_word(talk: Dialogue) -> None:
    talk.says("ik wil iets anders", "need_richting").says("ja", "affirm").says("ik ben winkelmedewerker")
    talk.presses("Ja").presses("Mensen helpen").says("klaar")
    assert "Gedoe met de leiding" in talk.buttons
    talk.says("welke opleiding heb ik dan nodig", "ask_training")
    assert "Gedoe met de leiding" in talk.buttons and "opleidingen" in talk.heard
