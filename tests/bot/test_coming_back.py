"""Who leaves gets a code to come back with; who comes back is welcomed and goes on where they were."""

from __future__ import annotations

import re

import pytest

from bot.actions.sources import now
from connectors.messages import RESUME
from guidance import resume_codes
from guidance.database import Database
from guidance.resume_words import read
from tests.bot.dialogue import Dialogue
from tests.bot.test_plan_is_corrected import mason

__all__ = ["mason"]


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def at_a_question(talk: Dialogue) -> Dialogue:
    return talk.says("wie betaalt een cursus", "need_geld_tijd").says("ja", "affirm")


def codes(talk: Dialogue) -> list[str]:
    """The codes in the last reply, each on a line of its own."""
    return [line for line in talk.heard.splitlines() if read(line) == line]


@pytest.mark.parametrize(("text", "intent"), [("doei", "goodbye"), ("stop maar", "stop")])
def test_who_leaves_gets_a_code_and_hears_what_it_can_do(
    talk: Dialogue, db: Database, conversation: str, text: str, intent: str
) -> None:
    at_a_question(talk).says(text, intent)
    (code,) = codes(talk)
    for told in ("Typ deze code als je terugkomt", "één keer", "Wie de code heeft, kan ons gesprek lezen"):
        assert told in talk.heard
    assert re.search(r"tot en met \w+dag \d+ \w+", talk.heard)
    assert talk.form is None
    assert resume_codes.redeem(db, code, "ik", "website", now()) == conversation


def test_whoever_said_nothing_yet_gets_a_code_only_when_they_want_one(talk: Dialogue) -> None:
    talk.says("doei", "goodbye")
    assert codes(talk) == []
    talk.presses("Code om terug te komen")
    assert len(codes(talk)) == 1


def test_a_second_goodbye_leaves_the_first_code_alone_and_a_new_one_can_be_asked(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    (first,) = codes(at_a_question(talk).says("doei", "goodbye"))
    talk.says("tot ziens", "goodbye")
    assert codes(talk) == [] and "werkt nog tot en met" in talk.heard
    talk.presses("Nieuwe code")
    (second,) = codes(talk)
    assert second != first and "Een oude code werkt niet meer" in talk.heard


def test_asking_for_a_code_in_the_middle_of_a_form_leaves_the_question_standing(talk: Dialogue) -> None:
    talk.says("doei", "goodbye")
    question = at_a_question(talk).question
    talk.sends('/goodbye{"code": "new"}')
    assert len(codes(talk)) == 1
    assert talk.question == question is not None


def test_who_comes_back_to_a_question_is_welcomed_once_and_asked_it_again(talk: Dialogue) -> None:
    question = at_a_question(talk).question
    talk.sends(RESUME)
    assert talk.heard.count("Welkom terug") == 1
    assert talk.question == question is not None


def test_who_comes_back_after_a_goodbye_goes_on_with_the_form_that_was_left(talk: Dialogue) -> None:
    question = at_a_question(talk).question
    talk.says("stop maar", "stop")
    assert talk.form is None
    talk.sends(RESUME)
    assert talk.heard.count("Welkom terug") == 1
    assert talk.question == question is not None


def test_who_comes_back_without_a_question_open_is_welcomed_too(talk: Dialogue) -> None:
    talk.says("doei", "goodbye").sends(RESUME)
    assert talk.heard.startswith("Welkom terug.")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Dan laat ik het hierbij. Ik zoek het zelf wel uit.", "need_niets_kijken"),
        ("nee, we laten het hier maar bij", "inform"),
        ("Nou, ik ben er klaar mee. Dag computer.", "nlu_fallback"),
        ("oke is goed later 👋", "affirm"),
    ],
)
def test_who_lets_it_be_in_a_list_has_left_and_chose_nothing(talk: Dialogue, text: str, intent: str) -> None:
    talk.says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm").says("overslaan", "skip")
    talk.presses("Ja")
    assert talk.form == "exercise_form"
    talk.says(text, intent, confidence=0.46)
    assert codes(talk) and talk.form is None and "Genoteerd" not in talk.heard


def test_a_no_to_an_adviser_with_a_goodbye_behind_it_is_answered_with_one(mason: Dialogue) -> None:
    mason.says("Nee hoor, geen adviseur voor mij. Dag, en doe de groeten aan je neefjes.", "deny", confidence=0.67)
    assert codes(mason) and mason.form is None


@pytest.mark.parametrize("text", ["ik laat het bij de garage doen", "ik wil er iets bij leren"])
def test_other_words_with_bij_are_no_goodbye(talk: Dialogue, text: str) -> None:
    at_a_question(talk).says(text, "inform")
    assert not codes(talk)


def test_a_goodbye_says_once_what_was_agreed(mason: Dialogue) -> None:
    step = str(mason.slot("step")).strip(".")
    mason.says("nee dank je, doei", "goodbye")
    assert step in mason.heard
    mason.says("doei", "goodbye")
    assert step not in mason.heard


def test_a_goodbye_names_the_appointment_with_the_way_to_talk(talk: Dialogue) -> None:
    talk.says("ik wil een afspraak", "book_adviser").says("liever bellen", "inform").says("de eerste", "inform")
    talk.says("doei", "goodbye")
    assert "per telefoon" in talk.heard and "gesprek met een adviseur" in talk.heard
