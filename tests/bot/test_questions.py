"""Direct questions are answered first, in a form and outside one, with their source; the conversation then goes on."""

from __future__ import annotations

import pytest

from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.walking import to_help

ASKED = [
    ("krijg ik ww als mijn contract afloopt?", "26 van de laatste 36 weken"),
    ("mijn contract loopt af, krijg ik dan ww", "26 van de laatste 36 weken"),
    ("mag ik een cursus doen als ik ww heb?", "leren met WW"),
    ("kan ik met een uitkering een opleiding volgen", "leren met WW"),
    ("moet ik van mijn baas een cursus zelf betalen?", "gratis"),
    ("mag mijn baas de cursus terugvragen?", "gratis"),
    ("ik ben 17 en wil stoppen met school", "18"),
    ("wat zijn mijn rechten als ik ziek ben?", "bedrijfsarts"),
]
NOT_ASKED = [
    "ik heb ww en wil een cursus",
    "mijn contract stopt, ik weet niet wat ik wil",
    "ik ben ziek geweest",
    "mijn baas heeft de cursus betaald",
]


@pytest.mark.parametrize(("words", "told"), ASKED)
def test_it_is_answered_outside_a_form(conversation: str, words: str, told: str) -> None:
    talk = Dialogue(conversation).says(words, "ask_dismissal", confidence=0.4)
    assert told in talk.heard


@pytest.mark.parametrize(("words", "told"), ASKED)
def test_it_is_answered_in_a_form_and_the_question_stays(conversation: str, words: str, told: str) -> None:
    talk = Dialogue(conversation).says("dit werk houd ik zo niet vol", "need_zwaar_gezondheid")
    talk.says(words, "need_uitkering")
    assert told in talk.heard and talk.question == "need_confirmed"
    assert talk.slot("needs") == ["need_zwaar_gezondheid"] and talk.slot("remembered") in (None, [])


@pytest.mark.parametrize(("words", "told"), ASKED)
def test_it_is_answered_when_it_is_the_first_thing_said(conversation: str, words: str, told: str) -> None:
    assert told in Dialogue(conversation).says(words, "need_uitkering").heard


@pytest.mark.parametrize("words", NOT_ASKED)
def test_who_tells_something_gets_no_answer_to_a_question(conversation: str, words: str) -> None:
    heard = Dialogue(conversation).says(words, "need_leren").heard
    assert not any(told in heard for _, told in ASKED)


def test_the_answer_about_school_is_for_who_can_be_under_eighteen(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("ik ben 45").says("ik wil stoppen met de opleiding")
    assert "18" not in talk.heard


def test_a_question_about_rights_is_no_quarrel(conversation: str) -> None:
    talk = Dialogue(conversation).says("wat zijn mijn rechten als ik ziek ben", "safety_legal", confidence=0.5)
    assert "bedrijfsarts" in talk.heard and "ruzie" not in talk.heard


def test_an_answer_from_the_schemes_says_how_sure_it_is(conversation: str) -> None:
    heard = Dialogue(conversation).says("mag ik een cursus doen als ik ww heb?", "ask_training").heard
    assert "uwv.nl" in heard and "olgens" in heard


def test_who_works_alone_is_not_told_about_a_job(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "ik ben zzp'er en heb geen opdrachten meer",
        "need_baan_onzeker",
        found=(("status", "self_employed", "zzp'er"),),
    )
    assert "opdrachten" in talk.heard or "voor jezelf" in talk.heard
    assert "je baan" not in talk.heard


def test_the_work_that_is_wished_instead_of_other_work_is_heard(conversation: str) -> None:
    talk = Dialogue(conversation).says(
        "ik wil geen verpleegkundige worden maar kraamverzorgende", "need_richting", confidence=0.3
    )
    assert talk.slot("wished_occupation") == "kraamverzorgende" and talk.slot("needs") == ["need_leren"]


@pytest.mark.parametrize(
    ("words", "button"),
    [
        ("ik wil gewoon meer verdienen", "Bijleren"),
        ("ik verdien veel te weinig", "Praten met mijn baas"),
        ("ik wil minder uren werken", "Praten met mijn baas"),
    ],
)
def test_a_wish_that_is_no_need_of_its_own_leads_to_one(conversation: str, words: str, button: str) -> None:
    talk = Dialogue(conversation).says(words, "need_uitkering", confidence=0.4)
    assert button in talk.buttons and "Klopt" not in talk.heard
    assert talk.presses(button).form is not None


def test_who_wants_to_learn_dutch_is_not_told_about_reading_and_computers(conversation: str) -> None:
    for intent in ("need_basisvaardigheden", "need_leren"):
        talk = Dialogue(conversation).says("ik wil graag een cursus nederlands", intent)
        assert "Nederlands" in talk.replies[-1]["text"] and "computer" not in talk.replies[-1]["text"]
        assert talk.slot("needs") == ["need_basisvaardigheden"]


def test_after_a_no_nothing_is_guessed_and_their_words_are_kept(conversation: str) -> None:
    talk = Dialogue(conversation).says("mijn werk is saai", "need_richting").says("nee", "deny")
    talk.says("het is meer dat ik weinig vrije tijd heb", "need_thuis", confidence=0.3)
    assert talk.slot("needs") == ["need_own"] and "“het is meer dat ik weinig vrije tijd heb”" in talk.heard


@pytest.mark.parametrize("words", ["wat is een bedrijfsarts precies", "bbl, wat is dat?", "wat bedoel je met een cao"])
def test_a_word_is_explained_when_its_meaning_is_asked(conversation: str, words: str) -> None:
    talk = to_help(Dialogue(conversation), "need_zwaar_gezondheid").says(words, "ask_service")
    assert (
        any(each in talk.heard for each in ("dokter", "leren tegelijk", "afspraken"))
        and "erkcentrum geeft" not in talk.heard
    )
    assert talk.question == "step" and talk.slot("step") is None


def test_who_has_no_work_is_not_asked_how_they_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil weer aan de slag", "need_uitkering").says("ja", "affirm")
    assert talk.slot("status") == "unemployed"


def test_a_step_that_is_told_early_is_kept_and_the_plan_comes_without_another_question(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil weer aan de slag", "need_uitkering").says("ja", "affirm")
    talk.says("ik ga het uwv bellen maandag", "move_booking", confidence=0.4)
    assert talk.slot("step") == "Ik ga het UWV bellen maandag"
    assert "bijstuurplan" in talk.heard and talk.form == "booking_form"


def test_a_goodbye_behind_a_thank_you_is_a_goodbye(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("bedankt, tot ziens", "thank")
    assert talk.form is None


def test_pointing_at_a_step_in_other_words_chooses_it(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("doe maar dat gesprek met mijn baas", "need_gesprek_baas")
    assert "mijn baas" in talk.slot("step")


def test_work_that_is_in_no_list_is_kept_as_it_was_said(conversation: str, db: Database) -> None:
    talk = Dialogue(conversation).says("ik wil iets bijleren", "need_leren").says("ja", "affirm")
    talk.says("compliance officer", "nlu_fallback", confidence=0.3)
    assert "compliance officer" in talk.heard and talk.question == "status"
    plan = plans.get(db, conversation)
    assert plan and plan.situation["occupation"] == "compliance officer"


@pytest.mark.parametrize("typed", ["2", "doe maar 2", "de tweede"])
def test_a_number_chooses_what_stands_there(conversation: str, typed: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets bijleren", "need_leren").says("ja", "affirm")
    talk.says("ik ben kok").says(typed, "ask_human", confidence=0.4)
    assert talk.slot("status") == "flex_agency"


def test_a_name_the_model_takes_for_a_no_is_no_refusal(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("ik ga maandag de school bellen")
    talk.says("Kevin", "deny", confidence=0.3)
    assert talk.question == "appointment"


def test_how_one_becomes_something_with_several_names_shows_the_ways(conversation: str) -> None:
    talk = Dialogue(conversation).says("hoe word ik leraar", "ask_training")
    assert "Pabo" in talk.heard or "leraar" in talk.heard
    assert "erkoper" not in talk.heard
