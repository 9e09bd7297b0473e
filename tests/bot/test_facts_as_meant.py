"""What people tell about themselves is taken as they mean it: numbers, wishes, denials, and what they said before."""

from __future__ import annotations

import pytest

from bot.actions import introductions
from guidance import bookings, plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.pipeline import understood

ZZP = (("status", "self_employed", "zzp"),)


@pytest.mark.parametrize(
    "said",
    [
        "verzorgende ig, verpleeghuis, 14 jaar",
        "ik werk 14 jr in het verpleeghuis, huil elke ochtend",
        "werk hier al 30 jaar",
        "ik heb 11 jaar gewerkt",
        "ok 70 dus",
        "ok 70 dus. waar zit dat werkcentrum",
        "krijg ik 70%?",
        "ik ben 80% afgekeurd",
        "ik krijg 50 euro per uur",
        "we staan met 2 op 16 bewoners",
        "als ik stop op mn 64e",
        "ik was 16 toen ik begon",
    ],
)
def test_years_of_work_percentages_and_amounts_are_no_age(said: str) -> None:
    assert introductions.age_in(said) is None


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("leeftijd 14?? ik ben 39", 39),
        ("ik ben 39 geen 14, dat zei ik al", 39),
        ("leeftijd 70 haha, nee ik ben 33", 33),
        ("mijn leeftijd moet 39 zijn", 39),
        ("verzorgende, 22 jaar in dienst, man 45", 45),
        ("mohammed 19 vakkenvuller", 19),
        ("ik ben 15 jaar", 15),
    ],
)
def test_an_age_that_is_told_is_read(said: str, age: int) -> None:
    assert introductions.age_in(said) == age


@pytest.fixture
def aged(conversation: str) -> Dialogue:
    """A care worker whose age was noted wrong, at the choice of a step."""
    talk = Dialogue(conversation).says("ik ben verzorgende ig en mijn rug is kapot", "need_zwaar_gezondheid")
    talk.says("ja", "affirm")
    talk._slots["age"] = 14
    assert talk.question == "step"
    return talk


@pytest.mark.parametrize(
    "said", ["leeftijd 14?? ik ben 39", "ik ben 39 geen 14, dat zei ik al", "ik ben 39", "leeftijd 14? 39!!"]
)
def test_an_age_that_is_put_right_is_taken_at_once(aged: Dialogue, said: str) -> None:
    aged.says(said)
    assert aged.slot("age") == 39 and "39" in aged.heard and aged.question == "step"


def test_an_age_is_put_right_while_a_name_is_asked_for(aged: Dialogue) -> None:
    aged.says("ik wil een mens spreken", "ask_human").says("vrijdag").says("ja", "affirm")
    assert aged.question == "contact_name"
    aged.says("leeftijd 14?? ik ben 39")
    assert aged.slot("age") == 39 and aged.question == "contact_name"


def test_the_bare_age_behind_one_that_was_read_back_wrong_is_the_age(aged: Dialogue) -> None:
    aged.says("ik ben 38").says("nee 39", "deny")
    assert aged.slot("age") == 39


def test_what_is_known_and_said_again_with_a_grumble_is_read_back(aged: Dialogue) -> None:
    aged.says("mijn leeftijd klopt niet", "correct")
    assert aged.slot("pending") == "correct:age"
    aged.says("58!! staat in je eigen plan", "correct")
    assert aged.slot("age") == 58
    aged.says("ik ben 58 zei ik", "correct")
    assert "58" in aged.heard and "Wat klopt er niet" not in aged.heard


def test_how_old_one_must_be_asks_for_no_age(aged: Dialogue) -> None:
    aged.says("da wist ik al, hoe oud precies vroeg ik", "correct")
    assert "Hoe oud ben je" not in aged.heard


@pytest.mark.parametrize(
    "said",
    [
        "ik denk aan in loondienst gaan",
        "misschien ga ik in loondienst",
        "ik overweeg in loondienst te gaan",
        "in loondienst lijkt me ook wel wat",
        "ik twijfel over in loondienst",
    ],
)
def test_a_wish_for_another_way_of_working_is_no_fact(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik ben zzp stukadoor", found=ZZP)
    talk.says(said, "nlu_fallback", confidence=0.35, found=(("status", "employee", "in loondienst"),))
    assert talk.slot("status") == "self_employed" and "Ik weet niet zeker" not in talk.heard


def test_what_is_there_for_others_without_work_says_nothing_about_oneself(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben zzp stukadoor", found=ZZP)
    found = (("status", "unemployed", "zonder werk"),)
    talk.says("ik wil weten wat er is voor zzpers zonder werk", "ask_budget", found=found)
    assert talk.slot("status") == "self_employed"


@pytest.mark.parametrize(
    "said", ["ik heb nog 2 klussen", "ik heb een eigen bedrijf. eenmanszaak", "mijn opdrachten drogen op"]
)
def test_who_talks_of_orders_works_for_themselves(conversation: str, said: str) -> None:
    assert Dialogue(conversation).says(said, "nlu_fallback", confidence=0.3).slot("status") == "self_employed"


def test_who_is_not_without_work_is_not_sent_back_to_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("zit thuis zonder werk", "need_uitkering").says("klopt", "affirm")
    assert talk.slot("status") == "unemployed"
    talk.says("ik ben NIET zonder werk, ik ben zzper", "need_uitkering")
    assert talk.slot("status") == "self_employed" and "need_uitkering" not in talk.slot("needs")
    assert "weer aan het werk" not in talk.heard and "te weinig opdrachten" in talk.heard


def test_who_has_orders_and_asks_about_a_benefit_has_too_little_work(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben zzp stukadoor", found=ZZP).says("straks geen geld", "need_uitkering")
    assert talk.slot("needs") == ["need_baan_onzeker"] and talk.slot("status") == "self_employed"


def test_work_that_goes_badly_denies_that_it_goes_well(conversation: str) -> None:
    talk = Dialogue(conversation).says("doe ik het goed zo", "need_bevestiging")
    talk.says("mn werk loopt HELEMAAL niet goed", "need_bevestiging", confidence=0.5)
    assert "need_bevestiging" not in talk.slot("needs") and "need_bevestiging" in talk.slot("denied")


@pytest.mark.parametrize("said", ["lees je wel?", "onzin, daar gaat het niet om", "hoe kom je daar bij"])
def test_a_guess_that_is_denied_in_any_words_does_not_go_on(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("doe ik het goed zo", "need_bevestiging")
    talk.says(said, "nlu_fallback", confidence=0.3)
    assert talk.slot("needs") == [] and talk.form == "situation_form"


def test_a_question_with_a_fact_in_it_is_no_yes(conversation: str) -> None:
    talk = Dialogue(conversation).says("doe ik het goed zo", "need_bevestiging")
    talk.says(
        "1 wat vind je van xyz als zzper?",
        "nlu_fallback",
        confidence=0.35,
        found=(("status", "self_employed", "zzper"),),
    )
    assert talk.slot("exercise") is None and not talk.slot("need_confirmed")


@pytest.mark.parametrize(
    "said",
    [
        "ik lig wakker, mijn collegas lopen op hun tandvlees, ik ben gewoon op",
        "ik huil in de auto voordat ik naar binnen ga op het werk, collega's ook",
    ],
)
def test_who_is_worn_out_by_work_is_not_told_that_it_is_home(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says(said, "need_thuis", confidence=0.6)
    assert talk.slot("needs") == ["need_zwaar_gezondheid"]


def test_of_three_needs_two_are_given_back_and_the_third_is_remembered(conversation: str) -> None:
    said = "mijn werk is te zwaar, wil iets leren en durf het niet te zeggen"
    needs = ("need_zwaar_gezondheid", "need_leren", "need_gesprek_baas")
    talk = Dialogue(conversation).says(said, needs[0], clauses=needs)
    assert talk.slot("needs") == list(needs[:2]) and talk.slot("remembered") == [needs[2]]


def test_three_needs_that_leave_no_doubt_are_all_given_back(conversation: str) -> None:
    needs = ["need_zwaar_gezondheid", "need_leren", "need_geld_tijd"]
    clauses = [{"text": need, "intent": need, "confidence": 0.98} for need in needs]
    message = {"text": "kan ik leren en wie betaalt dat", "intent": {"name": needs[2], "confidence": 0.6}}
    talk = Dialogue(conversation).receives({**message, "entities": [], "intent_ranking": [], "clauses": clauses})
    assert talk.slot("needs") == needs


def test_a_moment_beside_a_question_is_taken_and_the_question_answered_first(conversation: str, db: Database) -> None:
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human")
    talk.says("vrijdag 9 uur is goed, maar wat kost dat en hoort mijn baas dat?", "ask_cost")
    assert talk.replies[-1]["text"] and "vrijdag" in talk.replies[-1]["text"] and len(talk.replies) > 1
    talk.says("ja", "affirm")
    assert bookings.of_conversation(db, conversation) is not None and talk.question == "contact_name"


def test_a_worry_behind_a_name_is_answered_and_the_name_kept(conversation: str, db: Database) -> None:
    talk = Dialogue(conversation).says("ik wil een mens spreken", "ask_human").says("vrijdag")
    talk.receives(understood("de eerste graag")).says("ja", "affirm")
    talk.says("Marleen. en wat moet ik nou morgen doen als ik weer niet naar binnen durf", "need_durven")
    plan = plans.get(db, conversation)
    assert plan is not None and plan.name == "Marleen"
    assert "ziek melden" in talk.heard and talk.question == "contact_phone"


def test_a_yes_to_an_open_question_is_asked_on_without_a_complaint(conversation: str) -> None:
    talk = Dialogue(conversation).says("me rug is kapot", "need_zwaar_gezondheid").says("ja", "affirm")
    assert talk.question == "occupation"
    talk.says("ja", "affirm")
    assert talk.question == "occupation" and "begrijp" not in talk.heard and "snap" not in talk.heard


def test_a_place_alone_is_where_somebody_lives(aged: Dialogue) -> None:
    aged.says("meppel", "out_of_scope", confidence=0.4)
    assert aged.slot("place") == "Meppel" and "Meppel" in aged.heard and "weet ik niets" not in aged.heard


@pytest.mark.parametrize("said", ["schilder", "ik ben schilder"])
def test_ones_work_in_a_list_is_work_and_no_answer_to_the_list(conversation: str, said: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders", "need_richting").says("ja", "affirm")
    talk.says("stukadoor").presses("Ja")
    assert talk.form == "exercise_form"
    talk.says(said)
    assert not any(talk.slot("exercise_answers").values())


def test_work_said_again_is_read_back_and_not_asked_what_is_wrong(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben stukadoor en me rug is kapot", "need_zwaar_gezondheid")
    talk.says("ja", "affirm").says("STUKADOOR heb ik al 2x gezegd", "correct")
    assert "stukadoor" in talk.heard and "Wat klopt er niet" not in talk.heard


def test_who_pays_is_told_of_the_work_that_was_named(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben zzp stukadoor", found=ZZP)
    talk.says("werkvoorbereider lijkt me wat. kan ik daar als zzper geld voor krijgen?", "ask_budget")
    assert "Middenkader" not in "\n".join(reply["text"] or "" for reply in talk.replies)


def test_a_fact_said_again_at_the_check_is_no_no_to_the_need(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik ben 33").says("doe ik het goed zo", "need_bevestiging")
    talk.says("ik ben 33, dat zei ik al", "correct")
    assert talk.slot("needs") == ["need_bevestiging"] and "33" in talk.heard


def test_a_button_typed_without_its_comma_is_pressed(conversation: str) -> None:
    talk = Dialogue(conversation).says("doe ik het goed zo", "need_bevestiging")
    talk.says("nee het is anders", "need_richting", confidence=0.6)
    assert talk.slot("needs") == []


def test_two_digits_where_the_town_was_asked_are_an_age_and_the_town_is_asked_again(conversation: str) -> None:
    collector = Dialogue(conversation).says("straks hebben ze me niet meer nodig", "need_baan_onzeker")
    collector.says("ja", "affirm").receives(understood("vuilnisman"))
    assert collector.slot("requested_slot") == "region"
    collector.receives(understood("51"))
    assert (collector.slot("age"), collector.slot("region"), collector.slot("requested_slot")) == (51, None, "region")


def test_who_is_not_sure_of_their_job_is_not_told_that_their_contract_ends(conversation: str) -> None:
    collector = Dialogue(conversation).says("straks hebben ze me niet meer nodig", "need_baan_onzeker")
    collector.says("ja", "affirm").receives(understood("hoe zeg ik dat tegen mijn chef"))
    assert "“" in collector.heard and "contract loopt af" not in collector.heard
