"""A step and its day are taken as people tell them, and nobody is asked for one before what they think was asked."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.fixture
def cashier(conversation: str) -> Dialogue:
    """A cashier who saw work with old people and is asked for a step."""
    talk = Dialogue(conversation).says("ik ben kassamedewerker en wil iets met oude mensen", "need_richting")
    return talk.says("ja", "affirm")


@pytest.mark.parametrize(
    "said",
    [
        "ik wil wel een keer gaan kijken bij het verzorgingshuis bij ons in de straat",
        "ik zou graag eens langsgaan bij het verzorgingshuis",
    ],
)
def test_going_to_look_somewhere_is_a_step_and_no_search(cashier: Dialogue, said: str) -> None:
    cashier.receives(understood(said))
    assert "verzorgingshuis" in (cashier.slot("step") or "") and "gaan kijken" not in cashier.slot("step")
    assert "occupations" not in cashier.heard


def test_a_day_with_its_reason_is_the_day_of_the_step(cashier: Dialogue) -> None:
    cashier.receives(understood("ik wil wel een keer gaan kijken bij het verzorgingshuis"))
    before = cashier.slot("step_date")
    cashier.receives(understood("vrijdag, dan zijn de kinderen naar school"))
    assert cashier.slot("step_date") != before and "vrijdag" in cashier.heard
    assert not [title for title in cashier.buttons if " om " in title]


def test_a_step_in_english_is_a_step_with_its_day(cashier: Dialogue) -> None:
    cashier.receives(understood("Good. I take small step: friday I ask uitzendbureau about voucher"))
    assert cashier.slot("step") == "Friday I ask uitzendbureau about voucher" and "vrijdag" in cashier.heard


def test_what_is_thought_of_work_is_asked_before_a_step(conversation: str) -> None:
    driver = Dialogue(conversation)
    driver.says("ik ben vrachtwagenchauffeur, me rug doet zeer en ik wil lichter werk", "need_zwaar_gezondheid")
    driver.says("ja", "affirm")
    assert "Zit hier iets voor je bij" in driver.heard and "Welke kleine stap" not in driver.heard
    assert "Een keer meekijken" in driver.buttons


def test_whoever_told_what_they_like_is_asked_for_a_step(cashier: Dialogue) -> None:
    assert "Welke kleine stap" in cashier.heard
