"""Who tells what hurts or complains of us is heard: no danger is seen that is not there, and no step is made of it."""

from __future__ import annotations

import pytest

from bot.components.safety_rules import SafetyRules
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

STORY = (
    "Vorige maand is een cliënt overleden waar ik drie jaar kwam. Ik had die dag een kwartier voor haar omdat ik laat "
    "was, en 's avonds belde haar zoon. Thuis snauw ik tegen mijn man en de kinderen. Ik ben gewoon zo moe."
)


def test_a_story_of_grief_gets_a_warm_sentence_and_no_step_plan_or_signpost(conversation: str) -> None:
    talk = Dialogue(conversation)
    talk.receives(understood("mijn werk in de thuiszorg is me te veel"))
    talk.receives(understood(STORY))
    assert talk.slot("step") is None
    assert "0800-2000" not in talk.heard
    assert "verdrietig" in talk.heard or "overleden" in talk.heard


def test_an_angry_correction_of_the_plan_brings_no_question_about_suicide(conversation: str) -> None:
    talk = Dialogue(conversation)
    talk.receives(understood("ik ben teamleider en ik wil ander werk"))
    talk.receives(understood("ik bel maandag het UWV"))
    talk.receives(understood("Wat is dit voor onzin in mijn plan? Mijn stap is opschrijven hoe het ging"))
    assert "niet meer te leven" not in talk.heard


@pytest.mark.parametrize("words", ["is dat realistisch", "een realistische stap op mijn leeftijd"])
def test_realistic_is_no_racism(words: str) -> None:
    assert SafetyRules().find(words) is None


def test_a_question_beside_a_complaint_is_answered_after_a_short_sorry(conversation: str) -> None:
    talk = Dialogue(conversation)
    talk.receives(understood("ik wil ander werk, ik ben schoonmaker"))
    talk.receives(understood("jij luistert niet. wat is een taalhuis?"))
    assert "bibliotheek" in talk.heard
    assert "in weinig woorden" not in talk.heard
