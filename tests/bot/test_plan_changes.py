"""The plan is changed in words, and a kind of help that is turned down is not offered again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.actions.sources import today
from bot.actions.wording import day_in_words
from guidance import plans
from guidance.database import Database
from tests.bot.dialogue import Dialogue
from tests.bot.walking import LIGHTER, to_help

NEXT = today() + timedelta(days=13)
DAY = day_in_words(NEXT).split(" ", 1)[1]  # "9 december"


@pytest.fixture
def talk(conversation: str) -> Dialogue:
    """Somebody who has just seen their plan, and is offered an adviser."""
    return to_help(Dialogue(conversation), "need_zwaar_gezondheid", LIGHTER).says("ik ga mijn baas vragen wat er kan")


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        (f"doe de datum maar {DAY}", "move_booking"),
        (f"zet mijn stap op {DAY}", "ask_stap"),
        (f"ik wil het pas {DAY} doen", "inform"),
        (f"mijn plan moet op {DAY} staan", "change_step"),
    ],
)
def test_another_day_for_the_step_is_no_appointment_on_that_day(
    talk: Dialogue, words: str, intent: str, db: Database, conversation: str
) -> None:
    talk.says(words, intent)
    plan = plans.get(db, conversation)
    assert plan and plan.step_date == NEXT and talk.slot("step_date") == NEXT.isoformat()
    assert day_in_words(NEXT) in talk.heard and talk.slot("step") == "Ik ga mijn baas vragen wat er kan"
    assert talk.question == "appointment" and talk.slot("look_on") is None


def test_who_insists_on_the_day_that_stands_hears_that_it_stands(talk: Dialogue) -> None:
    day = today().fromisoformat(talk.slot("step_date"))
    other = "maandag" if day.weekday() else "dinsdag"
    talk.says(f"{day_in_words(day).split()[0]} bedoel ik, niet {other}", "correct")
    assert talk.slot("step_date") == day.isoformat() and f"op {day_in_words(day)}" in talk.heard
    assert "weg" not in talk.heard and not any("anders" in title for title in talk.buttons)


def test_a_day_that_takes_the_place_of_the_day_of_the_step_is_meant_for_it(talk: Dialogue) -> None:
    before = talk.slot("step_date")
    day = day_in_words(today().fromisoformat(before)).split(" ", 1)[1]
    talk.says(f"niet {day} maar {DAY}", "correct")
    assert talk.slot("step_date") == NEXT.isoformat()


@pytest.mark.parametrize("words", ["de datum klopt niet", "kan er een andere datum bij", "die dag moet later"])
def test_who_says_only_that_the_day_is_wrong_is_asked_for_another(talk: Dialogue, words: str) -> None:
    talk.says(words.replace("kan er", "ik wil"), "correct")
    assert "dag" in talk.heard and "momenten" not in talk.heard
    talk.says(DAY)
    assert talk.slot("step_date") == NEXT.isoformat()


def test_a_day_that_is_past_is_asked_again(talk: Dialogue) -> None:
    past = day_in_words(today() - timedelta(days=3)).split(" ", 1)[1]
    before = talk.slot("step_date")
    talk.says(f"zet de datum op {past} {(today() - timedelta(days=3)).year}", "correct")
    assert talk.slot("step_date") == before
    talk.says(DAY)
    assert talk.slot("step_date") == NEXT.isoformat()


@pytest.mark.parametrize("words", ["donderdag kan ik", "kunnen we het volgende week doen?", "een afspraak op {day}"])
def test_a_day_for_the_appointment_leaves_the_step_alone(talk: Dialogue, words: str) -> None:
    before = talk.slot("step_date")
    talk.says(words.format(day=DAY), "inform")
    assert talk.slot("step_date") == before


@pytest.mark.parametrize("words", ["teamleider wil ik niet in mijn plan", "haal teamleider logistiek eruit"])
@pytest.mark.parametrize("intent", ["need_richting", "ask_occupation", "cancel_booking"])
def test_what_is_taken_out_of_the_plan_is_not_in_it_any_more(talk: Dialogue, words: str, intent: str) -> None:
    assert "teamleider" in talk.slot("directions")[0] or any("teamleider" in each for each in talk.slot("directions"))
    talk.says(words, intent)
    assert "Jouw stap" in talk.heard and "Weg uit je plan: teamleider" in talk.heard
    assert "teamleider" not in talk.heard.split('"Wat we vonden"')[1]


HELP = [
    ("geen test", "ask_test"),
    ("ik wil geen cursus", "ask_training"),
    ("nee, geen lening graag", "ask_budget"),
    ("een lening hoeft niet", "need_geld_tijd"),
    ("geen mens", "ask_human"),
    ("ik wil geen adviseur", "ask_human"),
    ("heftruck wil ik niet", "ask_training"),
]


@pytest.mark.parametrize(("words", "intent"), HELP)
def test_help_that_is_turned_down_is_not_given(conversation: str, words: str, intent: str) -> None:
    talk = to_help(Dialogue(conversation), "need_geld_tijd").says(words, intent)
    assert talk.question == "step" and talk.slot("step") is None
    assert talk.slot("wants_human") is None and talk.slot("remembered") in (None, [])
    assert talk.cards == [] and len(talk.replies) <= 2


def test_a_loan_that_is_turned_down_is_in_no_list(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_geld_tijd", age="ik ben 45", status="Ik heb nu geen werk")
    talk.sends('/ask_budget{"about": "all"}')
    assert "lening" in talk.heard.lower()
    talk.says("geen lening", "ask_budget").sends('/ask_budget{"about": "all"}')
    assert "lening" not in talk.heard.lower()


def test_who_wants_no_test_gets_none_before_the_help(conversation: str) -> None:
    talk = Dialogue(conversation).says("ik wil iets anders maar ik weet niet wat", "need_richting")
    talk.says("geen test", "ask_test").says("ja", "affirm").says("ik ben orderpicker")
    assert talk.form == "step_form"


def test_who_wants_no_human_is_not_offered_a_moment(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says("ik wil geen mens", "ask_human")
    talk.says("ik ga maandag de school bellen")
    assert "bijstuurplan" in talk.heard and talk.form is None


def test_no_to_a_human_answers_the_question_whether_one_is_wanted(conversation: str) -> None:
    talk = to_help(Dialogue(conversation), "need_leren").says(
        "misschien wil ik iemand spreken", "ask_human", confidence=0.5
    )
    talk.says("nee geen mens", "ask_human")
    assert talk.slot("wants_human") is None and talk.form == "step_form"


@pytest.mark.parametrize(("words", "intent"), [("ik wil geen afspraak", "cancel_booking"), ("geen mens", "ask_human")])
def test_no_appointment_declines_the_offer_of_moments(talk: Dialogue, words: str, intent: str) -> None:
    talk.says(words, intent)
    assert talk.form is None and "Ik zie geen afspraak" not in talk.heard and talk.slot("step")


def test_an_unclear_message_does_not_cost_somebody_their_plan(talk: Dialogue) -> None:
    needs = talk.slot("needs")
    talk.says("nee dank je", "deny").says("kinderen", "need_thuis", confidence=0.3)
    assert talk.slot("needs") == needs and talk.slot("step") and talk.form is None
