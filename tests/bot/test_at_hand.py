"""In the middle of a talk nothing is a dead end: what is at hand is offered, and a practice takes the goal as told."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

NURSE = ("ik wil minder uren vragen aan mijn baas", "ik ben verpleegkundige", "hoe vraag ik dat")


@pytest.fixture
def plasterer(conversation: str) -> Dialogue:
    """Somebody whose need is known and who chose no step."""
    talk = Dialogue(conversation)
    for words in ("mijn werk is te zwaar, ik ben stukadoor", "ja", "zwolle"):
        talk.receives(understood(words))
    return talk


@pytest.fixture
def nurse(conversation: str) -> Dialogue:
    """Somebody who told what they want of the boss, and is at what the boss will say."""
    talk = Dialogue(conversation)
    for words in NURSE:
        talk.receives(understood(words))
    return talk.presses("Samen oefenen")


def test_a_feeling_is_followed_by_one_question_that_goes_on(plasterer: Dialogue) -> None:
    plasterer.receives(understood("ik word er zo moedeloos van"))
    assert plasterer.heard.count("?") == 1 and "Een stap kiezen" in plasterer.buttons


def test_what_is_not_understood_offers_no_other_needs_once_one_is_known(plasterer: Dialogue) -> None:
    plasterer.receives(understood("mijn vrouw vindt het een midlifecrisis"))
    assert "Een stap kiezen" in plasterer.buttons and "Ik wil een mens spreken" in plasterer.buttons
    assert not any(payload.startswith("/need_") for payload in plasterer.buttons.values())


def test_a_goal_that_was_told_is_not_asked(nurse: Dialogue) -> None:
    assert nurse.question == "boss_talk.objection" and "Je wilt andere uren" in nurse.heard


def test_the_goal_said_once_more_is_no_answer_of_the_boss(nurse: Dialogue) -> None:
    nurse.receives(understood("ik wil minder uren"))
    assert nurse.question == "boss_talk.objection"
    assert nurse.slot("exercise_answers") == {"boss_talk.goal": ["hours"]}


def test_two_objections_are_both_on_the_card(nurse: Dialogue) -> None:
    nurse.receives(understood("te druk altijd en geld zal ook wel niet"))
    assert "datum kiezen waarop het wel kan" in nurse.heard and "geld van een regeling" in nurse.heard
