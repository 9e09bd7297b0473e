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
