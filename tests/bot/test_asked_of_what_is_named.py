"""What a question names is what it is about: the work, the course, who helps, and not what was spoken of before."""

from __future__ import annotations

import pytest

from bot.actions import learner_words, question_meaning
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


def hears(talk: Dialogue, *messages: str) -> Dialogue:
    for message in messages:
        talk.receives(understood(message))
    return talk


@pytest.mark.parametrize(
    "asked",
    [
        "kan ik dan ook gewoon zonder opleiding als intercedent beginnen bij een uitzendburo?",
        "zonder diploma intercedent worden kan dat",
        "en nemen ze mij dan aan als intercedent?",
    ],
)
def test_the_way_into_work_named_in_the_question_goes_before_the_work_of_before(conversation: str, asked: str) -> None:
    talk = Dialogue(conversation).says("ik was planner en zit in de ww", "need_uitkering").says("ja", "affirm")
    hears(talk, "jobcoach lijkt me wel wat", asked)
    assert "intercedent" in talk.heard.lower() and "jobcoach" not in talk.heard.lower()


@pytest.mark.parametrize(
    "asked",
    [
        "ik wil weten wie mij juridisch kan helpen",
        "en als hij zegt dat ik te oud ben, wie kan mij dan helpen?",
        "ik wil graag horen wie me kan helpen met mijn rechten",
    ],
)
def test_who_asks_who_helps_with_their_rights_hears_who_and_sees_no_work(conversation: str, asked: str) -> None:
    talk = Dialogue(conversation).says("ik heb gedoe met mijn baas", "need_gesprek_baas").says("ja", "affirm")
    hears(talk, asked)
    assert "Juridisch Loket" in talk.heard and "Veilig Thuis" not in talk.heard and not talk.cards


def test_one_clause_of_a_long_story_is_answered() -> None:
    told = "ik ben zo moe en ik snap het niet goed, ik wil geen ander werk, ik wil weten of ik minder mag gaan werken"
    assert question_meaning.asked_in_story(told) == "fewer_hours"
    assert (
        question_meaning.asked_in_story("ik ben zo moe van alles en ik slaap slecht en mijn man zegt ook stop er mee")
        is None
    )


def test_a_question_of_a_learner_is_read_in_dutch_and_dutch_is_left_alone() -> None:
    assert learner_words.in_dutch("how many days is heftruck kursus") == "hoeveel dagen is heftruck cursus"
    assert not learner_words.in_dutch("ik wil een contract, want de week is om")


@pytest.mark.parametrize(
    "asked",
    ["how many days is heftruck kursus and how much euro?", "hoe lang duurt een heftruckcursus en wat kost dat"],
)
def test_length_and_price_are_those_of_the_course_that_is_named(conversation: str, asked: str) -> None:
    talk = Dialogue(conversation).says("ik wil bijleren", "need_leren").says("ja", "affirm")
    hears(talk, asked)
    assert "een tot vier dagen" in talk.heard and "prijs" in talk.heard


def test_how_long_ww_lasts_is_no_question_about_a_course(conversation: str) -> None:
    talk = Dialogue(conversation)
    hears(talk, "ik zit in de ww, was logistiek planner. hoe lang heb ik eigenlijk recht op ww?")
    assert "maanden" in talk.heard and "opleidingen" not in talk.heard


def test_nobody_has_to_go_to_the_boss_first(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil bijleren", "need_leren").says("ja", "affirm")
    hears(talk, "moet ik dat dan an mien baas vroagen? dan denkt ie dat ik weg wil")
    assert "hoeft niet via je baas" in talk.heard


def test_a_wish_behind_a_comment_on_the_list_is_shown(conversation: str) -> None:
    talk = (
        Dialogue(conversation).says("ik ben productieplanner en wil iets anders", "need_richting").says("ja", "affirm")
    )
    hears(talk, "nee", "commercieel medewerker klinkt wel oké maar liever iets met mensen ipv alleen schermen")
    assert "met mensen" in talk.heard and "scherm" in talk.heard
