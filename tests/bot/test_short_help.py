"""Help is short: one lead, at most three things, buttons for more that each answer, and only what can be theirs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.actions import offers, schemes
from bot.actions.sources import catalogue
from bot.actions.wording import label
from guidance import conversations
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.turns import Spoken
from tests.bot.walking import FIRST_WORDS, items, to_help, words

MOST_MESSAGES = 3
MOST_WORDS = 90  # before the next question
MOST_ITEMS = 3


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    return Dialogue(conversation)


@pytest.mark.parametrize("need", FIRST_WORDS)
def test_help_is_at_most_three_messages_and_ninety_words(talk: Dialogue, need: str) -> None:
    *told, question = to_help(talk, need).replies
    assert question["text"].endswith("?") or "?" in question["text"]
    assert len(told) + 1 <= MOST_MESSAGES
    assert sum(map(words, told)) <= MOST_WORDS, [words(each) for each in told]
    assert sum(len(items(each)) for each in told) <= MOST_ITEMS


def test_of_three_needs_together_two_get_help_and_the_third_is_remembered(talk: Dialogue) -> None:
    needs = ("need_zwaar_gezondheid", "need_leren", "need_geld_tijd")
    talk.says("mijn rug wil niet meer, kan ik leren en wie betaalt dat", needs[0], clauses=needs).says("ja", "affirm")
    talk.says("ik ben orderpicker").presses("In dienst").presses("Mbo 2")
    listed = [item for reply in talk.replies for item in items(reply)]
    assert 0 < len(listed) <= MOST_ITEMS and {"Welke opleidingen?", "Wie betaalt dat?"} <= set(talk.buttons)
    assert talk.slot("remembered") == ["need_geld_tijd"]


@pytest.mark.parametrize("need", FIRST_WORDS)
def test_every_button_for_more_answers_and_the_question_stands(db: Database, need: str) -> None:
    for button in offers.buttons(offers.of_need(need)):
        talk = to_help(Dialogue(conversations.start(db, "website", datetime.now(UTC))), need)
        before, question = talk.heard, talk.question
        talk.presses(button["title"])
        assert talk.heard and talk.heard != before
        assert talk.question == question or talk.form == "booking_form", button


def test_more_trainings_are_other_trainings_until_there_are_no_more(talk: Dialogue) -> None:
    to_help(talk, "need_leren")
    seen: list[str] = []
    while "Meer opleidingen" in talk.buttons:
        shown = talk.slot("trainings")
        assert not set(shown) & set(seen)
        seen += shown
        talk.presses("Meer opleidingen")
    assert "leeroverzicht.nl" in talk.heard


def test_the_words_of_a_button_above_the_question_press_it(talk: Dialogue) -> None:
    to_help(talk, "need_leren").says("Wie betaalt dat?", "nlu_fallback", confidence=0.2)
    assert "ontwikkelbudget" in talk.heard and talk.question == "step"


def test_all_schemes_are_three_lists_with_date(talk: Dialogue) -> None:
    to_help(talk, "need_geld_tijd").presses("Alle regelingen")
    for heading in ("Lijkt te kunnen", "Lijkt niet te kunnen", "Misschien, vraag het na"):
        assert heading in talk.heard


@pytest.mark.parametrize("status", ["self_employed", "unemployed", "student"])
def test_who_has_no_boss_hears_no_sentence_for_one(talk: Dialogue, status: str) -> None:
    titles = {"self_employed": "Voor mezelf", "unemployed": "Ik heb nu geen werk", "student": "Voor mezelf"}
    to_help(talk, "need_geld_tijd", status=titles[status], benefit="Geen uitkering", occupation="ik ben metselaar")
    talk.presses("Alle regelingen") if "Alle regelingen" in talk.buttons else None
    told = schemes.best(Spoken(slots={"status": status}).turn, 20)
    assert "je baas" not in talk.heard and all(scheme.who == "worker" for scheme in told)


def test_a_scheme_of_another_region_or_sector_is_not_shown_to_who_did_not_tell_theirs() -> None:
    for facts in ({"status": "employee"}, {"status": "student", "age": 19}, {"status": "employee", "region": "AM22"}):
        told = schemes.lists(Spoken(slots=facts).turn)
        named = {scheme.id for found in told.values() for scheme in found}
        assert not named & {"twents_fonds_vakmanschap", "oom_doorstart", "werktuig_ppo", "bouw_dia"}, facts


def test_the_fund_of_the_own_region_and_sector_is_shown() -> None:
    facts = {"status": "employee", "sector": "transport", "region": "AM05"}
    named = {scheme.id for scheme in schemes.best(Spoken(slots=facts).turn, 20)}
    assert {"twents_fonds_vakmanschap", "transport_scholing"} <= named


@pytest.mark.parametrize("age", [30, 45, 60])
def test_study_finance_is_not_offered_to_who_is_too_old(age: int) -> None:
    told = schemes.best(Spoken(slots={"status": "employee", "age": age}).turn, 20)
    assert told and "studiefinanciering" not in {scheme.id for scheme in told}


def test_what_fits_for_sure_and_need_not_be_paid_back_comes_first() -> None:
    told = schemes.best(Spoken(slots={"status": "oncall", "sector": "horeca", "age": 45}).turn, 20)
    assert told[0].verdict == "eligible" and told[0].id == "horeca_hop"
    kinds = [scheme.kind for scheme in told]
    assert kinds.index("fonds") < kinds.index("lening")


def test_an_unknown_fact_is_said_as_an_if(talk: Dialogue) -> None:
    to_help(talk, "need_geld_tijd")
    assert "Als je onder die cao valt." in talk.heard


def test_every_fact_of_a_rule_can_be_said_as_an_if() -> None:
    for fact in catalogue().budgets.vocabulary.names:
        assert label("budgets", "conditions", fact)


def test_too_much_text_gets_a_short_version_of_what_was_said(talk: Dialogue) -> None:
    long = to_help(talk, "need_zwaar_gezondheid").heard
    talk.says("te veel tekst", "nlu_fallback", confidence=0.2)
    assert "bedrijfsarts" in talk.heard and len(talk.heard) < len(long) / 3 and talk.question == "step"


@pytest.mark.parametrize("need", [need for need in FIRST_WORDS if offers.of_need(need)])
def test_what_do_you_mean_after_the_help_is_answered_with_that_help(talk: Dialogue, need: str) -> None:
    to_help(talk, need).says("snap ik niet", "ask_clarify")
    told = talk.replies[0]
    assert words(told) <= 30 and not items(told)
    assert told["text"].startswith(("In het kort", "Simpel gezegd", "Korter"))


def test_not_clear_twice_is_not_answered_twice_the_same(talk: Dialogue) -> None:
    first = to_help(talk, "need_uitkering").says("snap ik niet", "ask_clarify").replies[0]["text"]
    assert talk.says("wat bedoel je", "ask_clarify").replies[0]["text"] != first


def test_the_same_outside_a_form(talk: Dialogue) -> None:
    talk.says("wie leest dit", "ask_privacy").says("wat?", "ask_clarify")
    assert "adviseur" in talk.heard and "Ik denk met je mee" not in talk.heard


def test_what_nobody_can_apply_for_now_comes_last() -> None:
    told = schemes.lists(Spoken(slots={"status": "employee", "sector": "transport", "age": 47}).turn)["unknown"]
    states = [scheme.application for scheme in told]
    assert "closed" in states and "closed" not in states[:3]


@pytest.mark.parametrize("need", FIRST_WORDS)
def test_what_do_you_mean_at_the_check_is_answered_with_the_need_itself(talk: Dialogue, need: str) -> None:
    talk.says("hoi", "greet").says(FIRST_WORDS[need], need).says("wat bedoel je", "ask_clarify")
    given_back = label("needs", need, "short").lower() in talk.heard.lower() or "In het kort: " in talk.heard
    assert given_back and talk.question == "need_confirmed"


def test_what_was_said_turns_ago_is_not_said_again_as_simpler(talk: Dialogue) -> None:
    to_help(talk, "need_basisvaardigheden").says("te veel tekst", "nlu_fallback", confidence=0.2)
    assert "Zeg ja of nee" not in talk.heard and "Taalhuis" in talk.heard
