"""Nobody gets a list of questions they did not ask for."""

from __future__ import annotations

import pytest

from tests.bot.dialogue import Dialogue


@pytest.fixture
def offered(conversation: str) -> Dialogue:
    talk = Dialogue(conversation).says("ik wil iets anders maar wat", "need_richting").says("klopt", "affirm")
    talk.says("ik ben metselaar")
    assert "drie korte vragen" in talk.heard and "Kies er" not in talk.heard
    return talk


def test_a_yes_begins_the_list_and_the_second_list_follows_without_another_offer(offered: Dialogue) -> None:
    offered.says("ja hoor", "affirm")
    assert offered.form == "exercise_form" and "1 van 2" in offered.heard
    assert "minuut" not in offered.heard  # it was just said
    offered.presses("Mensen helpen").presses("Klaar").presses("Zwaar tillen").presses("Klaar")
    assert "Waar ben je goed in" in offered.heard


@pytest.mark.parametrize(
    ("text", "intent"), [("nee", "deny"), ("geen zin in vragenlijstjes", "deny"), ("sla over", "skip")]
)
def test_a_no_brings_the_help_and_no_other_list(offered: Dialogue, text: str, intent: str) -> None:
    offered.says(text, intent)
    assert offered.form == "step_form"
    assert "goed in" not in offered.heard and "energie" not in offered.heard


def test_an_answer_to_the_list_is_a_yes_and_is_kept(offered: Dialogue) -> None:
    offered.says("van buiten zijn krijg ik energie")
    assert offered.form == "exercise_form"
    assert offered.slot("exercise_answers")["energy.gives"] == ["outside"]


def test_who_names_work_sees_it_and_gets_no_list(offered: Dialogue) -> None:
    offered.says("ik wil kok worden")
    assert offered.form != "exercise_form" and "kok" in offered.heard.lower()
    assert "drie korte vragen" not in offered.heard


def test_who_goes_on_about_something_else_is_asked_three_times_at_most(offered: Dialogue) -> None:
    for _ in range(3):
        offered.says("ben jij een mens?", "ask_bot")
    assert offered.form == "step_form" and "korte vragen" not in offered.heard


def test_who_chooses_that_very_list_is_not_asked_again(offered: Dialogue) -> None:
    offered.sends('/ask_test{"exercise": "energy"}')
    assert offered.form == "exercise_form" and "1 van 2" in offered.heard
    offered.presses("Mensen helpen").presses("Klaar").presses("Zwaar tillen").presses("Klaar")
    assert "drie korte vragen" not in "\n".join(offered.everything[-4:])
