"""What is shown fits who is asked: nothing they leave, no more of the same, and no years at a university unasked."""

from __future__ import annotations

import pytest

from bot.actions import fields, fitting
from bot.actions.directions import within_reach
from bot.actions.sources import catalogue
from tests.bot.dialogue import Dialogue
from tests.bot.turns import Spoken


@pytest.mark.parametrize(
    "said", ["ik wil juist uit de winkel. iets met oude mensen", "ik wil uit de winkel, iets met ouderen"]
)
def test_the_field_one_wants_out_of_is_refused_and_not_wished_for(said: str) -> None:
    assert fields.refused_in(said) == ["shop"] and fields.fields_in(said) == ["care"]


def test_working_in_a_shop_is_still_a_wish_for_it() -> None:
    assert fields.fields_in("ik wil graag in een winkel werken") == ["shop"]


def test_a_doctor_is_shown_to_nobody_who_did_not_name_it() -> None:
    doctor = catalogue().occupations.get("huisarts")
    assert not fitting.suits(Spoken(slots={"occupation": "bankmedewerker"}).turn, doctor)
    assert fitting.suits(Spoken(slots={"occupation": "bankmedewerker", "wished_occupation": "huisarts"}).turn, doctor)


def test_after_an_exercise_a_cashier_sees_no_other_shop_work() -> None:
    answers = {"gives": ["helping"], "drains": ["same"]}
    found = within_reach(
        Spoken(slots={"occupation": "kassamedewerker", "needs": ["need_richting"], "exercise_answers": answers}).turn
    )
    own = catalogue().occupations.get("kassamedewerker")
    assert found and not [each.id for each, _ in found[:3] if each.sector == own.sector and each.level == own.level]


def test_a_mechanic_who_wants_to_learn_is_shown_courses_for_their_own_field(conversation: str) -> None:
    mechanic = Dialogue(conversation).says("ik ben automonteur en wil iets leren", "need_leren").says("ja", "affirm")
    for _ in range(4):
        if mechanic.form == "situation_form":
            mechanic.says("overslaan", "skip")
    assert "trainings" in mechanic.heard and "Commercieel medewerker" not in mechanic.heard


@pytest.fixture
def cashier(conversation: str) -> Dialogue:
    """A cashier without a diploma who saw work with old people."""
    talk = Dialogue(conversation).says("ik ben kassamedewerker en wil iets met oude mensen", "need_richting")
    return talk.says("ja", "affirm")


def test_the_same_jobs_are_named_and_not_shown_again(cashier: Dialogue) -> None:
    for _ in range(4):
        cashier.says("ik wil iets met oude mensen", "need_richting")
    assert "occupations" not in cashier.heard and "gastvrouw" in cashier.heard


def test_a_question_about_one_of_the_shown_jobs_is_answered_about_that_one(cashier: Dialogue) -> None:
    cashier.says("gastvrouw in de zorg klinkt wel leuk. denk je dat ik dat kan?", "need_bevestiging", confidence=0.75)
    assert "zonder diploma" in cashier.heard and "meekijken" in cashier.heard
    assert "occupations" not in cashier.heard and "voedingsassistent" not in cashier.heard


def test_of_evenings_it_is_said_that_we_do_not_know(cashier: Dialogue) -> None:
    cashier.says("kan ik in de zorg zonder diploma en zonder avonden?", "need_erkenning_ervaring")
    assert "geen avonden" in cashier.heard and "weet ik niet" in cashier.heard
