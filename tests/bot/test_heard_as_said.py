"""What people tell of themselves and of their need is heard as they say it, and nothing that they did not say."""

from __future__ import annotations

import pytest

from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


def rows_of_plan(talk: Dialogue) -> dict[str, str]:
    return {row["label"]: row["text"] for card in talk.cards for row in card.get("rows", [])}


# Their own work


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ik werk als adviseur bij een grote bank en wil iets leren", "Je bent adviseur bij een grote bank."),
        ("ik was logistiek planner bij een webshop, ik wil iets leren", "Je was logistiek planner bij een webshop."),
        ("ik zit al 9 jaar achter de kassa en ik wil iets leren", "Je zit al 9 jaar achter de kassa."),
        ("ik ben kok, ik wil iets leren", "Je bent kok."),
        ("ik ben kok in de ziektewet en wil iets leren", "Je bent kok."),
    ],
)
def test_work_is_told_back_in_their_own_words(talk: Dialogue, said: str, told: str) -> None:
    assert told in talk.says(said, "need_leren").heard


def test_which_work_is_meant_is_asked_once_and_what_was_typed_stays(
    talk: Dialogue, db: Database, conversation: str
) -> None:
    talk.says("ik werk als adviseur bij een grote bank en wil iets anders", "need_richting").says("ja", "affirm")
    assert "adviseur bij een grote bank" in talk.heard and "Iets anders" in talk.buttons
    talk.presses("Iets anders")
    assert "adviseur bij een grote bank" in talk.heard and talk.form == "offer_form"
    plan = plans.get(db, conversation)
    assert plan and plan.situation["occupation"] == "adviseur bij een grote bank"


def test_work_chosen_as_the_nearest_is_only_looked_up_with(talk: Dialogue) -> None:
    talk.says("ik werk als adviseur bij een grote bank en wil iets anders", "need_richting").says("ja", "affirm")
    talk.presses("bankmedewerker").says("wat weet je van mij", "show_data")
    assert talk.slot("occupation") and "Je bent adviseur bij een grote bank." in talk.heard


def test_an_answer_to_which_work_keeps_what_was_typed(talk: Dialogue) -> None:
    talk.says("ik werk als adviseur bij een grote bank en wil iets anders", "need_richting").says("ja", "affirm")
    talk.says("dat heb ik al gezegd: adviseur bij een grote bank", "inform", confidence=0.57)
    assert talk.form == "offer_form"
    assert "adviseur bij een grote bank" in talk.says("wat weet je van mij", "show_data").heard


def test_an_answer_takes_up_what_was_told_before(talk: Dialogue) -> None:
    talk.says("mijn werk is zwaar, ik rij al 27 jaar", "need_zwaar_gezondheid").says("ja", "affirm")
    talk.says("dat zeg ik toch. vrachtwagen", "inform", confidence=0.5)
    assert talk.slot("occupation") == "vrachtwagenchauffeur" and "Je rijdt vrachtwagen." in talk.heard


def test_two_kinds_of_work_are_both_kept(talk: Dialogue) -> None:
    talk.says("ik wil iets leren", "need_leren").says("ja", "affirm").says("order picker, and reachtruck")
    assert "order picker, and reachtruck" in talk.heard


def test_work_in_a_question_is_nobodys_own(talk: Dialogue) -> None:
    talk.says("Arts? Op mijn leeftijd? Dat slaat nergens op.", "nlu_fallback", confidence=0.3)
    assert talk.slot("occupation") is None


# An objection to what was given back


def test_an_objection_is_told_back_and_our_words_are_let_go(talk: Dialogue) -> None:
    talk.receives(understood("me rug doet zeer van het rijden"))
    talk.receives(understood("nou dat zeg ik niet. ik rij al 27 jaar. alleen die rug"))
    assert "“ik rij al 27 jaar. Alleen die rug”" in talk.heard
    talk.says("ik ben vrachtwagenchauffeur").says("ik bel maandag mijn planner", "inform")
    rows = rows_of_plan(talk)
    assert "Jouw stap" in rows and "Wat je nodig hebt" not in rows


def test_what_was_denied_is_not_asked_again(talk: Dialogue) -> None:
    talk.says("ik durf de stap niet te zetten", "need_durven")
    talk.says("Niet helemaal. Het is vooral het inkomen dat mij tegenhoudt.", "correct")
    assert "“Het is vooral het inkomen dat mij tegenhoudt”" in talk.heard
    assert "/need_durven" not in talk.buttons.values() and talk.slot("needs") == ["need_own"]


def test_a_no_that_begins_like_a_yes_is_a_no(talk: Dialogue) -> None:
    talk.says("ik wil iets leren", "need_leren")
    talk.says("dat klopt niet. die cursus moet van mijn baas", "correct", confidence=0.6)
    assert talk.slot("needs") == ["need_own"] and "“die cursus moet van mijn baas”" in talk.heard


def test_an_objection_beside_a_sign_of_trouble_holds_too(talk: Dialogue) -> None:
    talk.says("ik durf de stap niet te zetten", "need_durven")
    talk.says("Niet helemaal. Spannend is het niet.", "safety_check", confidence=0.7)
    talk.says("nee", "deny")
    assert "twijfelt over de stap" not in talk.heard and not talk.slot("needs")


# Needs that nobody told


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        ("dinsdag, dan zijn de kinderen naar school", "need_thuis"),
        ("jonge mensen begeleiden is het enige leuke", "need_bevestiging"),
    ],
)
def test_a_guess_beside_a_step_or_a_list_is_no_second_need(talk: Dialogue, said: str, guess: str) -> None:
    talk.says("ik weet niet wat ik wil, ik ben kok", "need_richting").says("ja", "affirm").presses("Ja")
    assert talk.form == "exercise_form"
    talk.says(said, guess, clauses=(guess,))
    assert not talk.slot("remembered") and "onthoud" not in talk.heard


def test_after_a_no_to_a_human_no_other_need_is_brought_up(talk: Dialogue) -> None:
    talk.says("thuis lukt het niet en ik wil leren", "need_thuis", clauses=("need_thuis", "need_leren"))
    talk.says("ja", "affirm").says("ik bel maandag de school", "inform")
    assert talk.slot("plan_shown") and talk.slot("remembered")
    talk.presses("Nee, dank je")
    assert "bijleren" not in talk.heard


# What is given back is no stronger than what was said


@pytest.mark.parametrize(
    ("said", "need", "told", "not_told"),
    [
        ("me rug doet zeer van het rijden", "need_zwaar_gezondheid", "je rug", "niet lang meer"),
        ("mijn contract stopt over 3 weken", "need_baan_onzeker", "Je contract stopt", "Je weet niet"),
        ("ik verveel me dood op het werk", "need_richting", "weinig meer", "spannend"),
        ("ik durf niet weg, mijn salaris is te goed", "need_durven", "je inkomen", "spannend"),
    ],
)
def test_a_need_is_given_back_as_it_was_told(talk: Dialogue, said: str, need: str, told: str, not_told: str) -> None:
    talk.says(said, need)
    assert told in talk.heard and not_told not in talk.heard and talk.question == "need_confirmed"


# The first message, and what was asked


def test_doubt_whether_this_is_for_them_is_met_first(talk: Dialogue) -> None:
    talk.receives(
        understood("ik werk bij een supermarkt achter de kassa. ik weet niet of dit ook voor mij is, geen diploma")
    )
    assert talk.replies[0]["text"].startswith("Ja, dit is ook voor jou")
    assert "Je werkt bij een supermarkt achter de kassa." in talk.heard and "hoogste diploma" not in talk.heard


def test_facts_told_after_the_schemes_bring_the_list_that_fits_them(talk: Dialogue) -> None:
    talk.says("welke regelingen zijn er", "ask_budget")
    talk.says("ben automonteur in vaste dienst", "inform", found=(("status", "employee", "vaste dienst"),))
    assert "OOMT" in talk.heard and "Waar wil je het over hebben" not in talk.heard


def test_how_many_questions_are_left_is_said_once(talk: Dialogue) -> None:
    talk.says("ik weet niet wat ik wil", "need_richting").says("ja", "affirm")
    assert "Nog een paar korte vragen." in talk.heard and "Nog één vraag" not in talk.heard
